"""Pipeline schedules: who owns them, and what they start."""

from __future__ import annotations

from typing import Any

from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask

SCHEDULES = "/projects/1/pipeline_schedules"


def made(ask: Ask, **attributes: Any) -> dict[str, Any]:
    told = {"description": "Nightly", "ref": "main", "cron": "0 1 * * mon-fri"} | attributes
    status, answer, _ = ask("dev", f"POST {SCHEDULES}", **told)
    assert status == 201, answer
    return dict(answer)


def test_a_schedule_is_its_makers_and_active(ask: Ask) -> None:
    found = made(ask)
    assert (found["owner"]["username"], found["active"]) == ("dev", True)
    assert found["cron_timezone"] == "UTC"
    made(ask, active=False)
    assert [it["id"] for it in ask("dev", f"GET {SCHEDULES}?scope=active").json] == [found["id"]]


def test_times_that_cron_does_not_know_are_refused(ask: Ask) -> None:
    told = {"description": "a", "ref": "main"}
    for cron in ("soon", "* * *", "1 2 3 4 x"):
        refused = ask("dev", f"POST {SCHEDULES}", **told, cron=cron)
        assert refused.json == {"message": {"cron": [" is invalid syntax"]}}, cron
    place = f"{SCHEDULES}/{made(ask, cron='@daily')['id']}"
    assert ask("dev", f"PUT {place}", cron=None).status == 400


def test_who_takes_a_schedule_over_owns_it(ask: Ask) -> None:
    place = f"{SCHEDULES}/{made(ask)['id']}"
    assert ask("dev", f"POST {place}/take_ownership").status == 403
    taken = ask("mark", f"POST {place}/take_ownership")
    assert (taken.status, taken.json["owner"]["username"]) == (201, "mark")
    assert ask("dev", f"PUT {place}", description="Mine").status == 403
    assert ask("dev", f"POST {place}/variables", key="A", value="1").status == 403
    assert ask("mark", f"PUT {place}", description="Mine").json["description"] == "Mine"
    assert ask("mark", f"DELETE {place}").status == 204


def test_a_schedule_that_is_played_starts_a_pipeline_with_its_variables(
    box: Sandbox, ask: Ask
) -> None:
    project = box.client("mark").projects.get(1)
    project.files.create(
        {
            "file_path": ".gitlab-ci.yml",
            "branch": "main",
            "content": "one: {script: make}",
            "commit_message": "CI",
        }
    )
    place = f"{SCHEDULES}/{made(ask)['id']}"
    assert ask("dev", f"POST {place}/variables", key="A", value="1").status == 201
    played = ask("dev", f"POST {place}/play")
    assert (played.status, played.json) == (201, {"message": "201 Created"})
    (pipeline,) = ask("dev", f"GET {place}/pipelines").json
    assert pipeline["source"] == "schedule"
    assert ask("dev", f"GET {place}").json["last_pipeline"]["id"] == pipeline["id"]
    (variable,) = ask("dev", f"GET /projects/1/pipelines/{pipeline['id']}/variables").json
    assert (variable["key"], variable["value"]) == ("A", "1")
    gone = ask("dev", f"DELETE {place}/variables/A")
    assert (gone.status, gone.json["key"]) == (202, "A")


def test_a_schedule_tells_when_it_is_due(box: Sandbox, ask: Ask) -> None:
    found = made(ask, cron="0 1 * * *")  # it is 2026-09-21 14:13:20 UTC
    assert found["next_run_at"] == "2026-09-22T01:00:00.000Z"
    place = f"{SCHEDULES}/{found['id']}"
    moved = ask("dev", f"PUT {place}", cron_timezone="Asia/Tokyo").json
    assert moved["next_run_at"] == "2026-09-21T16:00:00.000Z"
    wrong = ask("dev", f"PUT {place}", cron_timezone="Atlantis")
    assert wrong.json == {"message": {"cron_timezone": [" is invalid syntax"]}}
    assert found["ref"] == "refs/heads/main"
