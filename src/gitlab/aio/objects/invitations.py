# Generated from src/gitlab/v4/objects/invitations.py by tools/gen_async.py; edit that file.
"""Invitations: people who were asked by email to join a group or project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.invitations import (
    InvitationCreate,
    InvitationFields,
    InvitationFilters,
    InvitationResult,
    InvitationUpdate,
)

if TYPE_CHECKING:
    from collections.abc import Mapping


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


class InvitationMixin(CreateMixin[T, InvitationCreate]):
    """Invitations, several at a time."""

    async def create(self, data: InvitationCreate | None = None, **kwargs: Any) -> T:
        """Invite people by email address, or users by id, one or several.

        GitLab answers no invitation but whether it went well: look at `status` and `message`.
        Raises GitlabCreateError.
        """
        return await self._run(self._create(_in_one_text(data or {}), kwargs))


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
