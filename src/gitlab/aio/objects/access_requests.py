# Generated from src/gitlab/v4/objects/access_requests.py by tools/gen_async.py; edit that file.
"""Access requests: users who ask to become members of a group or project."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    AccessRequestMixin,
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
)
from gitlab.v4.objects.access_requests import AccessRequestFields


__all__ = [
    "GroupAccessRequest",
    "GroupAccessRequestManager",
    "ProjectAccessRequest",
    "ProjectAccessRequestManager",
]


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
