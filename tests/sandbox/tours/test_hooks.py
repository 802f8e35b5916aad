"""Webhooks: what is sent along, and a try."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab


def test_headers_and_variables_of_a_hook_are_set_and_forgotten(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    hook = project.hooks.create({"url": "https://hooks.example.com/{room}"})
    hook.set_url_variable("room", "secret-room")
    hook.set_custom_header("X-Team", "blue")
    hook.set_custom_header("X-Team", "red")
    shown = project.hooks.get(hook.id)
    assert shown.url_variables == [{"key": "room"}]
    assert shown.custom_headers == [{"key": "X-Team"}]
    assert "secret-room" not in str(shown)
    hook.delete_custom_header("X-Team")
    assert project.hooks.get(hook.id).custom_headers == []
    with pytest.raises(gitlab.GitlabDeleteError, match="404"):
        hook.delete_custom_header("X-Team")


def test_a_hook_is_tried_when_there_is_something_to_tell(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    hook = project.hooks.create({"url": "https://hooks.example.com"})
    hook.test("push_events")
    with pytest.raises(gitlab.GitlabHookTestError, match="Ensure the project has issues") as told:
        hook.test("issues_events")
    assert told.value.response_code == 422
    project.issues.create({"title": "first"})
    hook.test("issues_events")
    with pytest.raises(gitlab.GitlabHookTestError, match="trigger does not have a valid value"):
        hook.test("nothing")
