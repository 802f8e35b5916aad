"""What can be changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from graphql import GraphQLError

from gitlab.sandbox import allowlist
from gitlab.sandbox.autopopulation import autopopulate, clear
from gitlab.sandbox.context import Context
from gitlab.sandbox.graphql.fields.projects import stored_settings
from gitlab.sandbox.graphql.registry import field, unavailable
from gitlab.sandbox.records import ci_settings
from gitlab.sandbox.store import Row

_CI_SETTINGS = (
    "job_token_scope_enabled",
    "push_repository_for_job_token_allowed",
    "cross_project_push_for_job_token_allowed",
)
_PROJECT_SETTINGS = {
    "keep_latest_artifact": "keep_latest_artifact",
    "group_runners_enabled": "group_runners_enabled",
    "display_pipeline_variables": "ci_display_pipeline_variables",
    "pipeline_variables_minimum_override_role": "ci_pipeline_variables_minimum_override_role",
    "resource_group_default_process_mode": "resource_group_default_process_mode",
}
"""Arguments, and the attributes of projects that REST shows."""

Mutation = Callable[..., Row]


def mutation(name: str, **on_failure: Any) -> Callable[[Mutation], Mutation]:
    """Let `(ctx, **input) -> payload` answer a mutation.

    What the allowlist does not accept is told in `errors`, beside `on_failure`.
    """

    def register(function: Mutation) -> Mutation:
        @field(name, "Mutation")
        def answer(ctx: Context, _: Row, input: Row) -> Row:
            if ctx.token is None or "api" not in ctx.token["scopes"]:
                raise unavailable()
            told = {"errors": [], "client_mutation_id": input.pop("client_mutation_id", None)}
            try:
                return told | function(ctx, **input)
            except allowlist.NotChanged as refusal:
                return told | {"errors": [str(refusal)]} | on_failure

        return function

    return register


@mutation("echoCreate")
def echo(ctx: Context, messages: Sequence[str] = (), errors: Sequence[str] = ()) -> Row:
    return {"echoes": list(messages), "errors": list(errors)}


# The allowlist -----------------------------------------------------------------------------------


@mutation("ciJobTokenScopeAddProject")
def add_project(
    ctx: Context,
    project_path: str,
    target_project_path: str,
    direction: str = "inbound",
) -> Row:
    source = _administered_project(ctx, project_path)
    if direction == "outbound":
        raise GraphQLError(
            "direction: OUTBOUND scope entries can only be removed. Only INBOUND scope can be"
            " expanded."
        )
    return _add(ctx, source, _project(ctx, target_project_path))


@mutation("ciJobTokenScopeAddGroupOrProject")
def add_group_or_project(
    ctx: Context,
    project_path: str,
    target_path: str,
    default_permissions: bool = True,
    job_token_policies: Sequence[str] = (),
) -> Row:
    source = _administered_project(ctx, project_path)
    target = _group(ctx, target_path) or _project(ctx, target_path)
    if target is None:
        raise allowlist.NotChanged("The group or project does not exist.")
    return _add(
        ctx,
        source,
        target,
        default_permissions=default_permissions,
        policies=job_token_policies,
    )


@mutation("ciJobTokenScopeRemoveProject")
def remove_project(
    ctx: Context,
    project_path: str,
    target_project_path: str,
    direction: str = "inbound",
) -> Row:
    source = _administered_project(ctx, project_path)
    target = _project(ctx, target_project_path)
    return _scope(source, allowlist.remove(ctx.store, source, target, direction))


@mutation("ciJobTokenScopeRemoveGroup")
def remove_group(ctx: Context, project_path: str, target_group_path: str) -> Row:
    source = _administered_project(ctx, project_path)
    target = _group(ctx, target_group_path)
    if target is None:
        raise allowlist.NotChanged("Target group is not in the job token scope")
    return _scope(source, allowlist.remove(ctx.store, source, target))


@mutation("ciJobTokenScopeUpdatePolicies")
def update_policies(
    ctx: Context,
    project_path: str,
    target_path: str,
    default_permissions: bool,
    job_token_policies: Sequence[str],
) -> Row:
    source = _administered_project(ctx, project_path)
    link = allowlist.update_policies(
        ctx.store,
        source,
        _group(ctx, target_path) or _project(ctx, target_path),
        _caller(ctx),
        ctx.version,
        default_permissions=default_permissions,
        policies=job_token_policies,
    )
    return {"ci_job_token_scope_allowlist_entry": link}


@mutation("ciJobTokenScopeAutopopulateAllowlist", status="error")
def autopopulate_allowlist(ctx: Context, project_path: str) -> Row:
    autopopulate(ctx.store, _administered_project(ctx, project_path), _caller(ctx))
    return {"status": "complete"}


@mutation("ciJobTokenScopeClearAllowlistAutopopulations", status="error")
def clear_autopopulations(ctx: Context, project_path: str) -> Row:
    clear(ctx.store, _administered_project(ctx, project_path))
    return {"status": "complete"}


# Settings ----------------------------------------------------------------------------------------


@mutation("projectCiCdSettingsUpdate")
def update_settings(ctx: Context, full_path: str, **changes: Any) -> Row:
    project = _administered_project(ctx, full_path)
    if changes.get("job_token_scope_enabled"):
        raise GraphQLError("job_token_scope_enabled can only be set to false")
    given = {name: value for name, value in changes.items() if value is not None}
    try:
        if "inbound_job_token_scope_enabled" in given:
            enabled = given["inbound_job_token_scope_enabled"]
            project = allowlist.set_inbound(ctx.store, project, enabled=enabled)
    except allowlist.NotChanged as refusal:
        return {"errors": [str(refusal)], "ci_cd_settings": stored_settings(project)}
    stored = ci_settings(project) | {name: given[name] for name in _CI_SETTINGS if name in given}
    shown = {own: given[name] for name, own in _PROJECT_SETTINGS.items() if name in given}
    project = ctx.store.update("projects", project["id"], ci_settings=stored, **shown)
    return {"ci_cd_settings": stored_settings(project)}


def _administered_project(ctx: Context, path: str) -> Row:
    project = _project(ctx, path)
    if project is None or not ctx.can_admin_project(project):
        raise unavailable()
    return project


def _project(ctx: Context, path: str) -> Row | None:
    return ctx.store.first("projects", full_path=path)


def _group(ctx: Context, path: str) -> Row | None:
    return ctx.store.first("namespaces", full_path=path, kind="group")


def _add(ctx: Context, source: Row, target: Row | None, **permissions: Any) -> Row:
    link = allowlist.add(ctx.store, source, target, _caller(ctx), ctx.version, **permissions)
    return _scope(source, link)


def _scope(source: Row, link: Row) -> Row:
    return {"ci_job_token_scope": source, "ci_job_token_scope_allowlist_entry": link}


def _caller(ctx: Context) -> Row:
    assert ctx.user is not None
    return ctx.user
