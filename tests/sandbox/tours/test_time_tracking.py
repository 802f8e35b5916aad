"""Estimates and time spent, on issues and merge requests alike."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from tests.sandbox.tours.conftest import Wire


@pytest.fixture(params=["issue", "merge request"])
def thing(gl: Gitlab, request: pytest.FixtureRequest) -> Any:
    project = gl.projects.create({"name": "app", "initialize_with_readme": True})
    if request.param == "issue":
        return project.issues.create({"title": "Work"})
    project.branches.create({"branch": "work", "ref": "main"})
    return project.mergerequests.create(
        {"source_branch": "work", "target_branch": "main", "title": "Work"}
    )


def test_time_is_estimated_spent_and_reset(thing: Any) -> None:
    assert thing.time_stats()["human_time_estimate"] is None
    assert thing.time_estimate("3h30m")["human_time_estimate"] == "3h 30m"
    assert thing.add_spent_time("1h")["total_time_spent"] == 3600
    assert thing.add_spent_time("-30m")["human_total_time_spent"] == "30m"
    again = thing.manager.get(thing.iid)
    assert again.time_stats() == {
        "time_estimate": 12600,
        "total_time_spent": 1800,
        "human_time_estimate": "3h 30m",
        "human_total_time_spent": "30m",
    }
    thing.reset_time_estimate()
    assert thing.reset_spent_time()["total_time_spent"] == 0
    assert thing.manager.get(thing.iid).time_stats()["time_estimate"] == 0


def test_a_duration_is_asked_for_and_read(thing: Any, wire: Wire) -> None:
    path = f"{thing.manager.path}/{thing.iid}"
    missing = wire(f"POST {path}/time_estimate", {})
    assert (missing.status, missing.body) == (
        400,
        {"error": "duration is missing, duration is empty"},
    )
    assert wire(f"POST {path}/add_spent_time", {"duration": "soon"}).status == 400
    assert wire(f"POST {path}/add_spent_time", {"duration": "1h"}, by="").status == 401
