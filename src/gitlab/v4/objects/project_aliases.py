"""Project aliases: short names by which repositories can be cloned over SSH."""

from __future__ import annotations

from typing import TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import NoUpdateMixin, ObjectDeleteMixin

__all__ = ["ProjectAlias", "ProjectAliasCreate", "ProjectAliasManager"]


class ProjectAliasCreate(TypedDict):
    """`project_id` may be the full path, too."""

    project_id: int | str
    name: str


class ProjectAlias(ObjectDeleteMixin, RESTObject):
    """Another name of a project, without its group."""

    _id_attr = "name"

    id: int
    name: str
    project_id: int


class ProjectAliasManager(NoUpdateMixin[ProjectAlias, ProjectAliasCreate]):
    """https://docs.gitlab.com/api/project_aliases/

    Administrators only.
    """

    _path = "/project_aliases"
