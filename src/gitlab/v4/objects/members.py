"""Members: the users of a group or project and their roles, billable ones too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
)
from gitlab.types import Array
from gitlab.utils import EncodedId
from gitlab.v4.objects._fields import MemberFields

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import GrantedAccessLevel, UserState

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

BillableMemberOrder = Literal[
    "access_level_asc",
    "access_level_desc",
    "last_joined",
    "name_asc",
    "name_desc",
    "oldest_joined",
    "oldest_sign_in",
    "recent_sign_in",
    "last_activity_on_asc",
    "last_activity_on_desc",
]


class MemberCreate(TypedDict, total=False):
    """`user_id` or `username`, one of them."""

    user_id: int | str
    username: str
    access_level: Required[GrantedAccessLevel]
    expires_at: str
    member_role_id: int
    invite_source: str
    tasks_to_be_done: Annotated[list[str], Array]


class MemberUpdate(TypedDict, total=False):
    access_level: Required[GrantedAccessLevel]
    expires_at: str
    member_role_id: int | None


class MemberFilters(TypedDict, total=False):
    query: str
    user_ids: Annotated[list[int], Array]
    skip_users: Annotated[list[int], Array]
    show_seat_info: bool
    with_saml_identity: bool


class MemberAllFilters(TypedDict, total=False):
    query: str
    user_ids: Annotated[list[int], Array]
    show_seat_info: bool
    state: Literal["awaiting", "active"]


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

    def override_ldap(self, **kwargs: Any) -> dict[str, Any]:
        """Let the role differ from what LDAP gives. Raises GitlabSetError."""
        return self._run(
            self._call(
                "POST",
                "/override",
                decode=decode.to_dict,
                error=exc.GitlabSetError,
                kwargs=kwargs,
            )
        )

    def remove_ldap_override(self, **kwargs: Any) -> None:
        """Give the user the role that LDAP gives, again. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                "/override",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )

    def set_state(self, state: Literal["awaiting", "active"], **kwargs: Any) -> dict[str, Any]:
        """Let a user of a top-level group take a seat, or wait for one.

        Raises GitlabUpdateError.
        """
        return self._run(
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

    def approve(self, member_id: int, **kwargs: Any) -> None:
        """Let a pending member in; `group.pending_members` has the ids.

        Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PUT",
                f"/{EncodedId(member_id)}/approve",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )

    def approve_all(self, **kwargs: Any) -> None:
        """Let all pending members in. Raises GitlabUpdateError."""
        return self._run(
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


class GroupBillableMemberFilters(TypedDict, total=False):
    search: str
    sort: BillableMemberOrder


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


class MembershipAccess(TypedDict):
    """A role in words and as GitLab's number."""

    string_value: str
    integer_value: int
    custom_role: str | None


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
