"""CI/CD variables of the instance, of groups and of projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects._fields import VariableFields

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import VariableType

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


class VariableCreate(TypedDict, total=False):
    key: Required[str]
    value: Required[str]
    description: str
    masked: bool
    protected: bool
    raw: bool
    variable_type: VariableType


class VariableUpdate(TypedDict, total=False):
    key: Required[str]
    description: str
    masked: bool
    protected: bool
    raw: bool
    value: str
    variable_type: VariableType


class Variable(SaveMixin, ObjectDeleteMixin, VariableFields, RESTObject):
    """A variable for the jobs of all projects. Administrators only."""

    _id_attr = "key"


class VariableManager(CRUDMixin[Variable, VariableCreate, VariableUpdate]):
    """https://docs.gitlab.com/api/instance_level_ci_variables/"""

    _path = "/admin/ci/variables"


class ScopedVariableCreate(VariableCreate, total=False):
    """A variable may hold for the environments that match a pattern only."""

    environment_scope: str
    masked_and_hidden: bool


class ScopedVariableUpdate(VariableUpdate, total=False):
    environment_scope: str


class GroupVariable(SaveMixin, ObjectDeleteMixin, VariableFields, RESTObject):
    """A variable for the jobs of all projects in a group. `save()` always sends `key`."""

    _id_attr = "key"


class GroupVariableManager(CRUDMixin[GroupVariable, ScopedVariableCreate, ScopedVariableUpdate]):
    """https://docs.gitlab.com/api/group_level_variables/"""

    _path = "/groups/{group_id}/variables"
    _from_parent_attrs = {"group_id": "id"}


class VariableScope(TypedDict):
    """Which of several variables with the same key is meant."""

    environment_scope: str


class ProjectVariableUpdate(ScopedVariableUpdate, total=False):
    filter: VariableScope


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
