"""Access requests: users who ask to become members of a group or project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.base import RESTObject
from gitlab.mixins import (
    AccessRequestMixin,
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
)
from gitlab.v4.objects._fields import UserBasicFields

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import AccessLevel

__all__ = [
    "GroupAccessRequest",
    "GroupAccessRequestManager",
    "ProjectAccessRequest",
    "ProjectAccessRequestManager",
]


class AccessRequestFields(UserBasicFields):
    """The attributes of the user who asks, then those of the member after `approve()`."""

    requested_at: str

    access_level: AccessLevel
    created_at: str
    expires_at: str | None


class GroupAccessRequest(AccessRequestMixin, ObjectDeleteMixin, AccessRequestFields, RESTObject):
    """A user who asks to become a member of a group. `delete()` denies it."""


class GroupAccessRequestManager(
    ListMixin[GroupAccessRequest],
    CreateMixin[GroupAccessRequest],
    DeleteMixin[GroupAccessRequest],
):
    """https://docs.gitlab.com/api/access_requests/

    `create()` asks for the current user and takes no attributes.
    """

    _path = "/groups/{group_id}/access_requests"
    _from_parent_attrs = {"group_id": "id"}


class ProjectAccessRequest(AccessRequestMixin, ObjectDeleteMixin, AccessRequestFields, RESTObject):
    """A user who asks to become a member of a project. `delete()` denies it."""


class ProjectAccessRequestManager(
    ListMixin[ProjectAccessRequest],
    CreateMixin[ProjectAccessRequest],
    DeleteMixin[ProjectAccessRequest],
):
    """https://docs.gitlab.com/api/access_requests/

    `create()` asks for the current user and takes no attributes.
    """

    _path = "/projects/{project_id}/access_requests"
    _from_parent_attrs = {"project_id": "id"}
