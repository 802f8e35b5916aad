"""Which jobs of a configuration run: `rules`, `only` and `except`.

https://docs.gitlab.com/ci/yaml/#rules
https://docs.gitlab.com/ci/yaml/deprecated_keywords/
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from gitlab.sandbox.ci.content import listed
from gitlab.sandbox.ci.errors import ConfigError
from gitlab.sandbox.ci.expressions import ExpressionError, condition, expanded
from gitlab.sandbox.ci.globs import any_matches

__all__ = ["Situation", "first_match", "runs", "yaml_variables"]

_SOURCES = {
    "api": "api",
    "chat": "chat",
    "external": "external",
    "external_pull_requests": "external_pull_request_event",
    "merge_requests": "merge_request_event",
    "pipelines": "pipeline",
    "pushes": "push",
    "schedules": "schedule",
    "triggers": "trigger",
    "web": "web",
}


class Situation(NamedTuple):
    """What rules are judged by."""

    source: str
    ref: str
    is_tag: bool
    predefined: Mapping[str, str]
    told: Mapping[str, str]
    """The variables of whoever starts the pipeline, of the project and of its groups."""
    paths: Callable[[], Iterable[str]]
    changed: Callable[[str | None], Iterable[str] | None]
    """The paths that changed, or that differ from a ref; None where nobody can tell."""
    yaml: Mapping[str, str] = {}

    def with_yaml(self, more: Mapping[str, str]) -> Situation:
        return self._replace(yaml={**self.yaml, **more}) if more else self

    @property
    def variables(self) -> Mapping[str, str]:
        return {**self.predefined, **self.yaml, **self.told}


def yaml_variables(told: Any) -> dict[str, str]:
    """The values of `variables`; one may be a mapping that also describes it."""
    found: dict[str, str] = {}
    for name, value in told.items() if isinstance(told, dict) else ():
        inner = value.get("value", "") if isinstance(value, dict) else value
        found[str(name)] = _text(inner)
    return found


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


def runs(
    told: Mapping[str, Any], situation: Situation, *, by_default: bool
) -> Mapping[str, Any] | None:
    """The rule that lets a job run, which may be empty; None where it does not run.

    Without any rules of its own it runs for branches and tags, unless the workflow decides that.
    """
    if "rules" in told:
        return first_match(told["rules"], situation)
    if "only" in told or "except" in told or by_default:
        only = told.get("only", ["branches", "tags"])
        if not _asked(only, situation, otherwise=True):
            return None
        if "except" in told and _asked(told["except"], situation, otherwise=False):
            return None
    return {}


def first_match(rules: Any, situation: Situation) -> Mapping[str, Any] | None:
    """The first rule whose conditions all hold; None also where it says "never"."""
    for rule in listed(rules):
        if isinstance(rule, dict) and _holds(rule, situation):
            return None if rule.get("when") == "never" else rule
    return None


def _holds(rule: Mapping[str, Any], situation: Situation) -> bool:
    if rule.get("if") is not None and not _is_true(str(rule["if"]), situation):
        return False
    changes, exists = rule.get("changes"), rule.get("exists")
    if changes is not None and not _has_changes(changes, situation):
        return False
    return exists is None or any_matches(_paths(exists, situation), situation.paths())


def _is_true(text: str, situation: Situation) -> bool:
    try:
        return condition(text)(situation.variables)
    except ExpressionError:
        raise ConfigError(f"rules:rule if invalid expression syntax: {text}") from None


def _has_changes(told: Any, situation: Situation) -> bool:
    """Where nobody can tell what changed, as in a schedule's pipeline, all has."""
    compare_to = (
        str(told["compare_to"]) if isinstance(told, dict) and "compare_to" in told else None
    )
    changed = situation.changed(compare_to)
    return changed is None or any_matches(_paths(told, situation), changed)


def _paths(told: Any, situation: Situation) -> list[str]:
    named = told.get("paths") if isinstance(told, dict) else told
    return [expanded(str(path), situation.variables) for path in listed(named)]


# `only` and `except` ------------------------------------------------------------------------------


def _asked(told: Any, situation: Situation, *, otherwise: bool) -> bool:
    """`only` wants all of its parts, `except` any."""
    parts = told if isinstance(told, dict) else {"refs": told}
    asked = []
    if parts.get("refs") is not None:
        asked.append(any(_is_ref(str(ref), situation) for ref in listed(parts["refs"])))
    if parts.get("variables") is not None:
        asked.append(any(_is_true(str(text), situation) for text in listed(parts["variables"])))
    if parts.get("changes") is not None:
        asked.append(_has_changes(parts["changes"], situation))
    if not asked:
        return otherwise
    return all(asked) if otherwise else any(asked)


def _is_ref(ref: str, situation: Situation) -> bool:
    ref, at, path = ref.partition("@") if not ref.startswith("/") else (ref, "", "")
    if at and path != situation.predefined["CI_PROJECT_PATH"]:
        return False
    is_request = situation.source == "merge_request_event"
    if ref == "branches":
        return not situation.is_tag and not is_request
    if ref == "tags":
        return situation.is_tag
    if ref in _SOURCES:
        return situation.source == _SOURCES[ref]
    if is_request:
        return False
    pattern = re.fullmatch(r"/(.*)/([ismU]*)", ref)
    if pattern is None:
        return ref == situation.ref
    try:
        return re.search(pattern[1], situation.ref, re.I if "i" in pattern[2] else 0) is not None
    except re.error:
        return False
