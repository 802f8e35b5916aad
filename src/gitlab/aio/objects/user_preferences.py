# Generated from src/gitlab/v4/objects/user_preferences.py by tools/gen_async.py; edit that file.
"""User preferences: how the current user likes GitLab, and what waits for them."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.user_preferences import CurrentUserPreferencesUpdate

__all__ = [
    "CurrentUserPreferences",
    "CurrentUserPreferencesManager",
    "CurrentUserPreferencesUpdate",
    "UserCounts",
    "UserCountsManager",
]


class CurrentUserPreferences(SaveMixin, RESTObject):
    """How the current user likes diffs, and whether jobs are told of their identities."""

    _id_attr = None

    id: int
    user_id: int
    view_diffs_file_by_file: bool
    show_whitespace_in_diffs: bool
    pass_user_identities_to_ci_jwt: bool
    policy_advanced_editor: bool


class CurrentUserPreferencesManager(
    GetWithoutIdMixin[CurrentUserPreferences],
    UpdateMixin[CurrentUserPreferences, CurrentUserPreferencesUpdate],
):
    """https://docs.gitlab.com/api/users/"""

    _path = "/user/preferences"


class UserCounts(RESTObject):
    """How many issues, merge requests and to-do items wait for the current user."""

    _id_attr = None

    merge_requests: int
    assigned_issues: int
    assigned_merge_requests: int
    review_requested_merge_requests: int
    todos: int


class UserCountsManager(GetWithoutIdMixin[UserCounts]):
    """https://docs.gitlab.com/api/users/"""

    _path = "/user_counts"
