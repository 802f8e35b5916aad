"""Integrations of projects and groups: one manager, and settings of its own for each slug."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab._registry import resources
from gitlab.base import RESTManager, RESTObject
from gitlab.exceptions import GitlabCreateError, GitlabUpdateError
from gitlab.v4.objects.groups import Group
from gitlab.v4.objects.integrations import (
    GroupIntegrationManager,
    JiraSettings,
    ProjectIntegration,
    ProjectIntegrationManager,
)
from gitlab.v4.objects.projects import Project
from tests.objects.test_skeleton_actions import Canned

SETTINGS: JiraSettings = {"url": "https://jira.example.com", "password": "secret"}
JIRA = {"slug": "jira", "active": True}


def of_project(client: Canned) -> ProjectIntegrationManager:
    return Project(client.projects, {"id": 1}).integrations


def of_group(client: Canned) -> GroupIntegrationManager:
    return Group(client.groups, {"id": 4}).integrations


@pytest.mark.parametrize(
    ("managed", "path"),
    [(of_project, "/projects/1/integrations/jira"), (of_group, "/groups/4/integrations/jira")],
)
def test_an_integration_is_set_up_by_its_slug(managed: Any, path: str) -> None:
    client = Canned(JIRA)
    assert managed(client).update("jira", SETTINGS) == JIRA
    assert client.sent == ("PUT", path)
    assert client.calls[0].body == SETTINGS
    assert client.calls[0].error is GitlabUpdateError


def test_a_slip_in_the_settings_of_an_integration_is_warned_about() -> None:
    client = Canned(JIRA)
    with pytest.warns(UserWarning, match=r"update\('jira'\) takes no 'pasword'.*'password'"):
        of_project(client).update("jira", {"url": "https://jira.example.com", "pasword": "secret"})


def test_what_one_integration_takes_is_not_what_another_takes() -> None:
    client = Canned({"slug": "asana"})
    client.strict = True
    with pytest.raises(AttributeError, match="takes no 'jira_auth_type'"):
        of_project(client).update("asana", {"api_key": "secret", "jira_auth_type": 1})
    assert client.calls == []


def test_an_integration_that_nobody_described_takes_anything() -> None:
    client = Canned({"slug": "hipchat"})
    client.strict = True
    of_group(client).update("hipchat", {"tokken": "secret"})
    assert client.sent == ("PUT", "/groups/4/integrations/hipchat")


def test_a_changed_integration_is_saved_below_its_slug() -> None:
    client = Canned({**JIRA, "push_events": False})
    integration = ProjectIntegration(of_project(client), dict(JIRA))
    integration.push_events = False
    integration.save()
    assert client.sent == ("PUT", "/projects/1/integrations/jira")
    assert client.calls[0].body == {"push_events": False}


@pytest.mark.parametrize("chat", ["slack", "mattermost"])
def test_a_slash_command_is_handed_to_its_integration(chat: str) -> None:
    client = Canned({"text": "done"})
    act = getattr(of_project(client), f"trigger_{chat}_slash_commands")
    assert act("secret", text="help") == {"text": "done"}
    assert client.sent == ("POST", f"/projects/1/integrations/{chat}_slash_commands/trigger")
    assert client.calls[0].body == {"token": "secret"}
    assert client.calls[0].query == {"text": "help"}
    assert client.calls[0].error is GitlabCreateError


def test_a_command_to_the_slack_app_says_its_project() -> None:
    client = Canned({"text": "done"})
    assert client.slack.trigger("acme/app help") == {"text": "done"}
    assert client.sent == ("POST", "/slack/trigger")
    assert client.calls[0].body == {"text": "acme/app help"}


@pytest.mark.parametrize("managed", [of_project, of_group])
def test_every_available_integration_is_known_to_the_registry(managed: Any) -> None:
    manager: RESTManager[RESTObject] = managed(Canned(None))
    known = resources()[type(manager).__name__].ids
    assert {"asana", "zentao"} < set(known) < set(managed(Canned(None)).available())
