"""Names and paths of projects and groups: what GitLab accepts, and what a new one entails."""

from __future__ import annotations

import re

from gitlab.sandbox.store import Row, Store

__all__ = [
    "VISIBILITIES",
    "move_group",
    "move_project",
    "name_errors",
    "path_errors",
    "path_from_name",
    "path_taken",
    "taken",
    "too_long",
    "unscheduled",
]

VISIBILITIES = ("private", "internal", "public")
"""The most closed first."""

_TAKEN = "has already been taken"
_INVALID_PROJECT_PATH = (
    "can contain only letters, digits, '_', '-' and '.'. Cannot start with '-', end in '.git' or"
    " end in '.atom'"
)
_INVALID_GROUP_PATH = (
    "can contain only letters, digits, '_', '-' and '.'. Cannot start with '-' or end in '.',"
    " '.git' or '.atom'."
)
_INVALID_PROJECT_NAME = (
    "can contain only letters, digits, emoji, '_', '.', '+', dashes, or spaces. It must start with"
    " a letter, digit, emoji, or '_'."
)
# Emoji, and the dashes among them, begin at U+2010.
_PROJECT_NAME = re.compile(r"[\w\u2010-\U0010ffff][\w\s.+\-\u2010-\U0010ffff]*")
_RESERVED_TOP = (
    "- .well-known admin api assets dashboard deploy.html explore favicon.ico files groups"
    " health_check help import invites jwt login oauth profile projects public s search"
    " sitemap sitemap.xml sitemap.xml.gz unsubscribes uploads users v2"
)
_RESERVED_BELOW = (
    "- badges blame blob builds commits create create_dir edit environments/folders files"
    " find_file gitlab-lfs/objects info/lfs/objects new preview raw refs tree update wikis"
)


def path_errors(path: str, *, below: bool, group: bool = False) -> list[str]:
    """What is wrong with the last part of a path."""
    invalid = _INVALID_GROUP_PATH if group else _INVALID_PROJECT_PATH
    if not path:
        return ["can't be blank"]
    if problems := too_long(path):
        return problems
    if not re.fullmatch(r"[a-zA-Z0-9_.][a-zA-Z0-9_.-]*", path):
        return [invalid]
    if path.endswith((".git", ".atom")) or (group and path.endswith(".")):
        return [invalid]
    if path in (_RESERVED_BELOW if below else _RESERVED_TOP).split():
        return [f"{path} is a reserved name"]
    return []


def name_errors(name: str) -> list[str]:
    """What is wrong with the name of a project."""
    if not name:
        return ["can't be blank"]
    if problems := too_long(name):
        return problems
    return [] if _PROJECT_NAME.fullmatch(name) else [_INVALID_PROJECT_NAME]


def too_long(text: str, most: int = 255) -> list[str]:
    return [f"is too long (maximum is {most} characters)"] if len(text) > most else []


def path_from_name(name: str) -> str:
    """The path of a project that was given only a name."""
    if not path_errors(name, below=True):
        return name
    return re.sub(r"[^a-z0-9_-]+", "-", name.lower()).strip("-")


def taken(
    store: Store, namespace: Row, name: str, path: str, but: int | None = None
) -> dict[str, list[str]]:
    """The errors of a project whose name or path another one in the namespace has."""
    errors = {}
    others = store.select("projects", namespace_id=namespace["id"]).where("id IS NOT ?", but)
    if others.where("name = ? COLLATE NOCASE", name).exists():
        errors = {"project_namespace.name": [_TAKEN], "name": [_TAKEN]}
    if path_taken(store, f"{namespace['full_path']}/{path}", but):
        errors["path"] = [_TAKEN]
    return errors


def path_taken(store: Store, full_path: str, project: int | None = None) -> bool:
    """Whether a group or another project has the path; former paths are free."""
    projects = store.select("projects", full_path=full_path).where("id IS NOT ?", project)
    return projects.exists() or store.select("namespaces", full_path=full_path).exists()


def move_project(
    store: Store, project: Row, path: str | None = None, namespace: Row | None = None
) -> Row:
    """Give a project another path, and let the old one lead to it."""
    above = namespace or store.get("namespaces", project["namespace_id"])
    assert above is not None
    path = path or project["path"]
    new = f"{above['full_path']}/{path}"
    _redirect(store, project, new)
    return store.update(
        "projects", project["id"], path=path, full_path=new, namespace_id=above["id"]
    )


def move_group(store: Store, group: Row, path: str, parent: Row | None) -> Row:
    """Give a group another path or parent. Former paths of the projects below lead to them."""
    old = group["full_path"]
    new = f"{parent['full_path']}/{path}" if parent else path
    below = f"{old}/"
    for kind in ("projects", "namespaces"):
        for row in list(store.select(kind).where("substr(full_path, 1, ?) = ?", len(below), below)):
            full_path = new + row["full_path"][len(old) :]
            if kind == "projects":
                _redirect(store, row, full_path)
            store.update(kind, row["id"], full_path=full_path)
    parent_id = parent["id"] if parent else None
    return store.update("namespaces", group["id"], path=path, full_path=new, parent_id=parent_id)


def unscheduled(row: Row) -> tuple[str, str]:
    """The name and path of what waits for its deletion, as they were before."""
    suffix = f"-deletion_scheduled-{row['id']}"
    return row["name"].removesuffix(suffix), row["path"].removesuffix(suffix)


def _redirect(store: Store, project: Row, new: str) -> None:
    old = project["full_path"]
    if old.lower() == new.lower():
        return
    for path in (old, new):
        if former := store.first("redirects", old=path):
            store.delete("redirects", former["id"])
    store.insert("redirects", {"old": old, "project_id": project["id"]})
