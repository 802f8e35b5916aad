"""Webhooks: what GitLab calls when something happens in a project, a group or the instance."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CRUDMixin,
    ListMixin,
    NoUpdateMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.types import CommaSeparated
from gitlab.utils import EncodedId

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

BranchFilterStrategy = Literal["wildcard", "regex", "all_branches"]


class HookVariable(TypedDict, total=False):
    """A part of a hook's URL, or a header of its requests; GitLab never answers the value."""

    key: Required[str]
    value: str


class HookFields:
    """The attributes of every webhook that GitLab answers."""

    id: int
    url: str
    name: str | None
    description: str | None
    created_at: str
    push_events: bool
    tag_push_events: bool
    merge_requests_events: bool
    repository_update_events: bool
    enable_ssl_verification: bool
    organization_id: int | None
    alert_status: Literal["executable", "temporarily_disabled", "disabled"]
    disabled_until: str | None
    url_variables: list[HookVariable]
    push_events_branch_filter: str | None
    branch_filter_strategy: BranchFilterStrategy
    custom_webhook_template: str | None
    custom_headers: list[HookVariable]
    token_present: bool
    signing_token_present: bool


class EventHookFields(HookFields):
    """The attributes of a webhook of a group or project."""

    issues_events: bool
    confidential_issues_events: bool
    note_events: bool
    confidential_note_events: bool
    pipeline_events: bool
    wiki_page_events: bool
    deployment_events: bool
    feature_flag_events: bool
    job_events: bool
    releases_events: bool
    milestone_events: bool
    emoji_events: bool
    resource_access_token_events: bool
    vulnerability_events: bool
    duo_flow_callback_enabled: bool


class HookSettings(TypedDict, total=False):
    """What can be set of a system hook."""

    name: str
    description: str
    branch_filter_strategy: BranchFilterStrategy
    custom_headers: list[HookVariable]
    enable_ssl_verification: bool
    merge_requests_events: bool
    push_events: bool
    push_events_branch_filter: str
    repository_update_events: bool
    tag_push_events: bool
    token: str
    url_variables: list[HookVariable]


class HookURL(TypedDict):
    url: str


class HookCreate(HookURL, HookSettings):
    """The address to call and the events to call it for."""


class HookUpdate(HookSettings, total=False):
    url: str


class _HookMixin(ObjectDeleteMixin, SaveMixin):
    """What GitLab sends along with its calls. It answers the keys, and never the values."""

    def set_custom_header(self, key: str, value: str, **kwargs: Any) -> None:
        """Send the header `key` with each call from now on. Raises GitlabSetError."""
        return self._run(self._set(f"/custom_headers/{EncodedId(key)}", value, kwargs))

    def delete_custom_header(self, key: str, **kwargs: Any) -> None:
        """Send the header `key` no longer. Raises GitlabDeleteError."""
        return self._run(self._unset(f"/custom_headers/{EncodedId(key)}", kwargs))

    def set_url_variable(self, key: str, value: str, **kwargs: Any) -> None:
        """Set what stands for `{key}` in the hook's URL. Raises GitlabSetError."""
        return self._run(self._set(f"/url_variables/{EncodedId(key)}", value, kwargs))

    def delete_url_variable(self, key: str, **kwargs: Any) -> None:
        """Forget what stands for `{key}` in the hook's URL. Raises GitlabDeleteError."""
        return self._run(self._unset(f"/url_variables/{EncodedId(key)}", kwargs))

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

    def test(self, **kwargs: Any) -> dict[str, Any]:
        """Have GitLab call the hook with made-up data, which is returned.

        Raises GitlabHookTestError.
        """
        return self._run(
            self._call("POST", decode=decode.to_dict, error=exc.GitlabHookTestError, kwargs=kwargs)
        )


class HookManager(NoUpdateMixin[Hook, HookCreate], UpdateMixin[Hook, HookUpdate]):
    """https://docs.gitlab.com/api/system_hooks/"""

    _path = "/hooks"


class EventHookSettings(TypedDict, total=False):
    """What can be set of a webhook of a group or project."""

    url: Required[str]
    name: str
    description: str
    branch_filter_strategy: BranchFilterStrategy
    confidential_issues_events: bool
    confidential_note_events: bool
    custom_headers: list[HookVariable]
    custom_webhook_template: str
    deployment_events: bool
    emoji_events: bool
    enable_ssl_verification: bool
    feature_flag_events: bool
    issues_events: bool
    job_events: bool
    merge_requests_events: bool
    milestone_events: bool
    note_events: bool
    pipeline_events: bool
    push_events: bool
    push_events_branch_filter: str
    releases_events: bool
    resource_access_token_events: bool
    tag_push_events: bool
    token: str
    url_variables: list[HookVariable]
    vulnerability_events: bool
    wiki_page_events: bool


class _EventHook(_HookMixin, EventHookFields, RESTObject):
    _repr_attr = "url"

    def test(self, trigger: str) -> None:
        """Have GitLab call the hook as if `trigger` had happened, such as `push_events`.

        Raises GitlabHookTestError, also when there is nothing yet to tell of.
        """
        return self._run(
            self._call(
                "POST",
                f"/test/{EncodedId(trigger)}",
                decode=decode.to_none,
                error=exc.GitlabHookTestError,
            )
        )


class ProjectHookCreate(EventHookSettings):
    """The address to call and the events to call it for."""


class ProjectHookUpdate(EventHookSettings, total=False):
    """The same, with the name that scripts know for `wiki_page_events`; GitLab ignores it."""

    wiki_events: bool


class ProjectHook(_EventHook):
    """A webhook of the project. `save()` always sends `url`."""

    project_id: int
    resource_deploy_token_events: bool

    events: ProjectHookEventManager


class ProjectHookManager(CRUDMixin[ProjectHook, ProjectHookCreate, ProjectHookUpdate]):
    """https://docs.gitlab.com/api/project_webhooks/"""

    _path = "/projects/{project_id}/hooks"
    _from_parent_attrs = {"project_id": "id"}


class GroupHookCreate(EventHookSettings, total=False):
    """The address to call and the events to call it for; updates take the same."""

    member_events: bool
    project_events: bool
    subgroup_events: bool


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


class HookEventFilters(TypedDict, total=False):
    """`status` has codes of answers, or `successful`, `client_failure`, `server_failure`."""

    status: Annotated[list[str], CommaSeparated]


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

    def resend(self, **kwargs: Any) -> dict[str, Any]:
        """Make the call again; return the `response_status`. Raises GitlabRetryError."""
        return self._run(
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
