"""`job-token compact`, on snapshots."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitlab.job_token.state import Entry, Fleet, Place
from gitlab.sandbox import Sandbox
from tests.cli.conftest import SEED
from tests.job_token._fleets import fleet, project

if TYPE_CHECKING:
    from tests.cli.conftest import Run

GROUPS = (Place(90, "acme"), Place(91, "acme/web"))
PEOPLE = [project(f"acme/web/p{n}", id=n) for n in range(1, 6)]


def saved(of: Fleet, folder: Path) -> str:
    path = folder / "fleet.json"
    path.write_text(json.dumps(of.to_dict()))
    return str(path)


@pytest.fixture
def snapshot(tmp_path: Path) -> str:
    listed = [Entry("project", each.id, each.path, True) for each in PEOPLE[:4]]
    apart = Entry("project", 5, "acme/web/p5", False, ("read_jobs",))
    seen = fleet(
        project("acme/app", *listed, apart, id=10),
        project("acme/lib", *listed, id=11),
        project("acme/small", id=12),
        project("acme/hidden", id=13, error="403: 403 Forbidden"),
        *PEOPLE,
    )
    return saved(replace(seen, groups=GROUPS), tmp_path)


def test_full_lists_are_shown_with_their_options(run: Run, snapshot: str) -> None:
    words = ("--snapshot", snapshot, "--limit", "4", "--output", "table")
    status, out, _ = run("job-token", "compact", *words)
    assert status == 0
    first, second = out.strip().split("\n\n")
    assert [line.split() for line in first.splitlines()[2:6]] == [
        ["as", "it", "is", "5", "0", "0", "no"],
        ["1", "1", "0", "yes"],
        ["best", "that", "fits", "1", "1", "0", "yes"],
        ["GitLab's", "way", "1", "1", "0", "yes"],
    ]
    assert "1 fine-grained entries, or entries below such, are kept." in first
    assert "best that fits  4         0       0               yes" in second


def test_who_gets_in_besides_is_named(run: Run, snapshot: str) -> None:
    words = ("--snapshot", snapshot, "--project", "acme/lib", "--limit", "3")
    status, out, _ = run("job-token", "compact", *words, "--output", "table")
    assert status == 0
    assert out.endswith("The best list names acme/web.\nIt lets in besides: acme/web/p5.\n\n")


def test_json_names_everybody(run: Run, snapshot: str) -> None:
    words = ("--snapshot", snapshot, "--project", "ACME/lib", "--limit", "2")
    status, out, _ = run("job-token", "compact", *words)
    assert status == 0
    (result,) = json.loads(out)
    assert result["best"]["extra"] == [{"id": 5, "path": "acme/web/p5"}]


def test_where_all_is_well_nothing_is_proposed(run: Run, snapshot: str) -> None:
    status, out, _ = run("job-token", "compact", "--snapshot", snapshot, "--output", "table")
    assert (status, out) == (0, "No allowlist is full, or nearly.\n")


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("acme/nowhere", "there is no project acme/nowhere in the fleet"),
        ("acme/hidden", "the allowlist of acme/hidden could not be read: 403: 403 Forbidden"),
    ],
)
def test_a_project_without_a_list_is_an_error(run: Run, snapshot: str, path: str, why: str) -> None:
    status, out, err = run("job-token", "compact", "--snapshot", snapshot, "--project", path)
    assert (status, out, err.strip()) == (2, "", why)


def test_the_plan_of_a_shorter_list_is_applied(run: Run, tmp_path: Path) -> None:
    with Sandbox(seed=SEED) as box:
        gitlab = ("--server-url", box.url, "--private-token", box.token, "job-token")
        box.client().projects.get("acme/api").job_token_scope.get().allowlist.create("acme/docs")
        plan = str(tmp_path / "shorter.json")
        words = ("--group", "acme", "--project", "acme/api", "--limit", "1", "--save", plan)
        assert run(*gitlab, "compact", *words).status == 0
        assert run(*gitlab, "apply", plan, "--yes").status == 0
        scope = box.client().projects.get("acme/api").job_token_scope.get()
        assert [entry.is_self for entry in scope.allowlist.list(get_all=True)] == [True]
        assert [entry.get_id() for entry in scope.groups_allowlist.list(get_all=True)] == [10]
