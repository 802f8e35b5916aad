# Generated from src/gitlab/v4/objects/push_rules.py by tools/gen_async.py; edit that file.
"""Push rules: what a push must fulfil, in a project or in the new projects of a group."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    GetWithoutIdMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.v4.objects.push_rules import PushRulesFields, PushRulesUpdate

__all__ = [
    "GroupPushRules",
    "GroupPushRulesManager",
    "ProjectPushRules",
    "ProjectPushRulesManager",
    "PushRulesUpdate",
]


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
