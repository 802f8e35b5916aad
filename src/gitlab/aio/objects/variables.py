# Generated from src/gitlab/v4/objects/variables.py by tools/gen_async.py; edit that file.
"""CI/CD variables of the instance, of groups and of projects."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects._fields import VariableFields
from gitlab.v4.objects.variables import (
    ProjectVariableUpdate,
    ScopedVariableCreate,
    ScopedVariableUpdate,
    VariableCreate,
    VariableUpdate,
)


__all__ = [
    "GroupVariable",
    "GroupVariableManager",
    "ProjectVariable",
    "ProjectVariableManager",
    "ProjectVariableUpdate",
    "ScopedVariableCreate",
    "ScopedVariableUpdate",
    "Variable",
    "VariableCreate",
    "VariableManager",
    "VariableUpdate",
]


class Variable(SaveMixin, ObjectDeleteMixin, VariableFields, RESTObject):
    """A variable for the jobs of all projects. Administrators only."""

    _id_attr = "key"


class VariableManager(CRUDMixin[Variable, VariableCreate, VariableUpdate]):
    """https://docs.gitlab.com/api/instance_level_ci_variables/"""

    _path = "/admin/ci/variables"


class GroupVariable(SaveMixin, ObjectDeleteMixin, VariableFields, RESTObject):
    """A variable for the jobs of all projects in a group. `save()` always sends `key`."""

    _id_attr = "key"


class GroupVariableManager(CRUDMixin[GroupVariable, ScopedVariableCreate, ScopedVariableUpdate]):
    """https://docs.gitlab.com/api/group_level_variables/"""

    _path = "/groups/{group_id}/variables"
    _from_parent_attrs = {"group_id": "id"}


class ProjectVariable(SaveMixin, ObjectDeleteMixin, VariableFields, RESTObject):
    """A variable for the jobs of a project. `save()` always sends `key`.

    Where several have the same key, all methods take `filter={"environment_scope": ...}`.
    """

    _id_attr = "key"


class ProjectVariableManager(
    CRUDMixin[ProjectVariable, ScopedVariableCreate, ProjectVariableUpdate]
):
    """https://docs.gitlab.com/api/project_level_variables/"""

    _path = "/projects/{project_id}/variables"
    _from_parent_attrs = {"project_id": "id"}
