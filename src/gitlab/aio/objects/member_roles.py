# Generated from src/gitlab/v4/objects/member_roles.py by tools/gen_async.py; edit that file.
"""Member roles: custom roles, a base role with more permissions."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.member_roles import AdminMemberRoleCreate, MemberRoleCreate, MemberRoleFields


__all__ = [
    "AdminMemberRole",
    "AdminMemberRoleCreate",
    "AdminMemberRoleManager",
    "GroupMemberRole",
    "GroupMemberRoleManager",
    "MemberRole",
    "MemberRoleCreate",
    "MemberRoleManager",
]


class MemberRole(SaveMixin, ObjectDeleteMixin, MemberRoleFields, RESTObject):
    """A custom role of the instance.

    `save()` raises AttributeError: GitLab's REST API makes and deletes roles, and changes none.
    """


class MemberRoleManager(
    ListMixin[MemberRole],
    CreateMixin[MemberRole, MemberRoleCreate],
    DeleteMixin[MemberRole],
):
    """https://docs.gitlab.com/api/member_roles/"""

    _path = "/member_roles"


class GroupMemberRole(SaveMixin, ObjectDeleteMixin, MemberRoleFields, RESTObject):
    """A custom role of a top-level group.

    `save()` raises AttributeError: GitLab's REST API makes and deletes roles, and changes none.
    """


class GroupMemberRoleManager(
    ListMixin[GroupMemberRole],
    CreateMixin[GroupMemberRole, MemberRoleCreate],
    DeleteMixin[GroupMemberRole],
):
    """https://docs.gitlab.com/api/member_roles/"""

    _path = "/groups/{group_id}/member_roles"
    _from_parent_attrs = {"group_id": "id"}


class AdminMemberRole(ObjectDeleteMixin, MemberRoleFields, RESTObject):
    """A custom role of those who may see parts of the Admin area."""


class AdminMemberRoleManager(
    ListMixin[AdminMemberRole],
    CreateMixin[AdminMemberRole, AdminMemberRoleCreate],
    DeleteMixin[AdminMemberRole],
):
    """https://docs.gitlab.com/api/member_roles/"""

    _path = "/admin_member_roles"
