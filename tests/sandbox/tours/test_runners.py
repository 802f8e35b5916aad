"""Runners: made by users, registered with tokens, and what they tell of themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.sandbox import Sandbox


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def gl(box: Sandbox) -> Gitlab:
    return box.client()


def made(gl: Gitlab, **attributes: Any) -> Any:
    told = {"runner_type": "instance_type", "description": "shell"} | attributes
    answer: Any = gl.http_post("/user/runners", post_data=told)
    return answer


def test_a_runner_is_registered_where_its_token_belongs(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    group = gl.groups.create({"name": "acme", "path": "acme"})
    runner = gl.runners.create({"token": project.runners_token, "description": "shell"})
    found = gl.runners.get(runner.id)
    assert (found.runner_type, found.description) == ("project_type", "shell")
    assert [it.get("id") for it in found.projects] == [project.id]
    of_group = gl.runners.create({"token": group.runners_token})
    assert gl.runners.get(of_group.id).groups[0]["id"] == group.id
    with pytest.raises(gitlab.GitlabCreateError, match="403 Forbidden - invalid token supplied"):
        gl.runners.create({"token": "none"})


def test_a_registration_token_that_is_reset_counts_no_longer(gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    group = gl.groups.create({"name": "acme", "path": "acme"})
    old = project.runners_token
    for place in (project.runners, group.runners, gl.runners):
        token = place.reset_registration_token()["token"]
        runner = gl.runners.create({"token": token})
        assert gl.runners.get(runner.id).status == "never_contacted"
    with pytest.raises(gitlab.GitlabCreateError, match="invalid token supplied"):
        gl.runners.create({"token": old})
    assert gl.projects.get(project.id).runners_token != old


def test_a_registered_runner_is_online_for_two_hours(box: Sandbox, gl: Gitlab) -> None:
    project = gl.projects.create({"name": "app"})
    runner: Any = gl.http_post("/runners", post_data={"token": project.runners_token})
    gl.runners.verify(runner["token"])
    assert gl.runners.get(runner["id"]).status == "online"
    assert [it.id for it in gl.runners.list(status="online")] == [runner["id"]]
    box.clock.advance(3 * 3600)
    assert gl.runners.get(runner["id"]).status == "offline"
    box.clock.advance(7 * 86_400)
    assert (gl.runners.get(runner["id"]).status, gl.runners.list(status="online")) == ("stale", [])


def test_machines_share_the_token_of_a_runner(gl: Gitlab) -> None:
    runner = made(gl)
    for system in ("s_one", "s_two", "s_one"):
        told = {"token": runner["token"], "system_id": system}
        gl.http_post("/runners/verify", post_data=told)
    found = gl.runners.get(runner["id"])
    assert [it.system_id for it in found.managers.list(get_all=True)] == ["s_two", "s_one"]
    gl.runners.delete_manager(runner["token"], "s_two")
    assert [it.status for it in found.managers.list(get_all=True)] == ["online"]
    with pytest.raises(gitlab.GitlabDeleteError, match="404"):
        gl.runners.delete_manager(runner["token"], "s_two")


def test_authentication_tokens_are_reset(gl: Gitlab) -> None:
    runner = made(gl)
    token = gl.runners.reset_authentication_token(runner["token"])["token"]
    with pytest.raises(gitlab.GitlabVerifyError, match="403"):
        gl.runners.verify(runner["token"])
    gl.runners.verify(token)
    again = gl.runners.get(runner["id"]).reset_token()["token"]
    gl.runners.delete_by_token(again)
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        gl.runners.get(runner["id"])


def test_a_runner_tells_its_projects_and_jobs(box: Sandbox, gl: Gitlab) -> None:
    app, lib = (gl.projects.create({"name": name}) for name in ("app", "lib"))
    runner = made(gl, runner_type="project_type", project_id=app.id)
    lib.runners.create({"runner_id": runner["id"]})
    found = gl.runners.get(runner["id"])
    assert {it.id for it in found.all_projects.list(get_all=True)} == {app.id, lib.id}
    assert found.jobs.list(get_all=True) == []
    box.job_token("root/app")
    (job,) = app.jobs.list(get_all=True)
    box.run_job(job.id, runner=runner["id"])
    assert [it.project["id"] for it in found.jobs.list(status="running")] == [app.id]
    taken_by = app.jobs.get(job.id).runner
    assert taken_by is not None
    assert taken_by.get("id") == runner["id"]
    lib.runners.delete(runner["id"])
    assert lib.runners.list(get_all=True) == []
