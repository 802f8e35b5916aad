"""Push rules: what a push must fulfil, in a project or in the new projects of a group."""

from __future__ import annotations

from typing import TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)

__all__ = [
    "GroupPushRules",
    "GroupPushRulesManager",
    "ProjectPushRules",
    "ProjectPushRulesManager",
    "PushRulesUpdate",
]


class PushRulesUpdate(TypedDict, total=False):
    """What push rules are made of and what can be changed."""

    author_email_regex: str
    branch_name_regex: str
    commit_committer_check: bool
    commit_committer_name_check: bool
    commit_message_negative_regex: str
    commit_message_regex: str
    deny_delete_tag: bool
    file_name_regex: str
    max_file_size: int
    member_check: bool
    prevent_secrets: bool
    reject_non_dco_commits: bool
    reject_unsigned_commits: bool


class PushRulesFields:
    """The attributes of push rules, of a project or a group."""

    id: int
    created_at: str
    author_email_regex: str
    branch_name_regex: str
    commit_committer_check: bool | None
    commit_committer_name_check: bool
    commit_message_negative_regex: str
    commit_message_regex: str
    deny_delete_tag: bool
    file_name_regex: str
    max_file_size: int
    member_check: bool
    prevent_secrets: bool
    reject_non_dco_commits: bool | None
    reject_unsigned_commits: bool | None


class ProjectPushRules(SaveMixin, ObjectDeleteMixin, PushRulesFields, RESTObject):
    """What a push to the project must fulfil."""

    _id_attr = None

    project_id: int


class ProjectPushRulesManager(
    GetWithoutIdMixin[ProjectPushRules],
    CreateMixin[ProjectPushRules, PushRulesUpdate],
    UpdateMixin[ProjectPushRules, PushRulesUpdate],
    DeleteMixin[ProjectPushRules],
):
    """https://docs.gitlab.com/api/project_push_rules/

    GitLab answers `null` to `get()` as long as there are none: GitlabParsingError.
    """

    _path = "/projects/{project_id}/push_rule"
    _from_parent_attrs = {"project_id": "id"}


class GroupPushRules(SaveMixin, ObjectDeleteMixin, PushRulesFields, RESTObject):
    """The push rules that new projects of the group start with."""

    _id_attr = None


class GroupPushRulesManager(
    GetWithoutIdMixin[GroupPushRules],
    CreateMixin[GroupPushRules, PushRulesUpdate],
    UpdateMixin[GroupPushRules, PushRulesUpdate],
    DeleteMixin[GroupPushRules],
):
    """https://docs.gitlab.com/api/group_push_rules/"""

    _path = "/groups/{group_id}/push_rule"
    _from_parent_attrs = {"group_id": "id"}
