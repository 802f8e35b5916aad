# long file: what GitLab takes for each of its integrations.
"""Integrations: the services of others that projects and groups work with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, Required, TypedDict, TypeVar

from gitlab import exceptions as exc
from gitlab._checked import check_names
from gitlab._core import decode
from gitlab._core.values import Call
from gitlab.base import RESTManager, RESTObject
from gitlab.mixins import (
    DeleteMixin,
    GetMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
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

NotifiedBranches = Literal["all", "default", "protected", "default_and_protected"]


class InheritedSettings(TypedDict, total=False):
    """Whether the settings of the group or instance above are taken instead."""

    use_inherited_settings: bool


class PipelineNotifications(InheritedSettings, total=False):
    """Which pipelines to tell of."""

    notify_only_broken_pipelines: bool
    notify_only_when_pipeline_status_changes: bool
    branches_to_be_notified: NotifiedBranches
    pipeline_events: bool


class EventNotifications(PipelineNotifications, total=False):
    """What else to tell of."""

    push_events: bool
    issues_events: bool
    confidential_issues_events: bool
    work_item_events: bool
    confidential_work_item_events: bool
    merge_requests_events: bool
    note_events: bool
    confidential_note_events: bool
    tag_push_events: bool
    wiki_page_events: bool


class ChatSettings(EventNotifications, total=False):
    """A chat that takes messages at an address of its own."""

    webhook: Required[str]


class ChannelNotifications(EventNotifications, total=False):
    """Where to tell of what, if not in the usual channel."""

    push_channel: str
    issue_channel: str
    incident_channel: str
    alert_channel: str
    confidential_issue_channel: str
    merge_request_channel: str
    note_channel: str
    confidential_note_channel: str
    tag_push_channel: str
    deployment_channel: str
    pipeline_channel: str
    wiki_page_channel: str
    vulnerability_channel: str
    deployment_events: bool


class IssueTrackerSettings(InheritedSettings, total=False):
    """An issue tracker; `:id` in `issues_url` is an issue's number."""

    project_url: Required[str]
    issues_url: Required[str]
    push_events: bool


class FullIssueTrackerSettings(IssueTrackerSettings, total=False):
    """An issue tracker with a page for new issues."""

    new_issue_url: Required[str]


class TokenSettings(InheritedSettings, total=False):
    """What needs a token only."""

    token: Required[str]


class SlackNotifications(ChannelNotifications, total=False):
    """What Slack and Mattermost have in common."""

    channel: str
    labels_to_be_notified: str
    labels_to_be_notified_behavior: Literal["match_any", "match_all"]
    incident_events: bool
    vulnerability_events: bool


class RoomSettings(EventNotifications, total=False):
    """A room that a bot writes to."""

    hostname: str
    token: Required[str]
    room: Required[str]
    incident_events: bool
    vulnerability_events: bool


class AppleAppStoreSettings(InheritedSettings, total=False):
    app_store_issuer_id: Required[str]
    app_store_key_id: Required[str]
    app_store_private_key_file_name: Required[str]
    app_store_private_key: Required[str]
    app_store_protected_refs: bool


class AsanaSettings(InheritedSettings, total=False):
    api_key: Required[str]
    restrict_to_branch: str
    push_events: bool


class AssemblaSettings(TokenSettings, total=False):
    subdomain: str
    push_events: bool


class BambooSettings(InheritedSettings, total=False):
    enable_ssl_verification: bool
    bamboo_url: Required[str]
    build_key: Required[str]
    username: Required[str]
    password: Required[str]
    push_events: bool


class BuildkiteSettings(TokenSettings, total=False):
    project_url: Required[str]
    enable_ssl_verification: bool
    push_events: bool
    merge_requests_events: bool
    tag_push_events: bool


class CampfireSettings(TokenSettings, total=False):
    subdomain: str
    room: str
    push_events: bool


class ConfluenceSettings(InheritedSettings, total=False):
    confluence_url: Required[str]


class DatadogSettings(InheritedSettings, total=False):
    datadog_site: str
    api_url: str
    api_key: Required[str]
    datadog_ci_visibility: bool
    archive_trace_events: bool
    datadog_service: str
    datadog_env: str
    datadog_tags: str
    pipeline_events: bool
    build_events: bool
    push_events: bool
    merge_requests_events: bool
    note_events: bool
    tag_push_events: bool
    subgroup_events: bool
    project_events: bool


class DiffblueCoverSettings(InheritedSettings, total=False):
    diffblue_license_key: Required[str]
    diffblue_access_token_name: Required[str]
    diffblue_access_token_secret: Required[str]


class DiscordSettings(ChannelNotifications, total=False):
    webhook: Required[str]


class DroneCISettings(TokenSettings, total=False):
    enable_ssl_verification: bool
    drone_url: Required[str]
    push_events: bool
    merge_requests_events: bool
    tag_push_events: bool


class EmailsOnPushSettings(InheritedSettings, total=False):
    send_from_committer_email: bool
    disable_diffs: bool
    branches_to_be_notified: NotifiedBranches
    recipients: Required[str]
    push_events: bool
    tag_push_events: bool


class ExternalWikiSettings(InheritedSettings, total=False):
    external_wiki_url: Required[str]


class GitHubSettings(TokenSettings, total=False):
    repository_url: Required[str]
    static_context: bool
    pipeline_events: bool


class GitlabSlackApplicationSettings(SlackNotifications, total=False):
    alert_events: bool


class ArtifactRegistrySettings(InheritedSettings, total=False):
    artifact_registry_project_id: Required[str]
    artifact_registry_repositories: Required[str]
    artifact_registry_location: Required[str]


class WorkloadIdentityFederationSettings(InheritedSettings, total=False):
    workload_identity_federation_project_id: Required[str]
    workload_identity_federation_project_number: Required[str]
    workload_identity_pool_id: Required[str]
    workload_identity_pool_provider_id: Required[str]


class GooglePlaySettings(InheritedSettings, total=False):
    package_name: Required[str]
    service_account_key_file_name: Required[str]
    service_account_key: Required[str]
    google_play_protected_refs: bool


class HarborSettings(InheritedSettings, total=False):
    url: Required[str]
    project_name: Required[str]
    username: Required[str]
    password: Required[str]


class IrkerSettings(InheritedSettings, total=False):
    server_host: str
    server_port: int
    default_irc_uri: str
    recipients: Required[str]
    colorize_messages: bool
    push_events: bool


class JenkinsSettings(InheritedSettings, total=False):
    enable_ssl_verification: bool
    jenkins_url: Required[str]
    project_name: Required[str]
    username: str
    password: str
    push_events: bool
    merge_requests_events: bool
    tag_push_events: bool


class JiraSettings(InheritedSettings, total=False):
    url: Required[str]
    api_url: str
    jira_auth_type: Literal[0, 1]
    username: str
    password: Required[str]
    jira_issue_regex: str
    jira_issue_prefix: str
    jira_issue_transition_id: str
    issues_enabled: str
    project_keys: list[str]
    vulnerabilities_enabled: bool
    vulnerabilities_issuetype: str
    project_key: str
    customize_jira_issue_enabled: bool
    jira_check_enabled: bool
    jira_exists_check_enabled: bool
    jira_assignee_check_enabled: bool
    jira_status_check_enabled: bool
    jira_allowed_statuses_as_string: str
    comment_on_event_enabled: bool
    commit_events: bool
    merge_requests_events: bool


class JiraCloudAppSettings(InheritedSettings, total=False):
    jira_cloud_app_service_ids: str
    jira_cloud_app_enable_deployment_gating: bool
    jira_cloud_app_deployment_gating_environments: str


class LinearSettings(InheritedSettings, total=False):
    workspace_url: Required[str]
    push_events: bool


class MattermostSettings(SlackNotifications, total=False):
    webhook: Required[str]
    username: str


class MockCISettings(InheritedSettings, total=False):
    enable_ssl_verification: bool
    mock_service_url: Required[str]
    push_events: bool


class PackagistSettings(TokenSettings, total=False):
    username: Required[str]
    server: str
    push_events: bool
    merge_requests_events: bool
    tag_push_events: bool


class PipelinesEmailSettings(PipelineNotifications, total=False):
    recipients: Required[str]
    notify_only_default_branch: bool


class PivotalTrackerSettings(TokenSettings, total=False):
    restrict_to_branch: str
    push_events: bool


class PushoverSettings(InheritedSettings, total=False):
    api_key: Required[str]
    user_key: Required[str]
    device: str
    priority: Required[Literal["-2", "-1", "0", "1", "2"]]
    sound: str
    push_events: bool


class SlackSettings(SlackNotifications, total=False):
    webhook: Required[str]
    username: str
    alert_events: bool


class SquashTMSettings(InheritedSettings, total=False):
    url: Required[str]
    token: str
    issues_events: bool
    confidential_issues_events: bool


class TeamCitySettings(InheritedSettings, total=False):
    enable_ssl_verification: bool
    teamcity_url: Required[str]
    build_type: Required[str]
    username: Required[str]
    password: Required[str]
    push_events: bool
    merge_requests_events: bool


class TelegramSettings(RoomSettings, total=False):
    thread: str


class ZenTaoSettings(InheritedSettings, total=False):
    url: Required[str]
    api_url: str
    api_token: Required[str]
    zentao_product_xid: Required[str]


# The one list of GitLab's integrations: what `update()` takes for each slug.
IntegrationSettings = TypedDict(
    "IntegrationSettings",
    {
        "apple-app-store": AppleAppStoreSettings,
        "asana": AsanaSettings,
        "assembla": AssemblaSettings,
        "bamboo": BambooSettings,
        "bugzilla": FullIssueTrackerSettings,
        "buildkite": BuildkiteSettings,
        "campfire": CampfireSettings,
        "clickup": IssueTrackerSettings,
        "confluence": ConfluenceSettings,
        "custom-issue-tracker": FullIssueTrackerSettings,
        "datadog": DatadogSettings,
        "diffblue-cover": DiffblueCoverSettings,
        "discord": DiscordSettings,
        "drone-ci": DroneCISettings,
        "emails-on-push": EmailsOnPushSettings,
        "ewm": FullIssueTrackerSettings,
        "external-wiki": ExternalWikiSettings,
        "git-guardian": TokenSettings,
        "github": GitHubSettings,
        "gitlab-slack-application": GitlabSlackApplicationSettings,
        "google-cloud-platform-artifact-registry": ArtifactRegistrySettings,
        "google-cloud-platform-workload-identity-federation": WorkloadIdentityFederationSettings,
        "google-play": GooglePlaySettings,
        "hangouts-chat": ChatSettings,
        "harbor": HarborSettings,
        "irker": IrkerSettings,
        "jenkins": JenkinsSettings,
        "jira": JiraSettings,
        "jira-cloud-app": JiraCloudAppSettings,
        "linear": LinearSettings,
        "matrix": RoomSettings,
        "mattermost": MattermostSettings,
        "mattermost-slash-commands": TokenSettings,
        "microsoft-teams": ChatSettings,
        "mock-ci": MockCISettings,
        "mock-monitoring": InheritedSettings,
        "packagist": PackagistSettings,
        "phorge": IssueTrackerSettings,
        "pipelines-email": PipelinesEmailSettings,
        "pivotaltracker": PivotalTrackerSettings,
        "pumble": ChatSettings,
        "pushover": PushoverSettings,
        "redmine": FullIssueTrackerSettings,
        "slack": SlackSettings,
        "slack-slash-commands": TokenSettings,
        "squash-tm": SquashTMSettings,
        "teamcity": TeamCitySettings,
        "telegram": TelegramSettings,
        "unify-circuit": ChatSettings,
        "webex-teams": ChatSettings,
        "youtrack": IssueTrackerSettings,
        "zentao": ZenTaoSettings,
    },
    total=False,
)


# Integrations of older versions: GitLab has dropped them or calls them otherwise now.
FORMER_SLUGS = ("circuit", "flowdock", "hipchat", "prometheus")


class IntegrationFields:
    """The attributes of every integration that GitLab answers.

    `properties` are its own settings; lists leave them out, and GitLab never answers secrets.
    """

    id: int
    title: str
    slug: str
    created_at: str
    updated_at: str | None
    active: bool
    commit_events: bool
    push_events: bool
    issues_events: bool
    incident_events: bool
    alert_events: bool
    confidential_issues_events: bool
    merge_requests_events: bool
    tag_push_events: bool
    deployment_events: bool
    note_events: bool
    confidential_note_events: bool
    pipeline_events: bool
    wiki_page_events: bool
    job_events: bool
    comment_on_event_enabled: bool
    inherited: bool
    vulnerability_events: bool
    properties: dict[str, Any]


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

    def trigger_slack_slash_commands(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Do what Slack does when someone there writes a slash command; return the answer.

        `token` is the one that Slack gave; `text` and the other fields of Slack's request are
        keyword arguments. Raises GitlabCreateError.
        """
        return self._run(self._trigger("slack", token, kwargs))

    def trigger_mattermost_slash_commands(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """The same for Mattermost. Raises GitlabCreateError."""
        return self._run(self._trigger("mattermost", token, kwargs))

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

    def trigger(self, text: str, **kwargs: Any) -> dict[str, Any]:
        """Do what the GitLab for Slack app does for the slash command `text`; return the answer.

        The other fields of Slack's request are keyword arguments. Raises GitlabCreateError.
        """
        return self._run(
            self._call(
                "POST",
                "/trigger",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body={"text": text},
                kwargs=kwargs,
            )
        )
