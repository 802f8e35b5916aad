"""`job-token access` and `job-token graph`, on snapshots and on a sandbox."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitlab.job_token import Fleet
from gitlab.job_token.state import Entry
from tests.job_token._fleets import fleet, project

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WEB = Entry("group", 7, "acme/web")
APP = project("acme/web/app", id=1)
LIB = project("acme/lib", WEB, id=2)
PROD = project("acme/prod", Entry("project", 2, "acme/lib"), id=3)


def saved(path: Path, of: Fleet) -> str:
    path.write_text(json.dumps(of.to_dict()))
    return str(path)


@pytest.fixture
def snapshot(tmp_path: Path) -> str:
    return saved(tmp_path / "fleet.json", fleet(APP, LIB, PROD))


def access(run: Run, snapshot: str, *words: str) -> tuple[int, str, str]:
    return run("job-token", "access", "--snapshot", snapshot, *words)


def test_reach_is_told_in_lines_or_as_json(run: Run, snapshot: str) -> None:
    status, out, _ = access(run, snapshot, "--from", "acme/web/app", "--output", "table")
    assert (status, out) == (0, "acme/web/app -> acme/lib  (group acme/web)\n")
    status, out, _ = access(run, snapshot, "--to", "acme/prod", "--through-others")
    assert [edge["source"] for edge in json.loads(out)] == ["acme/lib", "acme/web/app"]


def test_a_way_that_does_not_exist_shows_in_the_status(run: Run, snapshot: str) -> None:
    status, out, _ = access(run, snapshot, "--from", "acme/web/app", "--to", "acme/prod")
    assert (status, len(json.loads(out))) == (0, 2)
    status, out, _ = access(run, snapshot, "--from", "acme/prod", "--to", "acme/web/app")
    assert (status, json.loads(out)) == (1, [])


def test_islands(run: Run, snapshot: str) -> None:
    status, out, _ = access(run, snapshot, "--islands", "--output", "table")
    assert (status, out) == (0, "acme/lib, acme/prod, acme/web/app\n")


def test_what_differs_since_an_older_snapshot(run: Run, snapshot: str, tmp_path: Path) -> None:
    older = saved(tmp_path / "older.json", fleet(APP, project("acme/lib", id=2), PROD))
    status, out, _ = access(run, snapshot, "--since", older, "--output", "table")
    lines = "acme/lib\n  + group acme/web\n  gets in now: acme/web/app\n"
    assert (status, out) == (0, lines)


def test_a_project_that_is_not_there_is_named(run: Run, snapshot: str) -> None:
    status, out, err = access(run, snapshot, "--from", "acme/none")
    assert (status, out) == (2, "")
    assert "no project acme/none" in err


def test_one_question_at_a_time(run: Run, snapshot: str) -> None:
    for words in ([], ["--islands", "--from", "acme/lib"]):
        status, _, err = access(run, snapshot, *words)
        assert status == 2
        assert "--islands" in err


def test_what_could_not_be_read_is_said(run: Run, tmp_path: Path) -> None:
    hidden = project("acme/hidden", id=5, inbound_enabled=None, error="403: 403 Forbidden")
    listed = project("acme/app", Entry("group", 9, "initech"), id=6)
    snapshot = saved(tmp_path / "hidden.json", fleet(hidden, listed))
    _, _, err = access(run, snapshot, "--from", "acme/app")
    assert "1 allowlists could not be read, and are left out: acme/hidden" in err
    assert "1 listed groups could not be looked into, and are left out: initech" in err


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("graph.html", "<!DOCTYPE html>"),
        ("graph.csv", "project,allowlist"),
        ("graph.json", "{"),
        ("graph.graphml", "<?xml"),
        ("graph.dot", "digraph"),
        ("graph", "<!DOCTYPE html>"),
    ],
)
def test_a_graph_is_written_in_the_format_of_its_name(
    run: Run, snapshot: str, tmp_path: Path, name: str, start: str
) -> None:
    file = tmp_path / name
    words = ("job-token", "graph", "--snapshot", snapshot, "-o", str(file))
    assert run(*words) == (0, "", "")
    assert file.read_text().startswith(start)


def test_a_graph_of_a_group_is_read_from_gitlab(run: Run) -> None:
    status, out, _ = run(
        "--sandbox", "demo", "job-token", "graph", "--group", "acme/support", "-f", "dot"
    )
    assert status == 0
    assert "acme/support/deploy-tools" in out
