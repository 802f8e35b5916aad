"""Pipelines: made of what a project's configuration says for a ref.

https://docs.gitlab.com/ci/pipelines/
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from gitlab.sandbox import access
from gitlab.sandbox.ci.config import Config, read_config
from gitlab.sandbox.ci.deploying import prepare
from gitlab.sandbox.ci.errors import ConfigError, PipelineError
from gitlab.sandbox.ci.jobs import default_pipeline, insert_job, insert_pipeline, said
from gitlab.sandbox.ci.progress import advance, settle
from gitlab.sandbox.ci.resources import group_of
from gitlab.sandbox.ci.selection import Situation
from gitlab.sandbox.ci.trees import Tree
from gitlab.sandbox.git import Repository
from gitlab.sandbox.protection import rules
from gitlab.sandbox.store import Row, Store

__all__ = ["CONFIG", "create_job", "create_pipeline", "simulate"]

CONFIG = ".gitlab-ci.yml"
NOTHING = "0" * 40


def create_pipeline(
    store: Store,
    project: Row,
    user: Row,
    ref: str,
    *,
    source: str = "api",
    variables: Sequence[Row] = (),
    before: str | None = None,
    request: Row | None = None,
    bridge: Row | None = None,
    text: str | None = None,
    keeps_errors: bool = False,
) -> Row:
    """What the project's configuration says for a ref; a PipelineError when it says nothing.

    `before` is the commit before a push, `request` the merge request that the pipeline is for,
    `bridge` the job that starts it, `text` a configuration that is not the project's. What is
    wrong with the configuration makes a failed pipeline where errors are kept.
    """
    repository = Repository(store, project)
    sha = repository.resolve(ref)
    if sha is None:
        raise PipelineError("Reference not found")
    is_tag = repository.ref("heads", ref) is None and repository.ref("tags", ref) is not None
    tree = Tree(repository, sha, user)
    if text is None:
        text = tree.read(project.get("ci_config_path") or CONFIG)
    if text is None:
        raise PipelineError("Missing CI config file")
    told: Row = {"before_sha": before or NOTHING, "variables": list(variables)}
    if request:
        told["merge_request_id"] = request["id"]
    if bridge:
        told["upstream_job_id"] = bridge["id"]
    name = f"refs/merge-requests/{request['iid']}/head" if request else ref
    place = (store, project, user, name, sha, source, is_tag)
    situation = _situation(tree, ref, source, variables, before, request, is_tag=is_tag)
    try:
        config = read_config(text, tree, situation)
    except ConfigError as error:
        if not keeps_errors:
            raise
        failed: Row = {
            "status": "failed",
            "finished_at": store.timestamp(),
            "yaml_errors": str(error),
        }
        return insert_pipeline(*place, **told | failed)
    pipeline = insert_pipeline(*place, **told, name=config.name)
    for job in config.jobs:
        if job.resource_group:
            group_of(store, project["id"], job.resource_group)
        prepare(store, pipeline, insert_job(store, pipeline, user, **said(job)))
    return advance(store, pipeline)


def simulate(store: Store, project: Row, user: Row, text: str, ref: str) -> Config:
    """What a push of a configuration to a ref would start; a PipelineError when it is nothing."""
    repository = Repository(store, project)
    sha = repository.resolve(ref)
    if sha is None:
        raise PipelineError("Reference not found")
    is_tag = repository.ref("heads", ref) is None and repository.ref("tags", ref) is not None
    tree = Tree(repository, sha, user)
    return read_config(text, tree, _situation(tree, ref, "push", (), None, None, is_tag=is_tag))


def create_job(
    store: Store,
    project: Row,
    user: Row,
    pipeline: Row | None = None,
    **attributes: Any,
) -> Row:
    """A job that no configuration tells of, by default in a pipeline of its own."""
    pipeline = pipeline or default_pipeline(store, project, user)
    given = {name: value for name, value in attributes.items() if value is not None}
    made = insert_job(store, pipeline, user, **given)
    if "status" in given:
        settle(store, pipeline)
    return made


def _situation(
    tree: Tree,
    ref: str,
    source: str,
    variables: Iterable[Row],
    before: str | None,
    request: Row | None,
    *,
    is_tag: bool,
) -> Situation:
    repository, project, store = tree.repository, tree.repository.project, tree.repository.store
    assert tree.sha is not None
    commit = repository.commit(tree.sha)
    predefined = {
        "CI": "true",
        "GITLAB_CI": "true",
        "CI_PIPELINE_SOURCE": source,
        "CI_COMMIT_REF_NAME": ref,
        "CI_COMMIT_SHA": tree.sha,
        "CI_COMMIT_SHORT_SHA": tree.sha[:8],
        "CI_COMMIT_BEFORE_SHA": before or NOTHING,
        "CI_COMMIT_MESSAGE": commit.message,
        "CI_COMMIT_TITLE": commit.title,
        "CI_DEFAULT_BRANCH": repository.default_branch,
        "CI_PROJECT_ID": str(project["id"]),
        "CI_PROJECT_NAME": str(project["path"]),
        "CI_PROJECT_PATH": tree.path,
        "CI_PROJECT_NAMESPACE": tree.path.rpartition("/")[0],
        "CI_PROJECT_VISIBILITY": str(project["visibility"]),
    }
    if request:
        predefined |= {
            "CI_MERGE_REQUEST_ID": str(request["id"]),
            "CI_MERGE_REQUEST_IID": str(request["iid"]),
            "CI_MERGE_REQUEST_TITLE": str(request["title"]),
            "CI_MERGE_REQUEST_SOURCE_BRANCH_NAME": request["source_branch"],
            "CI_MERGE_REQUEST_TARGET_BRANCH_NAME": request["target_branch"],
            "CI_MERGE_REQUEST_EVENT_TYPE": "detached",
        }
    else:
        predefined["CI_COMMIT_TAG" if is_tag else "CI_COMMIT_BRANCH"] = ref
    told = _kept_variables(store, project, ref, is_tag=is_tag) | {
        variable["key"]: str(variable.get("value", "")) for variable in variables
    }

    def changed(compare_to: str | None) -> Iterable[str] | None:
        base = before
        if compare_to is not None:
            base = repository.resolve(compare_to)
        elif request:
            parent = store.get("projects", request["target_project_id"])
            target = Repository(store, parent) if parent else repository
            base = target.resolve(f"refs/heads/{request['target_branch']}")
            base = target.merge_base(base, commit.id) if base else None
        elif source != "push" or is_tag or before is None:
            return None
        return tree.changed(base)

    return Situation(source, ref, is_tag, predefined, told, tree.paths, changed)


def _kept_variables(store: Store, project: Row, ref: str, *, is_tag: bool) -> dict[str, str]:
    """Of the instance, of the groups from above, of the project: the last word counts.

    Protected ones count on protected branches and tags alone, those of an environment never:
    no job is in one yet.
    """
    refs = "protected_tags" if is_tag else "protected_branches"
    is_protected = bool(rules(store, project, ref, refs))
    groups = reversed(access.lineage(store, project["namespace_id"]))
    owners = [("", 0, "admin/ci/variables"), *(("namespaces", id, "variables") for id in groups)]
    found: dict[str, str] = {}
    for owner, id, kind in (*owners, ("projects", project["id"], "variables")):
        kept = store.select("documents", doc_owner=owner, doc_owner_id=id, doc_kind=kind)
        found |= {
            row["key"]: str(row.get("value") or "")
            for row in kept
            if (is_protected or not row.get("protected"))
            and row.get("environment_scope") in (None, "*")
        }
    return found
