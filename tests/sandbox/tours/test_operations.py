"""Agents, freeze periods and integrations of a project that was just made."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError, GitlabGetError
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    return gl.projects.create({"name": "app"})


def test_an_agent_has_two_tokens_at_most(project: Any) -> None:
    agent = project.cluster_agents.create({"name": "agent-1"})
    assert agent.config_project["path_with_namespace"] == "root/app"
    assert agent.created_by_user_id == 1
    first = agent.tokens.create({"name": "one", "description": "d"})
    assert (first.agent_id, first.status) == (agent.id, "active")
    assert first.token.startswith("glagent-")
    assert not hasattr(agent.tokens.get(first.id), "token")
    agent.tokens.create({"name": "two"})
    with pytest.raises(GitlabCreateError, match="only two active tokens at a time"):
        agent.tokens.create({"name": "three"})
    first.delete()
    assert [token.name for token in agent.tokens.list()] == ["two"]
    with pytest.raises(GitlabGetError, match="404"):
        agent.tokens.get(first.id)


def test_agents_are_named_once_and_plainly(wire: Wire, project: Any) -> None:
    path = f"/projects/{project.id}/cluster_agents"
    assert wire(f"POST {path}", {"name": "agent"}).status == 201
    taken = wire(f"POST {path}", {"name": "agent"})
    assert taken.body == {"message": '400 Bad request - ["Name has already been taken"]'}
    assert wire(f"POST {path}", {"name": "An Agent"}).status == 400


def test_freeze_periods_are_written_in_cron(wire: Wire, project: Any) -> None:
    sent = {"freeze_start": "0 23 * * 5", "freeze_end": "0 7 * * 1"}
    period = project.freeze_periods.create(sent)
    assert period.cron_timezone == "UTC"
    period.cron_timezone = "Europe/Berlin"
    period.save()
    assert project.freeze_periods.get(period.id).cron_timezone == "Europe/Berlin"
    path = f"/projects/{project.id}/freeze_periods"
    wrong = wire(f"POST {path}", sent | {"freeze_end": "soon", "cron_timezone": "Mars"})
    message = {"freeze_end": [" is invalid syntax"], "cron_timezone": [" is invalid syntax"]}
    assert (wrong.status, wrong.body) == (400, {"message": message})
    period.delete()
    assert project.freeze_periods.list() == []


def test_integrations_know_what_they_need(wire: Wire, project: Any) -> None:
    path = f"/projects/{project.id}/integrations"
    lacking = wire(f"PUT {path}/jira", {"username": "u"})
    error = "url is missing, password is missing"
    assert (lacking.status, lacking.body) == (400, {"error": error})
    unknown = wire(f"PUT {path}/carrier-pigeon", {})
    assert (unknown.status, unknown.body) == (404, {"error": "404 Not Found"})


def test_an_integration_is_switched_off_when_deleted(wire: Wire, project: Any) -> None:
    path = f"/projects/{project.id}/services"  # what it was called before 15.0
    sent = {"webhook": "https://hooks.example.com/1", "push_events": "false"}
    assert wire(f"PUT {path}/slack", sent).status == 200
    assert [each.slug for each in project.integrations.list()] == ["slack"]
    assert wire(f"DELETE {path}/slack").status == 204
    assert project.integrations.list() == []
    slack = project.integrations.get("slack")
    assert (slack.active, slack.properties) == (False, {})
    assert wire(f"PUT {path}/slack", sent).body["active"] is True
