"""Lists of users for the strategies of feature flags."""

from __future__ import annotations

from typing import Annotated, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import CommaSeparatedString

__all__ = [
    "ProjectFeatureFlagUserList",
    "ProjectFeatureFlagUserListCreate",
    "ProjectFeatureFlagUserListFilters",
    "ProjectFeatureFlagUserListManager",
    "ProjectFeatureFlagUserListUpdate",
]


class ProjectFeatureFlagUserListCreate(TypedDict, total=False):
    name: Required[str]
    user_xids: Required[Annotated[list[str], CommaSeparatedString]]


class ProjectFeatureFlagUserListUpdate(TypedDict, total=False):
    name: str
    user_xids: Annotated[list[str], CommaSeparatedString]


class ProjectFeatureFlagUserListFilters(TypedDict, total=False):
    search: str


class ProjectFeatureFlagUserList(SaveMixin, ObjectDeleteMixin, RESTObject):
    """Users of one's own application, named by the ids that it knows; `user_xids` is text."""

    _id_attr = "iid"

    id: int
    iid: int
    name: str
    user_xids: str
    project_id: int
    created_at: str
    updated_at: str
    path: str
    edit_path: str


class ProjectFeatureFlagUserListManager(
    CRUDMixin[
        ProjectFeatureFlagUserList,
        ProjectFeatureFlagUserListCreate,
        ProjectFeatureFlagUserListUpdate,
        ProjectFeatureFlagUserListFilters,
    ]
):
    """https://docs.gitlab.com/api/feature_flag_user_lists/"""

    _path = "/projects/{project_id}/feature_flags_user_lists"
    _from_parent_attrs = {"project_id": "id"}
