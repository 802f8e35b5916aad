"""Custom attributes: what administrators note about users, groups and projects."""

from __future__ import annotations

from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ObjectDeleteMixin, RetrieveMixin, SetMixin

__all__ = [
    "GroupCustomAttribute",
    "GroupCustomAttributeManager",
    "ProjectCustomAttribute",
    "ProjectCustomAttributeManager",
    "UserCustomAttribute",
    "UserCustomAttributeManager",
]


class CustomAttributeFields:
    """The attributes of every custom attribute."""

    key: str
    value: str


class GroupCustomAttribute(ObjectDeleteMixin, CustomAttributeFields, RESTObject):
    """A value that administrators attach to a group."""

    _id_attr = "key"


class GroupCustomAttributeManager(
    RetrieveMixin[GroupCustomAttribute],
    SetMixin[GroupCustomAttribute],
    DeleteMixin[GroupCustomAttribute],
):
    """https://docs.gitlab.com/api/custom_attributes/"""

    _path = "/groups/{group_id}/custom_attributes"
    _from_parent_attrs = {"group_id": "id"}


class ProjectCustomAttribute(ObjectDeleteMixin, CustomAttributeFields, RESTObject):
    """A value that administrators attach to a project."""

    _id_attr = "key"


class ProjectCustomAttributeManager(
    RetrieveMixin[ProjectCustomAttribute],
    SetMixin[ProjectCustomAttribute],
    DeleteMixin[ProjectCustomAttribute],
):
    """https://docs.gitlab.com/api/custom_attributes/"""

    _path = "/projects/{project_id}/custom_attributes"
    _from_parent_attrs = {"project_id": "id"}


class UserCustomAttribute(ObjectDeleteMixin, CustomAttributeFields, RESTObject):
    """A value that administrators attach to a user."""

    _id_attr = "key"


class UserCustomAttributeManager(
    RetrieveMixin[UserCustomAttribute],
    SetMixin[UserCustomAttribute],
    DeleteMixin[UserCustomAttribute],
):
    """https://docs.gitlab.com/api/custom_attributes/"""

    _path = "/users/{user_id}/custom_attributes"
    _from_parent_attrs = {"user_id": "id"}
