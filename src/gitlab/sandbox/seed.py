"""Reads a seed: what exists in a sandbox before the first request.

A seed is a mapping, a YAML or JSON file of one, or the name "demo" or "empty". What is wrong with
it is told with its place (file and line, when it came from a file) and what to write instead.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple, NoReturn, TypeAlias

from gitlab.sandbox.store import Row

__all__ = ["ROLES", "Place", "Seed", "SeedError", "read"]

ROLES = {
    "minimal": 5,
    "guest": 10,
    "planner": 15,
    "reporter": 20,
    "developer": 30,
    "maintainer": 40,
    "owner": 50,
}
_ENTRY = "default_permissions job_token_policies autopopulated"

_KEYS = {
    "": "instance groups user_namespaces users projects members tokens jobs redirects bulk_links"
    " auth_log rate_limit",
    "instance": "enforce_ci_inbound_job_token_scope_enabled external_url version",
    "groups": "id full_path! name visibility parent_id description avatar_url created_at",
    "user_namespaces": "id path!",
    "users": "id username! name admin external state email bio avatar_url created_at",
    "projects": "id full_path! name visibility inbound_enabled outbound_enabled ci_settings_row"
    " pending_delete features topics allowlist description default_branch archived avatar_url"
    " creator_id star_count forks_count created_at last_activity_at empty_repo files tags registry",
    "members": "project group user! access_level role expires_at",
    "tokens": "user! token! scopes kind permissions boundary state name expires_at",
    "jobs": "id project_id! user! status! erased token name",
    "redirects": "old! project_id!",
    "bulk_links": "count_inbound_links count_outbound_links count_group_links includes",
    "auth_log": "accessed_project_id! origin_project_id! last_authorized_at policies",
    "rate_limit": "throttle limit! period already_observed",
    "allowlist": "projects groups",
    "allowlist.projects": f"target_project_id! direction {_ENTRY}",
    "allowlist.groups": f"target_group_id! {_ENTRY}",
}
"""The keys of each part of a seed. Those with an exclamation mark must be there; a note may."""

_CHOICES: dict[str, tuple[object, ...]] = {
    "visibility": ("private", "internal", "public"),
    "access_level": tuple(ROLES.values()),
    "role": tuple(ROLES),
    "direction": ("inbound", "outbound"),
}

Place: TypeAlias = tuple[str | int, ...]
"""The way from the top of a seed to something in it: `("projects", 0, "visibility")`."""


class SeedError(ValueError):
    """A seed that cannot be planted; the text says where and how to mend it."""


class Seed(NamedTuple):
    """A seed and, if it came from a file, the text to find lines in."""

    data: Mapping[str, Any]
    file: str = ""
    text: str = ""

    def mapping(self, key: str) -> Row:
        """A part that is a mapping; empty when it is left out."""
        found = self.data.get(key)
        return self.check((key,), found, key) if found else {}

    def entries(self, key: str) -> Iterator[tuple[Place, Row]]:
        """The entries of a part that is a list."""
        entries = self.data.get(key) or []
        if not isinstance(entries, list):
            self.fail((key,), "is not a list; begin each entry with a dash")
        for index, entry in enumerate(entries):
            yield (key, index), self.check((key, index), entry, key)

    def check(self, place: Place, entry: object, part: str) -> Row:
        """A copy of a mapping that has the keys and the choices of its part."""
        if not isinstance(entry, Mapping):
            self.fail(place, "is not a mapping; write `key: value` pairs")
        keys = _KEYS[part].split()
        known = [key.rstrip("!") for key in keys]
        row = {name: value for name, value in entry.items() if name != "note"}
        for name, value in row.items():
            self.choose((*place, name), name, known)
            if name in _CHOICES and value is not None:
                self.choose((*place, name), value, _CHOICES[name])
        for key in keys:
            if key.endswith("!") and row.get(key[:-1]) is None:
                self.fail(place, f'has no "{key[:-1]}"; add it')
        return row

    def choose(self, place: Place, value: object, known: Iterable[object]) -> None:
        """Refuse a value that is not known, and name the one that was probably meant."""
        if value in (choices := list(known)):
            return
        from difflib import get_close_matches

        close = get_close_matches(str(value), [str(choice) for choice in choices], 1)
        listed = ", ".join(str(choice) for choice in choices)
        fix = f"write {close[0]!r}" if close else f"use one of {listed}"
        self.fail(place, f"{value!r} is not known here; {fix}")

    def fail(self, place: Place, problem: str) -> NoReturn:
        where = "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in place)
        line = _line(self.text, place) if self.text else None
        file = f"{self.file}:{line}" if line else self.file or "seed"
        raise SeedError(f"{file}: {where.lstrip('.') or 'top'}: {problem}")


def read(source: str | Path | Mapping[str, Any]) -> Seed:
    """A seed from a mapping, a file, or a name."""
    if isinstance(source, Mapping):
        seed = Seed(source)
    elif source == "empty":
        seed = Seed({"instance": {"enforce_ci_inbound_job_token_scope_enabled": False}})
    elif source == "demo":
        from gitlab.sandbox.demo import demo

        seed = Seed(demo())
    else:
        seed = _read_file(Path(source))
    seed.check((), seed.data, "")
    return seed


def _read_file(path: Path) -> Seed:
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise SeedError(
            f"{path}: {error.strerror or error}; give a YAML or JSON file, a mapping, or one of the"
            ' names "demo" and "empty"'
        ) from None
    data = _read_json(path, text) if path.suffix == ".json" else _read_yaml(path, text)
    return Seed({} if data is None else data, str(path), text)


def _read_json(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise SeedError(
            f"{path}:{error.lineno}: not JSON: {error.msg}; correct the syntax"
        ) from None


def _read_yaml(path: Path, text: str) -> Any:
    try:
        import yaml
    except ImportError:
        raise SeedError(
            f"{path}: reading YAML needs PyYAML; pip install 'gitlabkit[yaml]', or write JSON"
        ) from None
    try:
        return yaml.safe_load(text)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise SeedError(f"{path}:{line}: not YAML: {error.problem}; correct the syntax") from None


def _line(text: str, place: Place) -> int | None:
    """The line of a place. JSON is read as the YAML that it is; None without PyYAML."""
    try:
        import yaml
    except ImportError:
        return None
    node = yaml.compose(text, Loader=yaml.SafeLoader)
    line = 1
    for key in place:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key]
            line = node.start_mark.line + 1
        elif isinstance(node, yaml.MappingNode):
            pairs = {name.value: (name, value) for name, value in node.value}
            if key not in pairs:
                break
            name, node = pairs[key]
            line = name.start_mark.line + 1
    return line
