# Generated from tests/behaviour/test_waiting.py by tools/gen_tests_sync.py; edit that file.
"""Waiting for pipelines, jobs, imports, exports and rebases, and following a job's log."""

from __future__ import annotations

import json
import pickle
from typing import Any

import pytest

from gitlab import exceptions as exc
from gitlab._core.values import CaseInsensitiveDict, Request, Response
from gitlab import Gitlab


class Scripted:
    """Each request takes `seconds` of its own clock, and the next answer; the last one stays."""

    def __init__(self, *answers: Any, seconds: float = 0.0) -> None:
        self.answers = list(answers)
        self.seconds = seconds
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Response):
            return answer._replace(url=request.url)
        return Response(
            status=200,
            reason="OK",
            headers=CaseInsensitiveDict({"Content-Type": "application/json"}),
            content=json.dumps(answer).encode(),
            url=request.url,
            received_at=len(self.requests) * self.seconds,
        )

    def close(self) -> None:
        """Nothing is held open."""


def text(content: bytes, status: int = 200) -> Response:
    headers = CaseInsensitiveDict({"Content-Type": "text/plain"})
    return Response(status, "", headers, content, "")


def states(name: str, *values: str) -> list[dict[str, Any]]:
    return [{"id": 7, "iid": 7, name: value} for value in values]


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were asked for; none is made."""
    taken: list[float] = []

    def note(pause: Any) -> None:
        taken.append(pause.seconds)

    monkeypatch.setattr("gitlab._drive._sleep", note)
    return taken


def project(server: Scripted) -> Any:
    gl = Gitlab("https://gitlab.example.com", private_token="t", transport=server)
    return gl.projects._make_lazy(1)


def test_a_pipeline_is_waited_for_with_growing_pauses(pauses: list[float]) -> None:
    server = Scripted(*states("status", "created", *["running"] * 12, "success"))
    pipeline = project(server).pipelines._make_lazy(7)
    assert pipeline.wait() == "success"
    assert pipeline.status == "success"
    assert pauses[:4] == [1.0, 1.5, 2.25, 3.375]
    assert pauses[-1] == 30.0
    assert len(server.requests) == 14


@pytest.mark.parametrize("state", ["failed", "canceled", "skipped", "manual"])
def test_a_job_may_end_in_other_states(pauses: list[float], state: str) -> None:
    server = Scripted(*states("status", "pending", state))
    assert project(server).jobs._make_lazy(7).wait(poll=5) == state
    assert pauses == [5]


def test_what_is_over_takes_no_pause(pauses: list[float]) -> None:
    server = Scripted(*states("status", "success"))
    assert project(server).pipelines._make_lazy(7).wait() == "success"
    assert pauses == []


def test_waiting_ends_with_the_state_seen_last(pauses: list[float]) -> None:
    server = Scripted(*states("status", "pending", "running"))
    with pytest.raises(exc.GitlabWaitError, match="still 'running' after 10 seconds") as late:
        project(server).pipelines._make_lazy(7).wait(timeout=10, poll=4)
    assert late.value.state == "running"
    assert pickle.loads(pickle.dumps(late.value)).state == "running"
    assert pauses == [4, 4, 2]


def test_slow_answers_count_as_waiting(pauses: list[float]) -> None:
    server = Scripted(*states("status", "running"), seconds=6.0)
    with pytest.raises(exc.GitlabWaitError):
        project(server).pipelines._make_lazy(7).wait(timeout=10, poll=1)
    assert len(server.requests) == 3


def test_without_a_timeout_there_is_no_end(pauses: list[float]) -> None:
    server = Scripted(*states("status", *["running"] * 500, "failed"))
    assert project(server).pipelines._make_lazy(7).wait(timeout=None, poll=60) == "failed"


def test_an_export_is_waited_for_from_the_start(pauses: list[float]) -> None:
    server = Scripted(*states("export_status", "none", "queued", "started", "finished"))
    export = project(server).exports
    export = export._make({"message": "202 Accepted"})
    assert export.wait() == "finished"
    assert server.requests[0].url.endswith("/projects/1/export")


def test_an_import_is_waited_for(pauses: list[float]) -> None:
    server = Scripted(*states("import_status", "scheduled", "started", "failed"))
    imported = project(server).imports._make({})
    assert imported.wait() == "failed"


def test_a_groups_export_is_waited_for_until_there_is_a_file(pauses: list[float]) -> None:
    missing = text(b'{"message":"404 Not found"}', 404)
    server = Scripted(missing, missing, text(b""))
    gl = Gitlab("https://gitlab.example.com", transport=server)
    export = gl.groups._make_lazy(3).exports._make({"message": "202 Accepted"})
    export.wait()
    assert {request.method for request in server.requests} == {"HEAD"}
    assert len(pauses) == 2
    server.answers = [missing]
    with pytest.raises(exc.GitlabWaitError, match="not there"):
        export.wait(timeout=2)
    server.answers = [text(b"{}", 403)]
    with pytest.raises(exc.GitlabGetError):
        export.wait()


def test_an_imported_group_is_waited_for_until_it_is_there(pauses: list[float]) -> None:
    missing = text(b'{"message":"404 Group Not Found"}', 404)
    server = Scripted(missing, missing, {"id": 9, "full_path": "parent/new"})
    gl = Gitlab("https://gitlab.example.com", transport=server)
    group = gl.groups.wait_for_import("parent/new")
    assert group.id == 9
    assert server.requests[0].url.endswith("/groups/parent%2Fnew")
    assert len(pauses) == 2
    server.answers = [missing]
    with pytest.raises(exc.GitlabWaitError, match="not there"):
        gl.groups.wait_for_import("parent/never", timeout=2)


def test_a_rebase_is_waited_for(pauses: list[float]) -> None:
    under_way = {"iid": 7, "rebase_in_progress": True, "merge_error": None}
    server = Scripted(under_way, {**under_way, "rebase_in_progress": False})
    request = project(server).mergerequests._make_lazy(7)
    request.wait_for_rebase()
    assert request.rebase_in_progress is False
    assert "include_rebase_in_progress=True" in server.requests[0].url


def test_a_rebase_that_failed_is_an_error(pauses: list[float]) -> None:
    server = Scripted({"iid": 7, "rebase_in_progress": False, "merge_error": "conflicts"})
    with pytest.raises(exc.GitlabMRRebaseError, match="conflicts"):
        project(server).mergerequests._make_lazy(7).wait_for_rebase()


def test_the_merge_status_is_waited_for(pauses: list[float]) -> None:
    server = Scripted(*states("detailed_merge_status", "unchecked", "checking", "ci_must_pass"))
    request = project(server).mergerequests._make_lazy(7)
    assert request.wait_for_merge_status() == "ci_must_pass"


def test_an_error_while_waiting_is_raised(pauses: list[float]) -> None:
    server = Scripted(*states("status", "running"), text(b"{}", 404))
    with pytest.raises(exc.GitlabGetError):
        project(server).pipelines._make_lazy(7).wait()


def test_a_log_is_followed_by_ranges(pauses: list[float]) -> None:
    running, over = states("status", "running", "success")
    server = Scripted(
        *(running, text(b"one\n")),
        *(running, text(b"", 416)),
        *(over, text(b"two\n", 206)),
    )
    job = project(server).jobs._make_lazy(7)
    assert [part.decode() for part in job.follow_trace()] == ["one\n", "two\n"]
    assert [request.headers.get("Range") for request in server.requests[1::2]] == [
        None,
        "bytes=4-",
        "bytes=4-",
    ]
    assert job.status == "success"
    assert pauses == [3.0, 3.0]


def test_a_log_is_followed_where_ranges_are_unknown(pauses: list[float]) -> None:
    running, over = states("status", "running", "failed")
    server = Scripted(running, text(b"one\n"), over, text(b"one\ntwo\n"))
    job = project(server).jobs._make_lazy(7)
    assert [part.decode() for part in job.follow_trace(poll=1)] == ["one\n", "two\n"]


def test_following_may_be_left_at_any_part(pauses: list[float]) -> None:
    server = Scripted(*states("status", "running"), text(b"one\n"))
    for part in project(server).jobs._make_lazy(7).follow_trace():
        assert part == b"one\n"
        break
    assert len(server.requests) == 2


def test_an_error_while_following_is_raised(pauses: list[float]) -> None:
    server = Scripted(*states("status", "running"), text(b"{}", 403))
    with pytest.raises(exc.GitlabGetError):
        for _ in project(server).jobs._make_lazy(7).follow_trace():
            pass
