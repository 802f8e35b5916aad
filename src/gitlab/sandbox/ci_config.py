"""Reads a CI/CD configuration, as far as the sandbox needs it: jobs, stages, when they run.

https://docs.gitlab.com/ci/yaml/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from gitlab.sandbox.answers import refused

__all__ = ["Checked", "Config", "Job", "PipelineError", "checked", "read_config"]

_STAGES = ["build", "test", "deploy"]
_GLOBAL = (
    "after_script before_script cache default image include pages services spec stages types"
    " variables workflow"
)
_EMPTY = (
    "The resulting pipeline would have been empty. Review the rules configuration for the relevant"
    " jobs."
)
_TERM = re.compile(r"""\s*\$(\w+)\s*(?:(==|!=)\s*(?:"([^"]*)"|'([^']*)'|\$(\w+)|(null)))?\s*""")


class PipelineError(Exception):
    """GitLab makes no pipeline; the text says why."""


class Job(NamedTuple):
    name: str
    stage: str = "test"
    stage_number: int = 2
    when: str = "on_success"
    allow_failure: bool = False
    tags: tuple[str, ...] = ()
    is_bridge: bool = False


class Config(NamedTuple):
    jobs: list[Job]
    name: str | None


class Checked(NamedTuple):
    """What is in a configuration, whenever its jobs run, and what is wrong with it."""

    jobs: list[Job]
    errors: list[str]
    merged_yaml: str | None


def checked(text: str) -> Checked:
    """Look at the structure alone: no rules are evaluated."""
    try:
        content = _yaml(text)
        stages = _stages(content)
    except PipelineError as error:
        return Checked([], [str(error)], None)
    import yaml

    if "include" in content:
        cannot = "501 Not Implemented - the sandbox does not look at included configurations"
        raise refused(501, {"message": cannot})
    jobs: list[Job] = []
    errors: list[str] = []
    for name, told in _visible(content):
        try:
            _demand_structure(name, told, stages)
        except PipelineError as error:
            errors.append(str(error))
        else:
            jobs.append(_made(name, told, stages, {}))
    if not jobs and not errors:
        errors.append("jobs config should contain at least one visible job")
    merged = yaml.safe_dump(content, sort_keys=False, explicit_start=True)
    return Checked(jobs, errors, merged)


def read_config(text: str, variables: Mapping[str, str]) -> Config:
    """The jobs that run with these variables; PipelineError when there are none."""
    content = _yaml(text)
    stages = _stages(content)
    workflow = content.get("workflow") or {}
    if "rules" in workflow and not _first_match(workflow["rules"], variables):
        raise PipelineError("Pipeline filtered out by workflow rules.")
    jobs = [job for name, told in _visible(content) if (job := _job(name, told, stages, variables))]
    if not jobs:
        raise PipelineError(_EMPTY)
    name = workflow.get("name")
    return Config(jobs, str(name) if name else None)


def _yaml(text: str) -> dict[Any, Any]:
    try:
        import yaml
    except ImportError:
        missing = "501 Not Implemented - the sandbox reads CI/CD configurations with PyYAML"
        raise refused(501, {"message": missing}) from None
    try:
        content = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PipelineError(f"Invalid configuration format: {error}") from None
    if not isinstance(content, dict):
        raise PipelineError("Invalid configuration format")
    return content


def _stages(content: dict[Any, Any]) -> list[str]:
    stages = content.get("stages") or _STAGES
    if not isinstance(stages, list):
        raise PipelineError("stages config should be an array of strings")
    return [".pre", *map(str, stages), ".post"]


def _visible(content: dict[Any, Any]) -> list[tuple[str, Any]]:
    """The jobs: all but the keywords, and what begins with a dot."""
    return [
        (str(name), told)
        for name, told in content.items()
        if str(name) not in _GLOBAL.split() and not str(name).startswith(".")
    ]


def _demand_structure(name: str, told: Any, stages: list[str]) -> None:
    if not isinstance(told, dict):
        raise PipelineError(f"jobs:{name} config should be a hash")
    if not {"script", "run", "trigger", "extends"} & told.keys():
        raise PipelineError(
            f"jobs:{name} config should implement the script:, run:, or trigger: keyword"
        )
    if not isinstance(told.get("tags") or [], list):
        raise PipelineError(f"jobs:{name}:tags config should be an array of strings")
    stage = str(told.get("stage") or "test")
    if stage not in stages:
        raise PipelineError(
            f"{name} job: chosen stage {stage} does not exist; available stages are"
            f" {', '.join(stages)}"
        )


def _job(name: str, told: Any, stages: list[str], variables: Mapping[str, str]) -> Job | None:
    """None where the job does not run with these variables."""
    _demand_structure(name, told, stages)
    rule: Mapping[str, Any] = {}
    if "rules" in told:
        found = _first_match(told["rules"], variables)
        if found is None:
            return None
        rule = found
    elif not _refs_match(told.get("only"), variables, otherwise=True) or _refs_match(
        told.get("except"), variables, otherwise=False
    ):
        return None
    made = _made(name, told, stages, rule)
    return None if made.when == "never" else made


def _made(name: str, told: Any, stages: list[str], rule: Mapping[str, Any]) -> Job:
    stage = str(told.get("stage") or "test")
    when = str(rule.get("when") or told.get("when") or "on_success")
    by_default = when == "manual" and "rules" not in told
    allow = rule.get("allow_failure", told.get("allow_failure", by_default))
    tags = tuple(map(str, told.get("tags") or ()))
    return Job(name, stage, stages.index(stage), when, bool(allow), tags, "trigger" in told)


def _first_match(rules: Any, variables: Mapping[str, str]) -> Mapping[str, Any] | None:
    for rule in rules if isinstance(rules, list) else []:
        if not isinstance(rule, dict) or ("if" in rule and not _holds(str(rule["if"]), variables)):
            continue
        return None if rule.get("when") == "never" else rule
    return None


def _refs_match(told: Any, variables: Mapping[str, str], *, otherwise: bool) -> bool:
    if told is None:
        return otherwise
    refs = told.get("refs", []) if isinstance(told, dict) else told
    listed = [refs] if isinstance(refs, str) else [str(ref) for ref in refs or ()]
    words = {
        "branches": "CI_COMMIT_BRANCH" in variables,
        "tags": "CI_COMMIT_TAG" in variables,
        "triggers": variables["CI_PIPELINE_SOURCE"] == "trigger",
        "web": variables["CI_PIPELINE_SOURCE"] == "web",
        "api": variables["CI_PIPELINE_SOURCE"] == "api",
    }
    return any(words.get(ref, ref == variables["CI_COMMIT_REF_NAME"]) for ref in listed)


def _holds(text: str, variables: Mapping[str, str]) -> bool:
    return any(
        all(_term(part, variables) for part in either.split("&&")) for either in text.split("||")
    )


def _term(text: str, variables: Mapping[str, str]) -> bool:
    found = _TERM.fullmatch(text)
    if found is None:
        cannot = f"501 Not Implemented - the sandbox cannot evaluate the rule {text.strip()!r}"
        raise refused(501, {"message": cannot})
    name, operator, double, single, other, null = found.groups()
    value = variables.get(name)
    if operator is None:
        return bool(value)
    wanted = (
        None
        if null
        else variables.get(other)
        if other
        else double
        if double is not None
        else single
    )
    return (value == wanted) == (operator == "==")
