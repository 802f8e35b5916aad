# Generated from src/gitlab/v4/objects/hooks.py by tools/gen_async.py; edit that file.
"""Webhooks: what GitLab calls when something happens in a project, a group or the instance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CRUDMixin,
    ListMixin,
    NoUpdateMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.utils import EncodedId
from gitlab.v4.objects.hooks import (
    EventHookFields,
    GroupHookCreate,
    HookCreate,
    HookEventFilters,
    HookFields,
    HookUpdate,
    ProjectHookCreate,
    ProjectHookUpdate,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = [
    "GroupHook",
    "GroupHookCreate",
    "GroupHookEvent",
    "GroupHookEventManager",
    "GroupHookManager",
    "Hook",
    "HookCreate",
    "HookEventFilters",
    "HookManager",
    "HookUpdate",
    "ProjectHook",
    "ProjectHookCreate",
    "ProjectHookEvent",
    "ProjectHookEventManager",
    "ProjectHookManager",
    "ProjectHookUpdate",
]


class _HookMixin(ObjectDeleteMixin, SaveMixin):
    """What GitLab sends along with its calls. It answers the keys, and never the values."""

    async def set_custom_header(self, key: str, value: str, **kwargs: Any) -> None:
        """Send the header `key` with each call from now on. Raises GitlabSetError."""
        return await self._run(self._set(f"/custom_headers/{EncodedId(key)}", value, kwargs))

    async def delete_custom_header(self, key: str, **kwargs: Any) -> None:
        """Send the header `key` no longer. Raises GitlabDeleteError."""
        return await self._run(self._unset(f"/custom_headers/{EncodedId(key)}", kwargs))

    async def set_url_variable(self, key: str, value: str, **kwargs: Any) -> None:
        """Set what stands for `{key}` in the hook's URL. Raises GitlabSetError."""
        return await self._run(self._set(f"/url_variables/{EncodedId(key)}", value, kwargs))

    async def delete_url_variable(self, key: str, **kwargs: Any) -> None:
        """Forget what stands for `{key}` in the hook's URL. Raises GitlabDeleteError."""
        return await self._run(self._unset(f"/url_variables/{EncodedId(key)}", kwargs))

    def _set(self, suffix: str, value: str, kwargs: dict[str, Any]) -> Call[None]:
        return self._call(
            "PUT",
            suffix,
            decode=decode.to_none,
            error=exc.GitlabSetError,
            body={"value": value},
            kwargs=kwargs,
        )

    def _unset(self, suffix: str, kwargs: dict[str, Any]) -> Call[None]:
        return self._call(
            "DELETE", suffix, decode=decode.to_none, error=exc.GitlabDeleteError, kwargs=kwargs
        )


class Hook(_HookMixin, HookFields, RESTObject):
    """A system hook: GitLab calls it for what happens anywhere in the instance."""

    _repr_attr = "url"

    async def test(self, **kwargs: Any) -> dict[str, Any]:
        """Have GitLab call the hook with made-up data, which is returned.

        Raises GitlabHookTestError.
        """
        return await self._run(
            self._call("POST", decode=decode.to_dict, error=exc.GitlabHookTestError, kwargs=kwargs)
        )


class HookManager(NoUpdateMixin[Hook, HookCreate], UpdateMixin[Hook, HookUpdate]):
    """https://docs.gitlab.com/api/system_hooks/"""

    _path = "/hooks"


class _EventHook(_HookMixin, EventHookFields, RESTObject):
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

    events: ProjectHookEventManager


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

    events: GroupHookEventManager


class GroupHookManager(CRUDMixin[GroupHook, GroupHookCreate, GroupHookCreate]):
    """https://docs.gitlab.com/api/group_webhooks/"""

    _path = "/groups/{group_id}/hooks"
    _from_parent_attrs = {"group_id": "id"}


class _HookEvent(RESTObject):
    id: int
    url: str
    trigger: str
    request_headers: dict[str, str]
    request_data: dict[str, Any]
    response_headers: dict[str, str]
    response_body: str
    execution_duration: float
    response_status: str

    async def resend(self, **kwargs: Any) -> dict[str, Any]:
        """Make the call again; return the `response_status`. Raises GitlabRetryError."""
        return await self._run(
            self._call(
                "POST",
                "/resend",
                decode=decode.to_dict,
                error=exc.GitlabRetryError,
                kwargs=kwargs,
            )
        )


class ProjectHookEvent(_HookEvent):
    """A call of a project's hook in the last week."""


class ProjectHookEventManager(ListMixin[ProjectHookEvent, HookEventFilters]):
    """https://docs.gitlab.com/api/project_webhooks/"""

    _path = "/projects/{project_id}/hooks/{hook_id}/events"
    _from_parent_attrs = {"project_id": "project_id", "hook_id": "id"}


class GroupHookEvent(_HookEvent):
    """A call of a group's hook in the last week."""


class GroupHookEventManager(ListMixin[GroupHookEvent, HookEventFilters]):
    """https://docs.gitlab.com/api/group_webhooks/"""

    _path = "/groups/{group_id}/hooks/{hook_id}/events"
    _from_parent_attrs = {"group_id": "group_id", "hook_id": "id"}
