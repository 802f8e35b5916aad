# Generated from src/gitlab/v4/objects/feature_flag_user_lists.py by tools/gen_async.py; edit that file.
"""Lists of users for the strategies of feature flags."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.feature_flag_user_lists import (
    ProjectFeatureFlagUserListCreate,
    ProjectFeatureFlagUserListFilters,
    ProjectFeatureFlagUserListUpdate,
)

__all__ = [
    "ProjectFeatureFlagUserList",
    "ProjectFeatureFlagUserListCreate",
    "ProjectFeatureFlagUserListFilters",
    "ProjectFeatureFlagUserListManager",
    "ProjectFeatureFlagUserListUpdate",
]


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
