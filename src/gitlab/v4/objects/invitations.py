"""Invitations: people who were asked by email to join a group or project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict, TypeVar

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import Array, CommaSeparated

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gitlab.v4.objects._literals import AccessLevel, GrantedAccessLevel

__all__ = [
    "GroupInvitation",
    "GroupInvitationManager",
    "InvitationCreate",
    "InvitationFilters",
    "InvitationMixin",
    "InvitationUpdate",
    "ProjectInvitation",
    "ProjectInvitationManager",
]

T = TypeVar("T", bound=RESTObject)


class InvitationCreate(TypedDict, total=False):
    """`email` or `user_id`, one of them."""

    access_level: Required[GrantedAccessLevel]
    email: Annotated[str | list[str], CommaSeparated]
    user_id: Annotated[int | str | list[int], CommaSeparated]
    expires_at: str
    invite_source: str
    member_role_id: int
    tasks_to_be_done: Annotated[list[str], Array]
    tasks_project_id: int


class InvitationUpdate(TypedDict, total=False):
    access_level: GrantedAccessLevel
    expires_at: str
    member_role_id: int


class InvitationFilters(TypedDict, total=False):
    query: str


class InvitationResult(TypedDict, total=False):
    """Whether all were invited; if not, the reasons by email address or username."""

    status: Literal["success", "error"]
    message: dict[str, str]


class InvitationFields:
    """The attributes of every invitation, then those that `create()` answers."""

    access_level: AccessLevel
    created_at: str
    expires_at: str | None
    invite_email: str
    invite_token: str
    user_name: str | None
    created_by_name: str | None

    status: Literal["success", "error"]
    message: dict[str, str]


class InvitationMixin(CreateMixin[T, InvitationCreate]):
    """Invitations, several at a time."""

    def create(self, data: InvitationCreate | None = None, **kwargs: Any) -> T:
        """Invite people by email address, or users by id, one or several.

        GitLab answers no invitation but whether it went well: look at `status` and `message`.
        Raises GitlabCreateError.
        """
        return self._run(self._create(_in_one_text(data or {}), kwargs))


def _in_one_text(data: Mapping[str, Any]) -> dict[str, Any]:
    """GitLab documents several addresses or ids as text with commas."""
    joined = {
        name: ",".join(map(str, data[name]))
        for name in ("email", "user_id")
        if isinstance(data.get(name), list | tuple)
    }
    return {**data, **joined}


class GroupInvitation(SaveMixin, ObjectDeleteMixin, InvitationFields, RESTObject):
    """A person who was invited to a group and has no account yet."""

    _id_attr = "email"
    _id_fallback = "invite_email"


class GroupInvitationManager(
    InvitationMixin[GroupInvitation],
    CRUDMixin[GroupInvitation, InvitationCreate, InvitationUpdate, InvitationFilters],
):
    """https://docs.gitlab.com/api/invitations/"""

    _path = "/groups/{group_id}/invitations"
    _from_parent_attrs = {"group_id": "id"}
    _exclusive = (("email", "user_id"),)
    _shapes = {"create": InvitationResult}


class ProjectInvitation(SaveMixin, ObjectDeleteMixin, InvitationFields, RESTObject):
    """A person who was invited to a project and has no account yet."""

    _id_attr = "email"
    _id_fallback = "invite_email"


class ProjectInvitationManager(
    InvitationMixin[ProjectInvitation],
    CRUDMixin[ProjectInvitation, InvitationCreate, InvitationUpdate, InvitationFilters],
):
    """https://docs.gitlab.com/api/invitations/"""

    _path = "/projects/{project_id}/invitations"
    _from_parent_attrs = {"project_id": "id"}
    _exclusive = (("email", "user_id"),)
    _shapes = {"create": InvitationResult}
