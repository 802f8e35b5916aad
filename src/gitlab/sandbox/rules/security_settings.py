"""What is looked for in what is pushed to a project, or to all projects of a group.

https://docs.gitlab.com/api/project_security_settings/
https://docs.gitlab.com/api/group_security_settings/
"""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Context, Json, Row, route

_PROTECTED = "secret_push_protection_enabled"
_FORMERLY = "pre_receive_secret_detection_enabled"


def _prepare(settings: Documents, before: Row, made: Row) -> None:
    """A project knows of itself whether secrets are kept out of it."""
    wanted = made.pop(_FORMERLY, None)
    wanted = made.pop(_PROTECTED, wanted)
    if before and wanted is not None and settings.root.row:
        row = settings.ctx.store.update("projects", settings.root.row["id"], **{_PROTECTED: wanted})
        settings.root.row.update(row)


def _show(settings: Documents, row: Row) -> Row:
    return {_PROTECTED: bool((settings.root.row or {}).get(_PROTECTED))}


declare(
    Kind(
        read=access.DEVELOPER,
        write=access.MAINTAINER,
        defaults={
            "auto_fix_container_scanning": True,
            "auto_fix_dast": True,
            "auto_fix_dependency_scanning": True,
            "auto_fix_sast": True,
            "continuous_vulnerability_scans_enabled": True,
        },
        prepare=_prepare,
        show=_show,
    ),
    "/projects/:id/security_settings",
)


@route("PUT", "/groups/:id/security_settings")
def update(ctx: Context) -> Json:
    """Set it in every project of the group and of those below."""
    group = ctx.find_group()
    ctx.authorize_level(group, access.MAINTAINER)
    wanted = ctx.params[_PROTECTED]
    excluded = ctx.params.get("projects_to_exclude") or ()
    groups = access.descendants(ctx.store, group["id"])
    for project in list(ctx.store.select("projects").where_in("namespace_id", groups)):
        if project["id"] not in excluded:
            ctx.store.update("projects", project["id"], **{_PROTECTED: wanted})
    return {_PROTECTED: wanted, "errors": []}
