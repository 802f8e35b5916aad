"""What protects images, their tags and packages from being pushed to, or deleted, by just anybody.

https://docs.gitlab.com/api/container_repository_protection_rules/
https://docs.gitlab.com/api/container_registry_protection_tag_rules/
https://docs.gitlab.com/api/project_packages_protection_rules/
"""

from __future__ import annotations

from collections.abc import Callable
from fnmatch import fnmatchcase

from gitlab.sandbox import access
from gitlab.sandbox.answers import Refused
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Context, Row, refused

PACKAGES = "/projects/:id/packages/protection/rules"
LEVELS = {"developer": 30, "maintainer": 40, "owner": 50, "admin": 60}
_ACTIONS = ("minimum_access_level_for_push", "minimum_access_level_for_delete")
_NO_LEVEL = "A rule must have at least a minimum access role for push or delete."


def _unprocessable(text: str) -> Refused:
    return refused(422, {"message": [text]})


def _checked(pattern: str, title: str) -> Callable[[Documents, Row, Row], None]:
    def prepare(rules: Documents, before: Row, made: Row) -> None:
        row, path = before | made, (rules.root.row or {})["full_path"]
        told = str(row[pattern])
        if pattern == "repository_path_pattern" and not told.lower().startswith(path.lower()):
            raise _unprocessable(f"{title} should start with the project's full path")
        if not any(row.get(action) for action in _ACTIONS):
            raise _unprocessable(_NO_LEVEL)
        same = rules.own().where(f"json_extract(data, '$.{pattern}') = ?", told)
        if kind := row.get("package_type"):
            same = same.where("json_extract(data, '$.package_type') = ?", kind)
        if same.where("id != ?", before.get("id", 0)).exists():
            raise _unprocessable(f"{title} has already been taken")

    return prepare


_IMAGES = Kind(
    thing="",
    read=access.MAINTAINER,
    write=access.MAINTAINER,
    prepare=_checked("repository_path_pattern", "Repository path pattern"),
)
declare(
    _IMAGES,
    "/projects/:id/registry/protection/repository/rules",
    "/projects/:id/registry/protection/rules",
)
declare(
    _IMAGES._replace(prepare=_checked("tag_name_pattern", "Tag name pattern")),
    "/projects/:id/registry/protection/tag/rules",
)
declare(
    _IMAGES._replace(prepare=_checked("package_name_pattern", "Package name pattern")), PACKAGES
)


def package_is_protected(ctx: Context, project: Row, name: str, action: str) -> bool:
    """Whether a rule wants a higher role than the caller's to push or delete a package."""
    role = LEVELS["admin"] if ctx.is_admin else ctx.access_level(project)
    rules = ctx.store.select(
        "documents",
        doc_owner="projects",
        doc_owner_id=project["id"],
        doc_kind="packages/protection/rules",
    )
    return any(
        role < LEVELS.get(row.get(f"minimum_access_level_for_{action}") or "", 0)
        and row["package_type"] == "generic"
        and fnmatchcase(name, row["package_name_pattern"].replace("[", "[[]"))
        for row in rules
    )
