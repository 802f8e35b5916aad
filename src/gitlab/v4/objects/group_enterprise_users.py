"""Group enterprise users: the users whose accounts belong to a group on GitLab.com."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects._fields import UserFields
from gitlab.v4.objects._parameters import GroupUserFilters

__all__ = [
    "GroupEnterpriseUser",
    "GroupEnterpriseUserFilters",
    "GroupEnterpriseUserManager",
    "GroupEnterpriseUserUpdate",
]


class GroupEnterpriseUserUpdate(TypedDict, total=False):
    name: str
    email: str


class GroupEnterpriseUserFilters(GroupUserFilters, total=False):
    two_factor: Literal["enabled", "disabled"]


class GroupEnterpriseUser(SaveMixin, ObjectDeleteMixin, UserFields, RESTObject):
    """A user whose account belongs to the group.

    `delete(hard_delete=True)` removes the user's contributions too, instead of giving them to
    the ghost user.
    """

    def disable_two_factor(self, **kwargs: Any) -> None:
        """Turn the user's two-factor authentication off. Raises GitlabUpdateError."""
        return self._run(
            self._call(
                "PATCH",
                "/disable_two_factor",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )


class GroupEnterpriseUserManager(
    RetrieveMixin[GroupEnterpriseUser, GroupEnterpriseUserFilters],
    UpdateMixin[GroupEnterpriseUser, GroupEnterpriseUserUpdate],
    DeleteMixin[GroupEnterpriseUser],
):
    """https://docs.gitlab.com/api/group_enterprise_users/

    Top-level groups only.
    """

    _path = "/groups/{group_id}/enterprise_users"
    _from_parent_attrs = {"group_id": "id"}
    _update_method = UpdateMethod.PATCH
