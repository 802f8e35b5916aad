"""The jobs as a configuration describes them, checked.

https://docs.gitlab.com/ci/yaml/#job-keywords
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import chain, product
from math import prod
from typing import Any, NamedTuple

from gitlab.sandbox.ci.content import listed
from gitlab.sandbox.ci.errors import ConfigError
from gitlab.sandbox.ci.expressions import expanded
from gitlab.sandbox.ci.jobs import Job, Need

__all__ = ["Entry", "entries"]

_STAGES = ["build", "test", "deploy"]
_GLOBAL = (
    "after_script before_script cache default image include pages services spec stages types"
    " variables workflow"
)
_DEFAULTS = ("tags", "retry", "interruptible")
_KEYS = (
    "after_script allow_failure artifacts before_script cache coverage dast_configuration"
    " dependencies environment except extends hooks id_tokens identity image inherit inputs"
    " interruptible manual_confirmation needs only options pages parallel publish release"
    " resource_group retry rules run script secrets services stage start_in tags timeout trigger"
    " variables when"
)
_WHEN = ("on_success", "on_failure", "always", "manual", "delayed")
_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800, "mo": 2592000, "y": 31557600}
_DURATION = re.compile(
    r"(\d+(?:\.\d+)?)\s*(s|m|h|d|w|mo|y|secs?|seconds?|mins?|minutes?|hrs?|hours?|days?|weeks?"
    r"|months?|years?)?\b(?:\s*(?:and|,)\s*|\s*)"
)


class Entry(NamedTuple):
    """A job's description. It is several jobs where it is parallel."""

    name: str
    told: Mapping[str, Any]
    stage: str
    stage_number: int

    def jobs(self, rule: Mapping[str, Any], variables: Mapping[str, str]) -> Iterator[Job]:
        """The jobs that a rule, which may be empty, lets run."""
        told = self.told
        when = str(rule.get("when") or told.get("when") or "on_success")
        by_default = when == "manual" and "rules" not in told
        allow = rule.get("allow_failure", told.get("allow_failure", by_default))
        needs = rule.get("needs", told.get("needs"))
        group = told.get("resource_group")
        job = Job(
            *(self.name, self.stage, self.stage_number),
            when=when,
            allow_failure=bool(allow),
            tags=tuple(expanded(str(tag), variables) for tag in listed(told.get("tags"))),
            is_bridge="trigger" in told,
            entry=self.name,
            needs=None if needs is None else tuple(_needs(needs)),
            start_in=_seconds(rule.get("start_in") or told.get("start_in")),
            resource_group=expanded(str(group), variables) if group else None,
            interruptible=bool(rule.get("interruptible", told.get("interruptible", False))),
            environment=_environment(told.get("environment"), variables),
            trigger=told.get("trigger"),
        )
        for name in _names(self.name, told.get("parallel")):
            yield job._replace(name=name)


def entries(content: Mapping[str, Any]) -> list[Entry]:
    """All jobs; ConfigError with everything that is wrong with them."""
    stages = _stages(content)
    inherited = content.get("default")
    inherited = inherited if isinstance(inherited, dict) else {}
    found: list[Entry] = []
    errors: list[str] = []
    for name, told in content.items():
        if name in _GLOBAL.split() or name.startswith("."):
            continue
        try:
            found.append(_entry(name, told, stages, inherited))
        except ConfigError as error:
            errors += error.errors
    if not found and not errors:
        errors.append("jobs config should contain at least one visible job")
    errors += () if errors else _wrong_needs(found)
    if errors:
        raise ConfigError(*errors)
    return found


def _stages(content: Mapping[str, Any]) -> list[str]:
    stages = content.get("stages") or content.get("types") or _STAGES
    if not isinstance(stages, list):
        raise ConfigError("stages config should be an array of strings")
    named = [str(stage) for stage in listed(stages) if stage not in (".pre", ".post")]
    return [".pre", *named, ".post"]


def _entry(name: str, told: Any, stages: list[str], inherited: Mapping[str, Any]) -> Entry:
    place = f"jobs:{name}"
    if not isinstance(told, dict):
        raise ConfigError(f"{place} config should be a hash")
    if unknown := [str(key) for key in told if key not in _KEYS.split()]:
        raise ConfigError(f"{place} config contains unknown keys: {', '.join(unknown)}")
    if not {"script", "run", "trigger"} & told.keys():
        raise ConfigError(f"{place} config should implement the script:, run:, or trigger: keyword")
    if "script" in told and not all(isinstance(line, str) for line in _lines(told["script"])):
        raise ConfigError(
            f"{place}:script config should be a string or a nested array of strings up to 10"
            " levels deep"
        )
    if not isinstance(told.get("tags") or [], list):
        raise ConfigError(f"{place}:tags config should be an array of strings")
    _demand_times(place, told)
    stage = str(told.get("stage") or "test")
    if stage not in stages:
        raise ConfigError(
            f"{name} job: chosen stage {stage} does not exist; available stages are"
            f" {', '.join(stages)}"
        )
    wanted = _inherits(told.get("inherit"))
    more = {key: inherited[key] for key in _DEFAULTS if key in inherited and wanted(key)}
    return Entry(name, {**more, **told}, stage, stages.index(stage))


def _lines(script: Any) -> list[Any]:
    return [None] if script is None or script == [] else listed(script)


def _demand_times(place: str, told: Mapping[str, Any]) -> None:
    if "rules" in told:
        mixed = [key for key in ("only", "except", "start_in") if key in told]
        if mixed:
            raise ConfigError(
                f"{place} config key may not be used with `rules`: {', '.join(mixed)}"
            )
        if not isinstance(told["rules"], list):
            raise ConfigError(f"{place}:rules config should be an array of hashes")
    when = told.get("when")
    if when is not None and when not in _WHEN:
        raise ConfigError(f"{place} when should be one of: {', '.join(_WHEN)}")
    if when == "delayed" and not _seconds(told.get("start_in")):
        raise ConfigError(f"{place} start in should be a duration")
    if when != "delayed" and "start_in" in told:
        raise ConfigError(f"{place} start in must be blank")


def _inherits(told: Any) -> Any:
    """Which defaults a job takes over: all, none, or the named ones."""
    wanted = told.get("default", True) if isinstance(told, dict) else True
    return (lambda key: key in wanted) if isinstance(wanted, list) else (lambda key: bool(wanted))


def _needs(told: Any) -> Iterator[Need]:
    """Those in the same pipeline."""
    for each in listed(told.get("job") if isinstance(told, dict) else told):
        if isinstance(each, str):
            yield Need(each, False)
        elif isinstance(each, dict) and "job" in each and not {"project", "pipeline"} & each.keys():
            yield Need(str(each["job"]), bool(each.get("optional")))


def _wrong_needs(found: list[Entry]) -> Iterator[str]:
    by_name = {entry.name: entry for entry in found}
    names = {
        name: entry for entry in found for name in _names(entry.name, entry.told.get("parallel"))
    }
    for entry in found:
        for need in _needs(entry.told.get("needs")):
            known = by_name.get(need.name) or names.get(need.name)
            if known is None and not need.optional:
                yield f"{entry.name} job: undefined need: {need.name}"
            elif known is not None and known.stage_number > entry.stage_number:
                yield (
                    f"{entry.name} job: need {need.name} is not defined in current or prior stages"
                )
        for name in listed(entry.told.get("dependencies")):
            known = by_name.get(str(name)) or names.get(str(name))
            if known is None:
                yield f"{entry.name} job: undefined dependency: {name}"
    if _is_circular(found):
        yield "The pipeline has circular dependencies"


def _is_circular(found: list[Entry]) -> bool:
    needs = {entry.name: {need.name for need in _needs(entry.told.get("needs"))} for entry in found}
    while free := [name for name, wanted in needs.items() if not wanted & needs.keys()]:
        for name in free:
            del needs[name]
    return bool(needs)


def _names(name: str, parallel: Any) -> Iterator[str]:
    if isinstance(parallel, int) and not isinstance(parallel, bool):
        if not 1 <= parallel <= 200:
            raise ConfigError(f"jobs:{name}:parallel config must be between 1 and 200")
        yield from (f"{name} {number}/{parallel}" for number in range(1, parallel + 1))
    elif isinstance(parallel, dict):
        axes = [
            [listed(values) for values in each.values()]
            for each in listed(parallel.get("matrix"))
            if isinstance(each, dict)
        ]
        if not 1 <= sum(prod(map(len, each)) for each in axes) <= 200:
            raise ConfigError(f"jobs:{name}:parallel:matrix config generates too many jobs")
        for values in chain.from_iterable(product(*each) for each in axes):
            yield f"{name}: [{', '.join(map(str, values))}]"
    else:
        yield name


def _environment(told: Any, variables: Mapping[str, str]) -> dict[str, str | None] | None:
    told = told if isinstance(told, dict) else {"name": told}
    if not told.get("name"):
        return None
    return {
        "name": expanded(str(told["name"]), variables),
        "action": str(told.get("action") or "start"),
        "url": expanded(str(told["url"]), variables) if told.get("url") else None,
        "tier": told.get("deployment_tier"),
    }


def _seconds(told: Any) -> int | None:
    """Of a duration such as "30 minutes", "1h 30m" or a number; None where it is none."""
    text = str(told or "").strip().lower()
    total, at = 0.0, 0
    while at < len(text):
        found = _DURATION.match(text, at)
        if found is None or found.end() == at:
            return None
        unit = found[2] or "s"
        total += float(found[1]) * _UNITS["mo" if unit.startswith("mo") else unit[0]]
        at = found.end()
    return int(total) or None
