# Generated from src/gitlab/v4/objects/hooks.py by tools/gen_async.py; edit that file.
"""Webhooks: what GitLab calls when something happens in a project, a group or the instance."""

from __future__ import annotations


from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, NoUpdateMixin, ObjectDeleteMixin, SaveMixin
from gitlab.utils import EncodedId
from gitlab.v4.objects.hooks import (
    EventHookFields,
    GroupHookCreate,
    HookCreate,
    HookFields,
    ProjectHookCreate,
    ProjectHookUpdate,
)

__all__ = [
    "GroupHook",
    "GroupHookCreate",
    "GroupHookManager",
    "Hook",
    "HookCreate",
    "HookManager",
    "ProjectHook",
    "ProjectHookCreate",
    "ProjectHookManager",
    "ProjectHookUpdate",
]


class Hook(ObjectDeleteMixin, HookFields, RESTObject):
    """A system hook: GitLab calls it for what happens anywhere in the instance."""

    _repr_attr = "url"


class HookManager(NoUpdateMixin[Hook, HookCreate]):
    """https://docs.gitlab.com/api/system_hooks/"""

    _path = "/hooks"


class _EventHook(SaveMixin, ObjectDeleteMixin, EventHookFields, RESTObject):
    _repr_attr = "url"

    async def test(self, trigger: str) -> None:
        """Have GitLab call the hook as if `trigger` had happened, such as `push_events`.

        Raises GitlabHookTestError, also when there is nothing yet to tell of.
        """
        return await self._run(
            self._call(
                "POST",
                f"/test/{EncodedId(trigger)}",
                decode=decode.to_none,
                error=exc.GitlabHookTestError,
            )
        )


class ProjectHook(_EventHook):
    """A webhook of the project. `save()` always sends `url`."""

    project_id: int
    resource_deploy_token_events: bool


class ProjectHookManager(CRUDMixin[ProjectHook, ProjectHookCreate, ProjectHookUpdate]):
    """https://docs.gitlab.com/api/project_webhooks/"""

    _path = "/projects/{project_id}/hooks"
    _from_parent_attrs = {"project_id": "id"}


class GroupHook(_EventHook):
    """A webhook of the group, for all its projects. `save()` always sends `url`."""

    group_id: int
    member_events: bool
    project_events: bool
    subgroup_events: bool


class GroupHookManager(CRUDMixin[GroupHook, GroupHookCreate, GroupHookCreate]):
    """https://docs.gitlab.com/api/group_webhooks/"""

    _path = "/groups/{group_id}/hooks"
    _from_parent_attrs = {"group_id": "id"}
