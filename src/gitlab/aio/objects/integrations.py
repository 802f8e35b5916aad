# Generated from src/gitlab/v4/objects/integrations.py by tools/gen_async.py; edit that file.
# long file: what GitLab takes for each of its integrations.
"""Integrations: the services of others that projects and groups work with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from gitlab import exceptions as exc
from gitlab._checked import check_names
from gitlab._core import decode
from gitlab._core.values import Call
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import (
    DeleteMixin,
    GetMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.v4.objects.integrations import (
    AppleAppStoreSettings,
    ArtifactRegistrySettings,
    AsanaSettings,
    AssemblaSettings,
    BambooSettings,
    BuildkiteSettings,
    CampfireSettings,
    ChatSettings,
    ConfluenceSettings,
    DatadogSettings,
    DiffblueCoverSettings,
    DiscordSettings,
    DroneCISettings,
    EmailsOnPushSettings,
    ExternalWikiSettings,
    FORMER_SLUGS,
    FullIssueTrackerSettings,
    GitHubSettings,
    GitlabSlackApplicationSettings,
    GooglePlaySettings,
    HarborSettings,
    InheritedSettings,
    IntegrationFields,
    IntegrationSettings,
    IrkerSettings,
    IssueTrackerSettings,
    JenkinsSettings,
    JiraCloudAppSettings,
    JiraSettings,
    LinearSettings,
    MattermostSettings,
    MockCISettings,
    PackagistSettings,
    PipelinesEmailSettings,
    PivotalTrackerSettings,
    PushoverSettings,
    RoomSettings,
    SlackSettings,
    SquashTMSettings,
    TeamCitySettings,
    TelegramSettings,
    TokenSettings,
    WorkloadIdentityFederationSettings,
    ZenTaoSettings,
)

__all__ = [
    "AppleAppStoreSettings",
    "ArtifactRegistrySettings",
    "AsanaSettings",
    "AssemblaSettings",
    "BambooSettings",
    "BuildkiteSettings",
    "CampfireSettings",
    "ChatSettings",
    "ConfluenceSettings",
    "DatadogSettings",
    "DiffblueCoverSettings",
    "DiscordSettings",
    "DroneCISettings",
    "EmailsOnPushSettings",
    "ExternalWikiSettings",
    "FullIssueTrackerSettings",
    "GitHubSettings",
    "GitlabSlackApplicationSettings",
    "GooglePlaySettings",
    "GroupIntegration",
    "GroupIntegrationManager",
    "HarborSettings",
    "InheritedSettings",
    "IntegrationSettings",
    "IrkerSettings",
    "IssueTrackerSettings",
    "JenkinsSettings",
    "JiraCloudAppSettings",
    "JiraSettings",
    "LinearSettings",
    "MattermostSettings",
    "MockCISettings",
    "PackagistSettings",
    "PipelinesEmailSettings",
    "PivotalTrackerSettings",
    "ProjectIntegration",
    "ProjectIntegrationManager",
    "ProjectService",
    "ProjectServiceManager",
    "PushoverSettings",
    "RoomSettings",
    "SlackManager",
    "SlackSettings",
    "SquashTMSettings",
    "TeamCitySettings",
    "TelegramSettings",
    "TokenSettings",
    "WorkloadIdentityFederationSettings",
    "ZenTaoSettings",
]

T = TypeVar("T", bound=RESTObject)


class _UpdateBySlugMixin(UpdateMixin[T, Mapping[str, Any]]):
    """Settings, which are others for each integration: `IntegrationSettings` has them."""

    _update_by_id = IntegrationSettings

    def available(self) -> list[str]:
        """The slugs of GitLab's integrations, those of older versions too."""
        return sorted((*self._update_by_id.__annotations__, *FORMER_SLUGS))

    def _update(self, id: str | int | None, data: Any, kwargs: dict[str, Any]) -> Any:
        call = super()._update(id, data, kwargs)
        settings = self._update_by_id.__annotations__.get(str(id))
        operation = f"{type(self).__name__}.update({str(id)!r})"
        check_names(self.gitlab, operation, data or (), getattr(settings, "__annotations__", ()))
        return call


class ProjectIntegration(SaveMixin, ObjectDeleteMixin, IntegrationFields, RESTObject):
    """A service that the project works with. `delete()` turns it off."""

    _id_attr = "slug"


class ProjectIntegrationManager(
    GetMixin[ProjectIntegration],
    _UpdateBySlugMixin[ProjectIntegration],
    DeleteMixin[ProjectIntegration],
    ListMixin[ProjectIntegration],
):
    """https://docs.gitlab.com/api/project_integrations/

    `list()` has the active ones. `update()` sets one up; what it takes differs for each: an
    annotation such as `settings: JiraSettings = {...}` has type checkers look at it.
    """

    _path = "/projects/{project_id}/integrations"
    _from_parent_attrs = {"project_id": "id"}

    async def trigger_slack_slash_commands(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Do what Slack does when someone there writes a slash command; return the answer.

        `token` is the one that Slack gave; `text` and the other fields of Slack's request are
        keyword arguments. Raises GitlabCreateError.
        """
        return await self._run(self._trigger("slack", token, kwargs))

    async def trigger_mattermost_slash_commands(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The same for Mattermost. Raises GitlabCreateError."""
        return await self._run(self._trigger("mattermost", token, kwargs))

    def _trigger(self, chat: str, token: str, kwargs: dict[str, Any]) -> Call[dict[str, Any]]:
        return self._call(
            "POST",
            f"/{chat}_slash_commands/trigger",
            decode=decode.to_dict,
            error=exc.GitlabCreateError,
            body={"token": token},
            kwargs=kwargs,
        )


class ProjectService(ProjectIntegration):
    """An integration by its former name."""


class ProjectServiceManager(ProjectIntegrationManager):
    """https://docs.gitlab.com/api/project_integrations/"""

    _obj_cls = ProjectService


class GroupIntegration(SaveMixin, ObjectDeleteMixin, IntegrationFields, RESTObject):
    """A service that the projects of the group work with. `delete()` turns it off."""

    _id_attr = "slug"


class GroupIntegrationManager(
    GetMixin[GroupIntegration],
    _UpdateBySlugMixin[GroupIntegration],
    DeleteMixin[GroupIntegration],
    ListMixin[GroupIntegration],
):
    """https://docs.gitlab.com/api/group_integrations/

    `list()` has the active ones. `update()` sets one up, with the same settings as in projects.
    """

    _path = "/groups/{group_id}/integrations"
    _from_parent_attrs = {"group_id": "id"}


class SlackManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/user/project/integrations/gitlab_slack_application/"""

    _path = "/slack"
    _obj_cls = RESTObject

    async def trigger(self, text: str, **kwargs: Any) -> dict[str, Any]:
        """Do what the GitLab for Slack app does for the slash command `text`; return the answer.

        The other fields of Slack's request are keyword arguments. Raises GitlabCreateError.
        """
        return await self._run(
            self._call(
                "POST",
                "/trigger",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body={"text": text},
                kwargs=kwargs,
            )
        )
