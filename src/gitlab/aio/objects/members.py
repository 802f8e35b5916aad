# Generated from src/gitlab/v4/objects/members.py by tools/gen_async.py; edit that file.
"""Members: the users of a group or project and their roles, billable ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
)
from gitlab.utils import EncodedId
from gitlab.v4.objects._fields import MemberFields
from gitlab.v4.objects.members import (
    GroupBillableMemberFilters,
    MemberAllFilters,
    MemberCreate,
    MemberFilters,
    MemberUpdate,
    MembershipAccess,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import UserState

__all__ = [
    "GroupBillableMember",
    "GroupBillableMemberFilters",
    "GroupBillableMemberIndirectMembership",
    "GroupBillableMemberIndirectMembershipManager",
    "GroupBillableMemberManager",
    "GroupBillableMemberMembership",
    "GroupBillableMemberMembershipManager",
    "GroupMember",
    "GroupMemberAll",
    "GroupMemberAllManager",
    "GroupMemberManager",
    "GroupPendingMember",
    "GroupPendingMemberManager",
    "MemberAllFilters",
    "MemberCreate",
    "MemberFilters",
    "MemberUpdate",
    "ProjectMember",
    "ProjectMemberAll",
    "ProjectMemberAllManager",
    "ProjectMemberManager",
]


class ProjectMember(SaveMixin, ObjectDeleteMixin, MemberFields, RESTObject):
    """A user with a role in this very project. `save()` always sends `access_level`."""

    _repr_attr = "username"


class ProjectMemberManager(CRUDMixin[ProjectMember, MemberCreate, MemberUpdate, MemberFilters]):
    """https://docs.gitlab.com/api/project_members/"""

    _path = "/projects/{project_id}/members"
    _from_parent_attrs = {"project_id": "id"}
    _exclusive = (("username", "user_id"),)


class ProjectMemberAll(MemberFields, RESTObject):
    """A user with a role in the project, given here, above, or to an invited group."""

    _repr_attr = "username"


class ProjectMemberAllManager(RetrieveMixin[ProjectMemberAll, MemberAllFilters]):
    """https://docs.gitlab.com/api/project_members/"""

    _path = "/projects/{project_id}/members/all"
    _from_parent_attrs = {"project_id": "id"}


class GroupMember(SaveMixin, ObjectDeleteMixin, MemberFields, RESTObject):
    """A user with a role in this very group. `save()` always sends `access_level`."""

    _repr_attr = "username"

    async def override_ldap(self, **kwargs: Any) -> dict[str, Any]:
        """Let the role differ from what LDAP gives. Raises GitlabSetError."""
        return await self._run(
            self._call(
                "POST",
                "/override",
                decode=decode.to_dict,
                error=exc.GitlabSetError,
                kwargs=kwargs,
            )
        )

    async def remove_ldap_override(self, **kwargs: Any) -> None:
        """Give the user the role that LDAP gives, again. Raises GitlabDeleteError."""
        return await self._run(
            self._call(
                "DELETE",
                "/override",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    async def set_state(self, state: Literal["awaiting", "active"], **kwargs: Any) -> dict[str, Any]:
        """Let a user of a top-level group take a seat, or wait for one.

        Raises GitlabUpdateError.
        """
        return await self._run(
            self._call(
                "PUT",
                "/state",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body={"state": state},
                kwargs=kwargs,
            )
        )


class GroupMemberManager(CRUDMixin[GroupMember, MemberCreate, MemberUpdate, MemberFilters]):
    """https://docs.gitlab.com/api/group_members/"""

    _path = "/groups/{group_id}/members"
    _from_parent_attrs = {"group_id": "id"}
    _exclusive = (("username", "user_id"),)

    async def approve(self, member_id: int, **kwargs: Any) -> None:
        """Let a pending member in; `group.pending_members` has the ids.

        Raises GitlabUpdateError.
        """
        return await self._run(
            self._call(
                "PUT",
                f"/{EncodedId(member_id)}/approve",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )

    async def approve_all(self, **kwargs: Any) -> None:
        """Let all pending members in. Raises GitlabUpdateError."""
        return await self._run(
            self._call(
                "POST",
                "/approve_all",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )


class GroupMemberAll(MemberFields, RESTObject):
    """A user with a role in the group, given here, above, or to an invited group."""

    _repr_attr = "username"


class GroupMemberAllManager(RetrieveMixin[GroupMemberAll, MemberAllFilters]):
    """https://docs.gitlab.com/api/group_members/"""

    _path = "/groups/{group_id}/members/all"
    _from_parent_attrs = {"group_id": "id"}


class GroupBillableMember(ObjectDeleteMixin, RESTObject):
    """A user who takes a seat of a top-level group's subscription."""

    _repr_attr = "username"

    id: int
    username: str
    name: str
    state: UserState
    avatar_url: str | None
    web_url: str
    email: str | None
    last_activity_on: str | None
    membership_type: Literal["group_member", "project_member", "group_invite", "project_invite"]
    removable: bool
    created_at: str
    is_last_owner: bool
    last_login_at: str | None

    indirect_memberships: GroupBillableMemberIndirectMembershipManager
    memberships: GroupBillableMemberMembershipManager


class GroupBillableMemberManager(
    ListMixin[GroupBillableMember, GroupBillableMemberFilters], DeleteMixin[GroupBillableMember]
):
    """https://docs.gitlab.com/api/group_members/"""

    _path = "/groups/{group_id}/billable_members"
    _from_parent_attrs = {"group_id": "id"}


class GroupBillableMemberMembership(RESTObject):
    """A group or project that makes a user billable."""

    _id_attr = "user_id"

    id: int
    source_id: int
    source_full_name: str
    source_members_url: str
    created_at: str
    expires_at: str | None
    access_level: MembershipAccess


class GroupBillableMemberMembershipManager(ListMixin[GroupBillableMemberMembership]):
    """https://docs.gitlab.com/api/group_members/"""

    _path = "/groups/{group_id}/billable_members/{user_id}/memberships"
    _from_parent_attrs = {"group_id": "group_id", "user_id": "id"}


class GroupBillableMemberIndirectMembership(GroupBillableMemberMembership):
    """A group or project that makes a user billable through an invited group."""


class GroupBillableMemberIndirectMembershipManager(
    ListMixin[GroupBillableMemberIndirectMembership]
):
    """https://docs.gitlab.com/api/group_members/"""

    _path = "/groups/{group_id}/billable_members/{user_id}/indirect"
    _from_parent_attrs = {"group_id": "group_id", "user_id": "id"}


class GroupPendingMember(RESTObject):
    """A user or an address that waits for a seat. `group.members.approve(it.id)` gives one."""

    _repr_attr = "name"

    id: int
    name: str | None
    username: str | None
    email: str
    avatar_url: str | None
    web_url: str | None
    approved: bool
    invited: bool


class GroupPendingMemberManager(ListMixin[GroupPendingMember]):
    """https://docs.gitlab.com/api/group_members/"""

    _path = "/groups/{group_id}/pending_members"
    _from_parent_attrs = {"group_id": "id"}
