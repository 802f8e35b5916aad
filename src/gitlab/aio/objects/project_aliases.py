# Generated from src/gitlab/v4/objects/project_aliases.py by tools/gen_async.py; edit that file.
"""Project aliases: short names by which repositories can be cloned over SSH."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import NoUpdateMixin, ObjectDeleteMixin
from gitlab.v4.objects.project_aliases import ProjectAliasCreate

__all__ = ["ProjectAlias", "ProjectAliasCreate", "ProjectAliasManager"]


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
