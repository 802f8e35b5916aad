"""Policy files: which projects let in whom, as a platform team writes it down.

    version: 1
    rules:
      - name: everybody uses the templates' project
        select: {groups: [acme]}
        enabled: true
        allow: {projects: [acme/platform/ci-templates]}

The rules go from the general to the particular. All that select a project count for it: what they
allow adds up, and of `mode` and `enabled` the last one that says something counts. A project that
no rule selects is left alone.

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from gitlab.job_token.policy_files.documents import Mark, Node, read_document
from gitlab.job_token.state import ProjectState

__all__ = [
    "Allowed",
    "Mode",
    "Permissions",
    "PolicyFile",
    "Rule",
    "Selector",
    "is_literal",
    "load_policy",
    "matcher",
    "policy_schema",
    "read_policy",
]

Mode: TypeAlias = Literal["exact", "at_least"]
Kind: TypeAlias = Literal["project", "group", "pattern"]

_KINDS: dict[str, Kind] = {"projects": "project", "groups": "group", "patterns": "pattern"}


class Permissions(NamedTuple):
    """What an entry lets jobs do: all that their users may (`default`), or what `policies` name."""

    default: bool
    policies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Allowed:
    """A project, group or pattern that a rule lets in; `permissions` None: nothing is said."""

    kind: Kind
    path: str
    permissions: Permissions | None
    owner: str | None
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selector:
    """The projects that meet each condition; an empty one is met by all."""

    paths: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    visibility: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()

    def selects(self, project: ProjectState) -> bool:
        """Whether the project is meant. GitLab compares paths and topics without case."""
        path, topics = project.path, {topic.lower() for topic in project.topics}
        return (
            (not self.paths or _matches(self.paths, path))
            and (not self.groups or _matches(_below(self.groups), path))
            and (not self.topics or not topics.isdisjoint(map(str.lower, self.topics)))
            and (not self.visibility or project.visibility in self.visibility)
            and not _matches(self.exclude, path)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What is wanted of the selected projects. An exception has a `reason`, and an end."""

    name: str
    select: Selector
    allow: tuple[Allowed, ...] = ()
    used_within_days: int | None = None
    mode: Mode | None = None
    enabled: bool | None = None
    owner: str | None = None
    reason: str | None = None
    expires: date | None = None
    mark: Mark = field(compare=False)

    def is_over(self, today: date) -> bool:
        """Whether the exception's last day has passed."""
        return self.expires is not None and self.expires < today


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyFile:
    """A policy: its rules, and the exceptions to them, in the order of the file."""

    rules: tuple[Rule, ...]
    exceptions: tuple[Rule, ...] = ()
    mode: Mode = "at_least"
    enabled: bool | None = None


def policy_schema() -> dict[str, Any]:
    """The JSON Schema (draft-07) of policy files, for editors."""
    text = (
        resources.files("gitlab.job_token.policy_files")
        .joinpath("policy.schema.json")
        .read_text("utf-8")
    )
    schema: dict[str, Any] = json.loads(text)
    return schema


def load_policy(path: str | Path) -> PolicyFile:
    """Read a policy file. Raises PolicyError with everything that is wrong, and OSError."""
    return read_policy(Path(path).read_text(encoding="utf-8"), str(path))


def read_policy(text: str, file: str = "policy.yml") -> PolicyFile:
    """Read a policy from YAML. Raises PolicyError, which calls the text `file`."""
    document = read_document(text, file, policy_schema())
    return PolicyFile(
        rules=tuple(_rule(node, f"rule {n}") for n, node in _numbered(document, "rules")),
        exceptions=tuple(
            _rule(node, f"exception {n}") for n, node in _numbered(document, "exceptions")
        ),
        mode=document.plain("mode", "at_least"),
        enabled=document.plain("enabled"),
    )


def _numbered(document: Node, key: str) -> Any:
    return enumerate(document.items(key), start=1)


def _rule(node: Node, name: str) -> Rule:
    select, allow = node.value["select"], node.get("allow")
    expires = node.plain("expires")
    return Rule(
        name=node.plain("name", name),
        select=Selector(**{str(key): select.plain(key) for key in select.value}),
        allow=() if allow is None else tuple(_allowed(allow, node.plain("owner"))),
        used_within_days=None if allow is None else allow.plain("used_within_days"),
        mode=node.plain("mode"),
        enabled=node.plain("enabled"),
        owner=node.plain("owner"),
        reason=node.plain("reason"),
        expires=None if expires is None else date.fromisoformat(expires),
        mark=node.mark,
    )


def _allowed(allow: Node, owner: str | None) -> Any:
    for key, kind in _KINDS.items():
        for node in allow.items(key):
            if isinstance(node.value, str):
                yield Allowed(kind, node.value, None, owner, node.mark)
                continue
            yield Allowed(
                kind,
                node.plain("path"),
                _permissions(node.plain("policies")),
                node.plain("owner", owner),
                node.value["path"].mark,
            )


def _permissions(policies: str | tuple[str, ...] | None) -> Permissions | None:
    if isinstance(policies, tuple):
        return Permissions(False, tuple(sorted(set(policies))))
    return None if policies is None else Permissions(True)


def is_literal(pattern: str) -> bool:
    """Whether a pattern is the path of one project."""
    return "*" not in pattern and "?" not in pattern


def _matches(patterns: tuple[str, ...], path: str) -> bool:
    literal, others = _sorted_out(patterns)
    return path.lower() in literal or any(each(path) for each in others)


@cache
def _sorted_out(
    patterns: tuple[str, ...],
) -> tuple[frozenset[str], tuple[Callable[[str], object], ...]]:
    """Long lists of plain paths are common: they are looked up and not tried one by one."""
    plain = {each for each in patterns if is_literal(each)}
    others = tuple(matcher(each) for each in patterns if each not in plain)
    return frozenset(each.strip("/").lower() for each in plain), others


@cache
def _below(groups: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{group}/**" for group in groups)


@cache
def matcher(pattern: str) -> Callable[[str], object]:
    """Tells whether a full path matches: `*` and `?` within a name, `**` over any depth."""
    parts = re.split(r"(/\*\*/|^\*\*/|\*\*|\*|\?)", pattern.strip("/"))
    known = {"/**/": "/(?:.*/)?", "**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    regex = "".join(known.get(part, "") or re.escape(part) for part in parts)
    return re.compile(regex, re.IGNORECASE).fullmatch
