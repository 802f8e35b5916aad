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


def test_the_sandbox_calls_no_receiver_and_says_so(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    hook = project.hooks.create({"url": "https://hooks.example.com"})
    for trigger, refusal in (
        ("issues_events", "422: Ensure the project has issues"),
        ("nothing", "400: trigger does not have a valid value"),
        ("push_events", "501: 501 Not Implemented - the sandbox calls no webhooks"),
    ):
        with pytest.raises(gitlab.GitlabHookTestError, match=refusal):
            hook.test(trigger)
