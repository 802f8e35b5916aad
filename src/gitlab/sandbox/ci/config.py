"""Reads a CI/CD configuration: which jobs there are, and which of them run in a pipeline.

https://docs.gitlab.com/ci/yaml/
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from gitlab.sandbox.ci.content import Include, compose, dumped
from gitlab.sandbox.ci.entries import Entry, entries
from gitlab.sandbox.ci.errors import ConfigError, PipelineError
from gitlab.sandbox.ci.expressions import expanded
from gitlab.sandbox.ci.jobs import Job, Need
from gitlab.sandbox.ci.selection import Situation, first_match, runs, yaml_variables
from gitlab.sandbox.ci.trees import Tree

__all__ = ["Checked", "Config", "checked", "read_config"]

_EMPTY = (
    "The resulting pipeline would have been empty. Review the rules configuration for the relevant"
    " jobs."
)


class Config(NamedTuple):
    jobs: list[Job]
    name: str | None


class Checked(NamedTuple):
    """What is in a configuration, whenever its jobs run, and what is wrong with it."""

    jobs: list[Job]
    errors: list[str]
    merged_yaml: str | None
    includes: list[Include]


def checked(text: str, tree: Tree) -> Checked:
    """Look at the structure alone: no rules are evaluated."""
    try:
        content, includes = compose(text, tree)
    except ConfigError as error:
        return Checked([], list(error.errors), None, [])
    merged = dumped(content)
    try:
        found = entries(content)
    except ConfigError as error:
        return Checked([], list(error.errors), merged, includes)
    made = [job for entry in found for job in entry.jobs({}, {})]
    return Checked(made, [], merged, includes)


def read_config(text: str, tree: Tree, situation: Situation) -> Config:
    """The jobs that run in this situation; PipelineError when there are none."""
    admits = _admits(situation)
    content, _ = compose(text, tree, admits)
    found = entries(content)
    workflow = content.get("workflow") or {}
    base = situation.with_yaml(yaml_variables(content.get("variables")))
    if "rules" in workflow:
        rule = first_match(workflow["rules"], base)
        if rule is None:
            raise PipelineError("Pipeline filtered out by workflow rules.")
        base = base.with_yaml(yaml_variables(rule.get("variables")))
    by_default = "rules" not in workflow
    jobs = [job for entry in found for job in _selected(entry, base, by_default=by_default)]
    if not jobs or all(job.stage in (".pre", ".post") for job in jobs):
        raise PipelineError(_EMPTY)
    name = workflow.get("name")
    title = expanded(str(name), base.variables).strip()[:255] if name else None
    return Config(_with_needs(jobs), title)


def _admits(situation: Situation) -> Callable[[list[Any]], bool]:
    return lambda rules: first_match(rules, situation) is not None


def _selected(entry: Entry, base: Situation, *, by_default: bool) -> Iterator[Job]:
    situation = base.with_yaml(yaml_variables(entry.told.get("variables")))
    rule = runs(entry.told, situation, by_default=by_default)
    if rule is None:
        return
    told = situation.with_yaml(yaml_variables(rule.get("variables")))
    for job in entry.jobs(rule, told.variables):
        yield job._replace(variables=told.yaml) if job.is_bridge else job


def _with_needs(jobs: list[Job]) -> list[Job]:
    """Each need names the jobs it stands for: a parallel job is several."""
    by_entry: dict[str, list[str]] = {}
    for job in jobs:
        by_entry.setdefault(job.entry, []).append(job.name)
        by_entry.setdefault(job.name, [job.name])
    return [job if job.needs is None else _needing(job, job.needs, by_entry) for job in jobs]


def _needing(job: Job, needs: tuple[Need, ...], known: Mapping[str, list[str]]) -> Job:
    found: list[Need] = []
    for need in needs:
        if need.name not in known and not need.optional:
            raise ConfigError(
                f"'{job.name}' job needs '{need.name}' job, but '{need.name}' does not exist in"
                " the pipeline. This might be because of the only, except, or rules keywords. To"
                " need a job that sometimes does not exist in the pipeline, use needs:optional."
            )
        found += [Need(name, need.optional) for name in known.get(need.name, ())]
    return job._replace(needs=tuple(found))
