"""`gitlab job-token`: collecting a fleet, and judging the snapshot."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitlab.job_token import Fleet, History, ProjectState, load, save
from gitlab.job_token.state import Entry, Use
from tests.job_token._fleets import fleet, project

if TYPE_CHECKING:
    from tests.cli.conftest import Run

DEMO = ("--sandbox", "demo", "job-token")


def test_collect_writes_a_snapshot_that_the_audit_takes(run: Run, tmp_path: Path) -> None:
    snapshot = str(tmp_path / "fleet.json.gz")
    groups = ("--group", "acme/support", "--group", "globex/optics")
    status, out, err = run(*DEMO, "collect", *groups, "-o", snapshot)
    assert (status, out) == (0, "")
    fleet = load(snapshot)
    assert err.startswith(f"{len(fleet.projects)} projects, ")
    status, out, _ = run("job-token", "audit", "--snapshot", snapshot, "--output", "json")
    assert status == 1
    assert json.loads(out)["roots"] == ["acme/support", "globex/optics"]


def test_collect_writes_to_standard_output_on_request(run: Run) -> None:
    status, out, _ = run(*DEMO, "collect", "--group", "acme/mobile/web", "-o", "-")
    assert status == 0
    assert Fleet.from_dict(json.loads(out)).roots == ("acme/mobile/web",)


def test_collect_removes_its_journal_when_the_snapshot_is_written(run: Run, tmp_path: Path) -> None:
    journal = tmp_path / "journal"
    words = ("--group", "acme/mobile/web", "-o", str(tmp_path / "fleet.json"))
    assert run(*DEMO, "collect", *words, "--resume", str(journal))[0] == 0
    assert not journal.exists()


def test_collect_that_cannot_write_ends_with_status_2(run: Run, tmp_path: Path) -> None:
    nowhere = str(tmp_path / "missing" / "fleet.json")
    status, _, err = run(*DEMO, "collect", "--group", "acme/mobile/web", "-o", nowhere)
    assert status == 2
    assert err.startswith(f"cannot write the snapshot {nowhere} (")


def test_a_snapshot_that_is_none_ends_with_status_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fleet.json").write_text("{}")
    status, _, err = run("job-token", "audit", "--snapshot", str(tmp_path / "fleet.json"))
    assert status == 2
    assert "this is no job token snapshot" in err


def test_a_fleet_is_groups_or_the_instance_or_a_snapshot_and_never_two_of_them(run: Run) -> None:
    for words in ([], ["--group", "acme", "--instance"]):
        status, _, err = run(*DEMO, "audit", *words)
        assert status == 2
        assert "--group" in err


def snapshot(folder: Path, *projects: ProjectState) -> str:
    file = folder / "fleet.json"
    save(fleet(*projects), file)
    return str(file)


def test_audit_writes_reports_beside_its_output(run: Run, tmp_path: Path) -> None:
    source = snapshot(tmp_path, project(inbound_enabled=False))
    policy = tmp_path / "policy.yml"
    policy.write_text("projects:\n  - acme/app\n")
    words = ("--report", f"codequality={tmp_path}/quality.json", "--points-to", str(policy))
    status, out, _ = run("job-token", "audit", "--snapshot", source, "--output", "markdown", *words)
    assert status == 1
    assert out.startswith("### Job token access to acme")
    (found,) = json.loads((tmp_path / "quality.json").read_text())
    assert found["location"] == {"path": policy.as_posix(), "lines": {"begin": 2}}


def test_the_audit_takes_in_what_the_history_knows(run: Run, tmp_path: Path) -> None:
    used = Use(2, "acme/lib", "2026-06-01T08:00:00Z")
    lib = Entry("project", 2, "acme/lib")
    before, now = (project("acme/app", lib, log=log) for log in ((used,), ()))
    with History(tmp_path / "log.db") as history:
        history.add(fleet(before))
    save(replace(fleet(now), taken_at="2026-11-26T12:00:00Z"), tmp_path / "fleet.json")
    audit = ("job-token", "audit", "--snapshot", str(tmp_path / "fleet.json"))
    days = ("--unused-days", "200", "--output", "csv")
    assert run(*audit, *days)[0] == 1
    assert run(*audit, *days, "--history", str(tmp_path / "log.db"))[0] == 0


def test_the_status_counts_the_findings_that_were_asked_for(run: Run, tmp_path: Path) -> None:
    lib, web = Entry("project", 2, "acme/web/lib"), Entry("group", 5, "acme/web")
    audit = ("job-token", "audit", "--snapshot", snapshot(tmp_path, project("acme/app", lib, web)))
    assert run(*audit)[0] == 1
    assert run(*audit, "--fail-on", "warning")[0] == 0
    assert run(*audit, "--fail-on", "never")[0] == 0
    assert run(*audit, "--severity", "error")[0] == 0
    assert run(*audit, "--skip-rule", "redundant-entry")[0] == 0
    assert run(*audit, "--rule", "open-to-all")[0] == 0
    assert run(*audit, "--boundary", "top-level", "--rule", "cross-boundary")[0] == 0


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--rule", "open"), "there is no rule open; the rules are unreadable, open-to-all"),
        (("--report", "junit"), "write FORMAT=FILE"),
        (("--report", "odd=file"), "write FORMAT=FILE"),
        (("--points-to", "/nonexistent"), "cannot read /nonexistent"),
        (("--report", "csv=/nonexistent/file"), "cannot write /nonexistent/file"),
    ],
)
def test_an_audit_that_was_asked_wrongly_ends_with_status_2(
    run: Run, tmp_path: Path, words: tuple[str, ...], hint: str
) -> None:
    source = snapshot(tmp_path, project(inbound_enabled=False))
    status, _, err = run("job-token", "audit", "--snapshot", source, *words)
    assert status == 2
    assert hint in err


def test_the_log_is_pulled_shown_and_turned_into_a_proposal(run: Run, tmp_path: Path) -> None:
    history = ("--history", str(tmp_path / "log.db"))
    group = ("--group", "acme/mobile")
    assert run(*DEMO, "log", "pull", *group, *history)[0] == 0
    _, _, err = run(*DEMO, "log", "pull", *group, *history)
    assert err.startswith("0 new lines from ")
    target = ("--project", "acme/mobile/ci-templates")
    _, out, _ = run("job-token", "log", "show", *history, *target, "--output", "json")
    (line,) = json.loads(out)
    assert line["origin"] == "acme/mobile/auth/auth-service"
    _, out, _ = run("job-token", "log", "show", *history, *target, "--output", "csv")
    assert out.splitlines()[0] == "project,origin,first,last,seen,policies"
    _, out, _ = run(*DEMO, "log", "propose", *group, *history, *target, "--output", "table")
    assert out.splitlines() == [
        "acme/mobile/ci-templates",
        "    project acme/mobile/auth/auth-service  (read_packages, read_repositories)",
        "  - group acme/mobile/web  (nobody came by it)",
    ]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("show", "--history", "/nonexistent"), "`gitlab job-token log pull` writes it"),
        (("show", "--history", __file__), "is no log history"),
    ],
)
def test_a_log_that_is_none_ends_with_status_2(run: Run, words: tuple[str, ...], hint: str) -> None:
    status, _, err = run("job-token", "log", *words)
    assert status == 2
    assert hint in err
