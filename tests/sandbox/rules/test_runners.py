"""Runners."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.rules.conftest import Ask

INSTANCE = {"runner_type": "instance_type", "description": "everywhere"}
PROJECT = {"runner_type": "project_type", "project_id": 1, "tag_list": "docker,linux"}


def _made(ask: Ask, user: str, sent: dict[str, Any]) -> int:
    made = ask(user, "POST /user/runners", **sent)
    assert made.status == 201, made.json
    assert made.json["token"].startswith("glrt-")
    return int(made.json["id"])


def test_a_runner_is_made_by_those_who_manage_where_it_works(ask: Ask) -> None:
    assert ask("mark", "POST /user/runners", **INSTANCE).status == 403
    assert ask("dev", "POST /user/runners", **PROJECT).status == 403
    assert ask("mark", "POST /user/runners", runner_type="group_type", group_id=10).status == 403
    assert ask("mark", "POST /user/runners", runner_type="project_type").json == {
        "error": "project_id is missing"
    }
    id = _made(ask, "mark", PROJECT)
    shown = ask("mark", f"GET /runners/{id}").json
    assert (shown["tag_list"], shown["run_untagged"]) == (["docker", "linux"], True)
    assert [it["id"] for it in shown["projects"]] == [1]
    assert shown["status"] == "never_contacted"
    assert ask("dev", f"GET /runners/{id}").json == {"message": "403 Forbidden - No access granted"}
    assert ask("root", "GET /runners/99").json == {"message": "404 Runner Not Found"}


def test_a_runner_without_tags_takes_untagged_jobs(ask: Ask) -> None:
    text = "can not be empty when runner is not allowed to pick untagged jobs"
    reply = ask("root", "POST /user/runners", **INSTANCE, run_untagged=False)
    assert (reply.status, reply.json) == (400, {"message": {"tags_list": [text]}})


def test_runners_are_listed_where_they_work(ask: Ask) -> None:
    everywhere, here = _made(ask, "root", INSTANCE), _made(ask, "mark", PROJECT)
    ours = _made(ask, "olive", {"runner_type": "group_type", "group_id": 10})
    ids = [it["id"] for it in ask("mark", "GET /projects/1/runners").json]
    assert ids == [ours, here, everywhere]
    assert [it["id"] for it in ask("olive", "GET /groups/11/runners").json] == [ours, everywhere]
    assert [it["id"] for it in ask("mark", "GET /runners").json] == [here]
    assert len(ask("root", "GET /runners/all").json) == 3
    only = ask("root", "GET /runners/all?type=instance_type").json
    assert [it["id"] for it in only] == [everywhere]
    assert ask("root", "GET /runners/all?tag_list=linux").json[0]["id"] == here
    assert ask("mark", "GET /runners/all").status == 403


def test_a_runner_is_paused_and_deleted(ask: Ask) -> None:
    id = _made(ask, "mark", PROJECT)
    paused = ask("mark", f"PUT /runners/{id}", paused=True).json
    assert (paused["paused"], paused["active"]) == (True, False)
    assert [it["id"] for it in ask("root", "GET /runners/all?status=paused").json] == [id]
    assert ask("mark", f"DELETE /runners/{id}").status == 204
    assert ask("mark", f"DELETE /runners/{id}").status == 404


def test_a_runner_works_for_further_projects(ask: Ask) -> None:
    id = _made(ask, "mark", PROJECT)
    enabled = ask("mark", "POST /projects/2/runners", runner_id=id)
    assert enabled.status == 201
    assert ask("mark", "POST /projects/2/runners", runner_id=id).status == 400
    assert ask("mark", f"DELETE /projects/2/runners/{id}").status == 204
    reply = ask("mark", f"DELETE /projects/1/runners/{id}")
    assert reply.status == 403
    assert "Only one project" in reply.json["message"]
    everywhere = _made(ask, "root", INSTANCE)
    assert ask("root", "POST /projects/2/runners", runner_id=everywhere).status == 403


def test_a_runner_is_known_by_its_token(ask: Ask) -> None:
    secret = ask("mark", "POST /user/runners", **PROJECT).json["token"]
    assert ask("", f"POST /runners/verify?token={secret}").status == 200
    assert ask("", "POST /runners/verify?token=no").json == {"message": "403 Forbidden"}
    assert ask("", f"DELETE /runners?token={secret}").status == 204
    assert ask("", f"POST /runners/verify?token={secret}").status == 403


@pytest.mark.parametrize(("allowed", "status"), [(False, 410), (True, 403)])
def test_registration_tokens_may_be_switched_off(ask: Ask, allowed: bool, status: int) -> None:
    ask("root", "PUT /application/settings", allow_runner_registration_token=allowed)
    assert ask("", "POST /runners?token=no").status == status
