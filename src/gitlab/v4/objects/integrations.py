"""Integrations: the services of others that a project works with."""

from __future__ import annotations

from typing import Any

from gitlab.base import RESTObject
from gitlab.mixins import (
    DeleteMixin,
    GetMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)

__all__ = [
    "ProjectIntegration",
    "ProjectIntegrationManager",
    "ProjectService",
    "ProjectServiceManager",
]

SLUGS = (
    "apple-app-store",
    "asana",
    "assembla",
    "bamboo",
    "bugzilla",
    "buildkite",
    "campfire",
    "circuit",
    "clickup",
    "confluence",
    "custom-issue-tracker",
    "datadog",
    "diffblue-cover",
    "discord",
    "drone-ci",
    "emails-on-push",
    "ewm",
    "external-wiki",
    "flowdock",
    "git-guardian",
    "github",
    "gitlab-slack-application",
    "google-cloud-platform-artifact-registry",
    "google-cloud-platform-workload-identity-federation",
    "google-play",
    "hangouts-chat",
    "harbor",
    "hipchat",
    "irker",
    "jenkins",
    "jira",
    "jira-cloud-app",
    "linear",
    "matrix",
    "mattermost",
    "mattermost-slash-commands",
    "microsoft-teams",
    "mock-ci",
    "mock-monitoring",
    "packagist",
    "phorge",
    "pipelines-email",
    "pivotaltracker",
    "prometheus",
    "pumble",
    "pushover",
    "redmine",
    "slack",
    "slack-slash-commands",
    "squash-tm",
    "teamcity",
    "telegram",
    "unify-circuit",
    "webex-teams",
    "youtrack",
    "zentao",
)


class ProjectIntegration(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A service that the project works with. `delete()` turns it off.

    `properties` are its own settings; lists leave them out, and GitLab never answers secrets.
    """

    _id_attr = "slug"

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


class ProjectIntegrationManager(
    GetMixin[ProjectIntegration],
    UpdateMixin[ProjectIntegration],
    DeleteMixin[ProjectIntegration],
    ListMixin[ProjectIntegration],
):
    """https://docs.gitlab.com/api/project_integrations/

    `list()` has the active ones. `update()` sets one up; what it takes differs for each.
    """

    _path = "/projects/{project_id}/integrations"
    _from_parent_attrs = {"project_id": "id"}

    def available(self) -> list[str]:
        """The slugs of GitLab's integrations, those of older versions too."""
        return list(SLUGS)


class ProjectService(ProjectIntegration):
    """An integration by its former name."""


class ProjectServiceManager(ProjectIntegrationManager):
    """https://docs.gitlab.com/api/project_integrations/"""

    _obj_cls = ProjectService
