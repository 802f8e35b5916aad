from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest
from hypothesis import given

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token import Fleet, load, save
from gitlab.job_token.collecting.journal import Journal
from gitlab.job_token.state import Use
from tests.job_token._fleets import fleet, fleets, project

ABOUT = {"url": "https://gitlab.example.com", "roots": ["acme"]}


@given(fleets())
def test_a_saved_fleet_is_loaded_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, of: Fleet
) -> None:
    path = tmp_path_factory.mktemp("snapshots") / "fleet.json"
    save(of, path)
    assert load(path) == of


def test_a_name_in_gz_is_compressed_and_read_under_any_name(tmp_path: Path) -> None:
    of = fleet(project())
    save(of, tmp_path / "fleet.json.gz")
    content = (tmp_path / "fleet.json.gz").read_bytes()
    assert Fleet.from_dict(json.loads(gzip.decompress(content))) == of
    (tmp_path / "renamed").write_bytes(content)
    assert load(tmp_path / "renamed") == of


def test_the_same_fleet_is_the_same_file(tmp_path: Path) -> None:
    for name in ("a.gz", "b.gz"):
        save(fleet(project()), tmp_path / name)
    assert (tmp_path / "a.gz").read_bytes() == (tmp_path / "b.gz").read_bytes()


def test_a_snapshot_that_cannot_be_written_leaves_the_old_one_and_nothing_else(
    tmp_path: Path,
) -> None:
    (tmp_path / "fleet.json").mkdir()
    with pytest.raises(OSError, match=r"fleet\.json"):
        save(fleet(project()), tmp_path / "fleet.json")
    assert [path.name for path in tmp_path.iterdir()] == ["fleet.json"]


@pytest.mark.parametrize("content", [b"", b"{", b"\x1f\x8bcut", gzip.compress(b"{}", mtime=0)[:-3]])
def test_a_damaged_file_is_refused_by_name(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "fleet.json").write_bytes(content)
    with pytest.raises(GitlabParsingError, match=r"fleet\.json is damaged: .*collect it anew"):
        load(tmp_path / "fleet.json")


def test_a_journal_gives_back_what_was_read(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    states = [project("acme/app", id=1), project("acme/lib", id=2)]
    journal = Journal(path, ABOUT)
    for state in states:
        journal.add(state)
    assert Journal(path, ABOUT).states == {1: states[0], 2: states[1]}


def test_a_line_that_a_kill_cut_short_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "journal"
    journal = Journal(path, ABOUT)
    journal.add(project("acme/app", id=1))
    whole = path.read_bytes()
    journal.add(project("acme/lib", id=2))
    everything = path.read_bytes()
    for end in range(len(everything)):
        path.write_bytes(everything[:end])
        known = Journal(path, ABOUT)
        assert set(known.states) == ({1} if end >= len(whole) else set())
        known.add(project("acme/web", id=3))
        assert set(Journal(path, ABOUT).states) == {*known.states, 3}


def test_a_project_that_could_not_be_read_is_tried_again(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "journal", ABOUT)
    journal.add(project(error="500: 500 Internal Server Error"))
    assert Journal(tmp_path / "journal", ABOUT).states == {}


def test_the_journal_of_another_collection_is_not_gone_on_with(tmp_path: Path) -> None:
    Journal(tmp_path / "journal", ABOUT)
    with pytest.raises(GitlabParsingError, match=r"belongs to another collection .*remove it"):
        Journal(tmp_path / "journal", {**ABOUT, "roots": ["globex"]})


@pytest.mark.parametrize("line", ["nonsense", "{}", '{"id": 1}', "[]"])
def test_what_is_no_journal_is_refused(tmp_path: Path, line: str) -> None:
    Journal(tmp_path / "journal", ABOUT)
    with (tmp_path / "journal").open("a") as file:
        file.write(f"{line}\n")
    with pytest.raises(GitlabParsingError, match="is no journal of a collection"):
        Journal(tmp_path / "journal", ABOUT)


def test_a_log_survives_the_journal_and_the_snapshot(tmp_path: Path) -> None:
    use = Use(2, "acme/lib", "2026-11-01T08:00:00Z", ("read_jobs",))
    state = project("acme/app", id=1, log=(use,))
    journal = Journal(tmp_path / "journal", ABOUT)
    journal.add(state)
    assert Journal(tmp_path / "journal", ABOUT).states[1].log == (use,)
    save(fleet(state), tmp_path / "fleet.json")
    assert load(tmp_path / "fleet.json").projects[0].log == (use,)
