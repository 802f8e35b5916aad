"""Projects, from what anybody sees to what their owners do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.sandbox import access
from gitlab.sandbox.custom_attributes import with_attributes
from gitlab.sandbox.entities.groups import full_name, namespace_basic, shared_groups
from gitlab.sandbox.entities.users import user_basic
from gitlab.sandbox.images import cleanup_policy
from gitlab.sandbox.markdown import rendered
from gitlab.sandbox.records import FEATURES
from gitlab.sandbox.registration import registration_token
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = [
    "LEGACY_SWITCHES",
    "basic_project",
    "project",
    "project_identity",
    "project_with_access",
    "simple_project",
]

LEGACY_SWITCHES = {
    "issues_enabled": "issues",
    "merge_requests_enabled": "merge_requests",
    "wiki_enabled": "wiki",
    "jobs_enabled": "builds",
    "snippets_enabled": "snippets",
    "container_registry_enabled": "container_registry",
}
"""The older name of a feature's switch, and the feature."""

_SHOWN = (
    "issues repository merge_requests forking wiki builds snippets pages analytics"
    " container_registry security_and_compliance releases environments feature_flags"
    " infrastructure monitor model_experiments model_registry package_registry requirements"
)
assert set(_SHOWN.split()) == set(FEATURES)

_DEFAULTS: dict[str, Any] = {
    "emails_disabled": False,
    "emails_enabled": True,
    "show_diff_preview_in_email": True,
    "shared_runners_enabled": True,
    "lfs_enabled": True,
    "creator_id": None,
    "import_status": "none",
    "open_issues_count": 0,
}

_SETTINGS: dict[str, Any] = {
    "public_jobs": True,
    "only_allow_merge_if_pipeline_succeeds": False,
    "allow_merge_on_skipped_pipeline": None,
    "request_access_enabled": True,
    "only_allow_merge_if_all_discussions_are_resolved": False,
    "remove_source_branch_after_merge": True,
    "printing_merge_request_link_enabled": True,
    "merge_method": "merge",
    "squash_option": "default_off",
    "enforce_auth_checks_on_uploads": True,
    "suggestion_commit_message": None,
    "merge_commit_template": None,
    "squash_commit_template": None,
    "issue_branch_template": None,
    "warn_about_potentially_unwanted_characters": True,
    "autoclose_referenced_issues": True,
    "max_artifacts_size": None,
}

_ADMIN_SETTINGS: dict[str, Any] = {
    "import_url": None,
    "import_type": None,
    "import_error": None,
    "ci_default_git_depth": 20,
    "ci_delete_pipelines_in_seconds": None,
    "ci_forward_deployment_enabled": True,
    "ci_forward_deployment_rollback_allowed": True,
    "ci_separated_caches": True,
    "ci_allow_fork_pipelines_to_run_in_parent_project": True,
    "ci_id_token_sub_claim_components": ["project_path", "ref_type", "ref"],
    "build_git_strategy": "fetch",
    "keep_latest_artifact": True,
    "restrict_user_defined_variables": True,
    "ci_pipeline_variables_minimum_override_role": "no_one_allowed",
    "runner_token_expiration_interval": None,
    "group_runners_enabled": True,
    "resource_group_default_process_mode": "unordered",
    "auto_cancel_pending_pipelines": "enabled",
    "build_timeout": 3600,
    "auto_devops_enabled": True,
    "auto_devops_deploy_strategy": "continuous",
    "protect_merge_request_pipelines": True,
    "ci_display_pipeline_variables": False,
    "ci_config_path": None,
}

_STATISTICS = (
    "commit_count storage_size repository_size wiki_size lfs_objects_size job_artifacts_size"
    " pipeline_artifacts_size packages_size snippets_size uploads_size container_registry_size"
)


_IDENTITY = (
    "id",
    "description",
    "name",
    "name_with_namespace",
    "path",
    "path_with_namespace",
    "created_at",
)


def basic_project(ctx: Context, project: Row) -> dict[str, Any]:
    """A project in basic form, as an anonymous visitor would see it (`BasicProjectDetails`)."""
    entity = _basic(ctx, project)
    if project["visibility"] != "public" or project["repository_access_level"] != "enabled":
        for name in ("default_branch", "readme_url", "forks_count"):
            del entity[name]
    return entity


def project_identity(ctx: Context, project: Row) -> dict[str, Any]:
    """A project by its names."""
    return {name: value for name, value in _basic(ctx, project).items() if name in _IDENTITY}


def simple_project(ctx: Context, project: Row) -> dict[str, Any]:
    """A project in basic form, as the caller sees it."""
    entity = _basic(ctx, project)
    namespace = entity.pop("namespace")
    return entity | {"visibility": project["visibility"], "namespace": namespace}


def project(ctx: Context, row: Row) -> dict[str, Any]:
    """A project with its settings; some are for those who may change them."""
    entity = simple_project(ctx, row) | {
        **_origin(ctx, row),
        "_links": _links(ctx, row),
        "marked_for_deletion_at": row.get("marked_for_deletion_on"),
        "marked_for_deletion_on": row.get("marked_for_deletion_on"),
        "packages_enabled": row.get("packages_enabled", True),
        "empty_repo": row.get("empty_repo", False),
        "archived": row["archived"],
        **_owner(ctx, row),
        "resolve_outdated_diff_discussions": row.get("resolve_outdated_diff_discussions", False),
        "container_expiration_policy": cleanup_policy(ctx.store, row),
        "repository_object_format": row.get("repository_object_format", "sha1"),
        **{
            old: row[f"{feature}_access_level"] != "disabled"
            for old, feature in LEGACY_SWITCHES.items()
        },
        "service_desk_enabled": row.get("service_desk_enabled", False),
        "service_desk_address": None,
        "can_create_merge_request_in": ctx.access_level(row) >= access.DEVELOPER or ctx.is_admin,
        **{f"{name}_access_level": row[f"{name}_access_level"] for name in _SHOWN.split()},
        **_filled(row, _DEFAULTS),
        "description_html": rendered(row["description"]),
        "updated_at": row.get("updated_at", row["last_activity_at"]),
    }
    if ctx.can_admin_project(row):
        entity |= _ci_settings(ctx, row) | _filled(row, _ADMIN_SETTINGS)
    if ctx.is_admin:
        entity["repository_storage"] = row.get("repository_storage", "default")
    entity |= {"shared_with_groups": shared_groups(ctx, project_id=row["id"])}
    entity |= _filled(row, _SETTINGS)
    if ctx.params.get("statistics") and ctx.can_admin_project(row):
        entity["statistics"] = dict.fromkeys(_STATISTICS.split(), 0)
    return entity | with_attributes(ctx, row, "projects")


def project_with_access(ctx: Context, row: Row) -> dict[str, Any]:
    """The same with the caller's roles."""
    return project(ctx, row) | {"permissions": _permissions(ctx, row)}


def _basic(ctx: Context, project: Row) -> dict[str, Any]:
    namespace = _namespace(ctx, project)
    host = ctx.request.base_url.partition("://")[2]
    path = project["full_path"]
    return {
        "id": project["id"],
        "description": project["description"],
        "name": project["name"],
        "name_with_namespace": f"{full_name(ctx, namespace)} / {project['name']}",
        "path": project["path"],
        "path_with_namespace": path,
        "created_at": project["created_at"],
        "default_branch": project["default_branch"],
        "tag_list": sorted(project["topics"]),
        "topics": sorted(project["topics"]),
        "ssh_url_to_repo": f"git@{host.partition(':')[0]}:{path}.git",
        "http_url_to_repo": ctx.url(f"{path}.git"),
        "web_url": ctx.url(path),
        "readme_url": (
            None
            if project.get("empty_repo")
            else ctx.url(f"{path}/-/blob/{project['default_branch']}/README.md")
        ),
        "forks_count": project["forks_count"],
        "avatar_url": project.get("avatar_url"),
        "star_count": project["star_count"],
        "last_activity_at": project["last_activity_at"],
        "namespace": namespace_basic(ctx, namespace),
    }


def _namespace(ctx: Context, project: Row) -> Row:
    namespace = ctx.store.get("namespaces", project["namespace_id"])
    assert namespace is not None
    return namespace


def _filled(row: Row, defaults: dict[str, Any]) -> dict[str, Any]:
    return {name: row.get(name, default) for name, default in defaults.items()}


def _origin(ctx: Context, row: Row) -> dict[str, Any]:
    """What a fork says of the project it was made from, to those who may read that."""
    origin = ctx.store.get("projects", row.get("forked_from_id"))
    if origin is None:
        return {}
    fork = {"mr_default_target_self": row.get("mr_default_target_self", False)}
    if ctx.can_read_project(origin):
        fork["forked_from_project"] = simple_project(ctx, origin)
    return fork


def _links(ctx: Context, row: Row) -> dict[str, str]:
    parts = {
        "self": "",
        "issues": "/issues",
        "merge_requests": "/merge_requests",
        "repo_branches": "/repository/branches",
        "labels": "/labels",
        "events": "/events",
        "members": "/members",
        "cluster_agents": "/cluster_agents",
    }
    off = [name for name in parts if row.get(f"{name}_access_level") == "disabled"]
    url = ctx.url(f"api/v4/projects/{row['id']}")
    return {name: f"{url}{path}" for name, path in parts.items() if name not in off}


def _owner(ctx: Context, row: Row) -> dict[str, Any]:
    """Only projects of users have an owner."""
    owner = ctx.store.get("users", _namespace(ctx, row)["owner_id"])
    return {"owner": user_basic(ctx, owner)} if owner else {}


def _ci_settings(ctx: Context, row: Row) -> dict[str, Any]:
    stored = row["ci_settings"] or {}
    entity = {
        "ci_push_repository_for_job_token_allowed": stored.get(
            "push_repository_for_job_token_allowed", False
        ),
        "runners_token": registration_token(row),
    }
    if ctx.is_admin or ctx.access_level(row) >= access.OWNER:
        entity["ci_job_token_scope_enabled"] = stored.get("job_token_scope_enabled", False)
    return entity


def _permissions(ctx: Context, row: Row) -> dict[str, Any]:
    if ctx.user is None:
        return {"project_access": None, "group_access": None}
    namespace = _namespace(ctx, row)
    own = ctx.store.first("members", project_id=row["id"], user_id=ctx.user["id"])
    level = own["access_level"] if own else 0
    if namespace["kind"] == "user":
        return {"project_access": _access(max(level, ctx.access_level(row))), "group_access": None}
    return {
        "project_access": _access(level),
        "group_access": _access(ctx.access_level(namespace)),
    }


def _access(level: int) -> dict[str, int] | None:
    return {"access_level": level, "notification_level": 3} if level else None
