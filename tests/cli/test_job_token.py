"""`gitlab job-token`: collecting a fleet, and judging the snapshot."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from gitlab.job_token import load

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
