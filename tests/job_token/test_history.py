"""The log over years, in a file that repeated pulls fill."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token import Fleet, History, Line, collect
from gitlab.job_token.state import ProjectState, Use
from gitlab.sandbox import Sandbox
from tests.job_token._fleets import fleet, project

URL = "https://gitlab.example.com"
PATHS = {2: "acme/lib", 3: "acme/web", 4: "globex/api"}


def use(origin: int = 2, day: int = 1, *policies: str) -> Use:
    return Use(origin, PATHS[origin], f"2026-10-{day:02}T08:00:00Z", policies or None)


def pulled(*log: Use, day: int = 30, path: str = "acme/app") -> Fleet:
    of = fleet(project(path, id=1, log=log))
    return replace(of, taken_at=f"2026-10-{day:02}T12:00:00Z")


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "log.db") as opened:
        yield opened


uses = st.builds(use, st.sampled_from(sorted(PATHS)), st.integers(1, 28))
logs = st.lists(uses, max_size=5).map(lambda log: {each.origin_id: each for each in log}.values())


@given(st.lists(logs, min_size=1, max_size=4), st.data())
@settings(max_examples=30)
def test_the_order_and_number_of_pulls_do_not_matter(
    pulls: list[list[Use]], data: st.DataObject
) -> None:
    again = data.draw(st.permutations([*pulls, *pulls]))
    with History(":memory:") as once, History(":memory:") as often:
        for log in pulls:
            once.add(pulled(*log))
        for log in again:
            often.add(pulled(*log))
        assert [*often.lines()] == [*once.lines()]
        lasts = {line.origin: line.last for line in once.lines()}
    everything = [each for log in pulls for each in log]
    assert lasts == {
        path: max(each.last_authorized_at for each in everything if each.origin_path == path)
        for path in {each.origin_path for each in everything}
    }


def test_a_pull_tells_how_many_lines_were_new(history: History) -> None:
    assert history.add(pulled(use(2, 1), use(3, 1))) == 2
    assert history.add(pulled(use(2, 1), use(3, 1))) == 0
    assert history.add(pulled(use(2, 5), use(3, 1))) == 1
    assert [*history.lines()] == [
        Line("acme/app", "acme/lib", "2026-10-01T08:00:00Z", "2026-10-05T08:00:00Z", 2, None),
        Line("acme/app", "acme/web", "2026-10-01T08:00:00Z", "2026-10-01T08:00:00Z", 1, None),
    ]


def test_what_gitlab_has_forgotten_is_still_known(history: History) -> None:
    history.add(pulled(use(2, 1)))
    now = pulled(use(3, 20))
    (state,) = history.complete(now).projects
    assert state.log == (use(2, 1), use(3, 20))
    assert history.complete(replace(now, url="https://other.example.com")) == replace(
        now, url="https://other.example.com"
    )


def test_a_log_that_cannot_be_read_now_is_the_one_that_was_read_before(history: History) -> None:
    history.add(pulled(use(2, 1)))
    hidden = fleet(project("acme/app", id=1))
    assert history.complete(hidden).projects[0].log == (use(2, 1),)
    unknown: ProjectState = project("acme/other", id=9)
    assert history.complete(fleet(unknown)).projects[0].log is None


def test_projects_are_known_by_their_present_paths(history: History) -> None:
    history.add(pulled(use(2, 1)._replace(origin_path="acme/old"), path="acme/former"))
    history.add(pulled(use(2, 2)))
    assert [(line.project, line.origin) for line in history.lines()] == [("acme/app", "acme/lib")]


def test_lines_can_be_chosen_by_project_and_day(history: History) -> None:
    history.add(pulled(use(2, 1), use(3, 10)))
    assert [line.origin for line in history.lines(since="2026-10-05")] == ["acme/web"]
    assert [*history.lines(project="acme/nothing")] == []
    assert len([*history.lines(project="ACME/App")]) == 2


def test_times_are_compared_as_moments(history: History) -> None:
    here = use(2, 1)._replace(last_authorized_at="2026-10-01T10:00:00+02:00")
    history.add(pulled(use(2, 1)))
    assert history.add(pulled(here)) == 0


def test_permissions_are_known_if_each_use_told_them(history: History) -> None:
    history.add(pulled(use(2, 1, "read_jobs"), use(3, 1)))
    history.add(pulled(use(2, 2, "read_packages", "read_jobs"), use(3, 2, "read_jobs")))
    told = {line.origin: line.policies for line in history.lines()}
    assert told == {"acme/lib": ("read_jobs", "read_packages"), "acme/web": None}


def test_the_file_says_since_when_it_knows(history: History) -> None:
    assert history.known_since(URL) is None
    history.add(pulled(day=30))
    history.add(pulled(day=20))
    assert history.known_since(URL) == "2026-10-20T12:00:00Z"


@pytest.mark.parametrize("content", [b"not a database" * 100, None])
def test_a_file_that_is_something_else_is_refused_and_left_alone(
    tmp_path: Path, content: bytes | None
) -> None:
    path = tmp_path / "other.db"
    if content is None:
        other = sqlite3.connect(path)
        other.execute("CREATE TABLE theirs (a)")
        other.close()
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    with pytest.raises(GitlabParsingError, match=r"other\.db is no log history"):
        History(path)
    assert path.read_bytes() == before


def test_several_writers_go_one_after_the_other(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    failed: list[BaseException] = []

    def write(origin: int) -> None:
        try:
            with History(path) as history:
                for day in range(1, 6):
                    history.add(pulled(use(origin, day)))
        except BaseException as error:  # noqa: BLE001 - told by the main thread
            failed.append(error)

    writers = [threading.Thread(target=write, args=(origin,)) for origin in PATHS]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert failed == []
    with History(path) as history:
        assert {line.origin: line.seen for line in history.lines()} == dict.fromkeys(
            PATHS.values(), 5
        )


KILLED = """
import os, signal, sys
from dataclasses import replace
from gitlab.job_token import History
from tests.job_token.test_history import pulled, use
history = History(sys.argv[1])
history.add(pulled(use(2, 1)))
def killing(projects):
    yield from projects
    os.kill(os.getpid(), signal.SIGKILL)
class Log(tuple):
    __iter__ = lambda self: killing(tuple.__iter__(self))
fleet = pulled()
object.__setattr__(fleet.projects[0], "log", Log([use(3, 2), use(4, 2)]))
history.add(fleet)
"""


def test_a_pull_that_is_killed_midway_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    ended = subprocess.run([sys.executable, "-c", KILLED, str(path)], check=False)
    assert ended.returncode < 0
    with History(path) as history:
        assert [line.origin for line in history.lines()] == ["acme/lib"]
        assert history.add(pulled(use(3, 2), use(4, 2))) == 2


def test_the_log_of_a_fleet_is_kept(history: History) -> None:
    with Sandbox(seed="demo") as box:
        of = collect(box.client("alice"), "acme/mobile")
    lines = sum(len(state.log or ()) for state in of.projects)
    assert history.add(of) == lines > 0
    assert history.complete(of) == of
