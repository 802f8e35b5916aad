"""`job-token policy` and `job-token plan`, on a sandbox and on snapshots."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.job_token._fleets import project
from tests.job_token._policies import some

if TYPE_CHECKING:
    from tests.cli.conftest import Run

WANTS_LIB = """\
version: 1
mode: exact
rules:
  - select: {paths: [acme/app]}
    allow: {projects: [acme/lib]}
"""


@pytest.fixture
def snapshot(tmp_path: Path) -> str:
    path = tmp_path / "fleet.json"
    path.write_text(json.dumps(some(project()).to_dict()))
    return str(path)


@pytest.fixture
def policy(tmp_path: Path) -> Path:
    path = tmp_path / "policy.yml"
    path.write_text(WANTS_LIB)
    return path


def test_a_policy_of_what_is_there_has_nothing_to_do(gitlab: Run, tmp_path: Path) -> None:
    path = str(tmp_path / "policy.yml")
    assert gitlab("job-token", "policy", "init", "--group", "acme", "--policy", path).status == 0
    status, out, _ = gitlab(
        "job-token", "plan", "--group", "acme", "--policy", path, "--detailed-exitcode"
    )
    assert (status, out) == (0, "nothing to do, 3 projects are as the policy wants them\n")


def test_init_overwrites_no_file(run: Run, snapshot: str, policy: Path) -> None:
    words = ("--snapshot", snapshot, "--policy", str(policy))
    status, _, err = run("job-token", "policy", "init", *words)
    assert status == 2
    assert "exists: remove it first" in err
    assert policy.read_text() == WANTS_LIB


def test_check_tells_mistakes_with_their_place(run: Run, snapshot: str, policy: Path) -> None:
    words = ("job-token", "policy", "check", "--policy", str(policy))
    assert run(*words) == (0, f"{policy}: nothing is wrong with it\n", "")
    policy.write_text(WANTS_LIB.replace("acme/lib", "acme/lip"))
    status, out, _ = run(*words, "--snapshot", snapshot)
    assert (status, out) == (
        1,
        f"{policy}:5:24: error: no project acme/lip is known; did you mean acme/lib?\n",
    )
    policy.write_text(WANTS_LIB.replace("select", "selct"))
    status, _, err = run(*words)
    assert status == 2
    assert err.startswith(f"{policy}:4:5: an item of 'rules' has no 'selct'; did you mean select?")


def test_check_fails_for_exceptions_that_have_expired(run: Run, policy: Path) -> None:
    policy.write_text(
        WANTS_LIB + "exceptions:\n  - {select: {paths: [a/b]}, reason: old, expires: 2020-01-01}\n"
    )
    status, out, _ = run("job-token", "policy", "check", "--policy", str(policy))
    assert status == 1
    assert ":7:5: error: the exception (old) expired on 2020-01-01 and counts no more" in out


def test_the_schema_is_printed_for_editors(run: Run) -> None:
    status, out, _ = run("job-token", "policy", "schema")
    assert status == 0
    assert json.loads(out)["title"] == "Job token policy"


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        ("terraform", '{"create": 1, "update": 0, "delete": 0}\n'),
        ("text", "acme/app\n  + project acme/lib  # rule 1\n\n1 to add,"),
        ("markdown", "### Job token plan: 1 to add,"),
        ("json", '{\n  "plan_format": 1,'),
    ],
)
def test_plan_prints_for_people_and_for_programs(
    run: Run, snapshot: str, policy: Path, output: str, expected: str
) -> None:
    words = ("--snapshot", snapshot, "--policy", str(policy), "--output", output)
    status, out, _ = run("job-token", "plan", *words)
    assert status == 0
    assert out.startswith(expected)
    assert run("job-token", "plan", *words, "--detailed-exitcode").status == 2


def test_a_plan_is_saved(run: Run, snapshot: str, policy: Path, tmp_path: Path) -> None:
    saved = tmp_path / "plan.json"
    words = ("--snapshot", snapshot, "--policy", str(policy), "--save", str(saved))
    assert run("job-token", "plan", *words).status == 0
    counts = {"create": 1, "update": 0, "delete": 0}
    assert json.loads(saved.read_text())["counts"] == counts
    status, out, _ = run("job-token", "plan", "--saved", str(saved), "--output", "terraform")
    assert (status, json.loads(out)) == (0, counts)
    status, _, err = run("job-token", "plan", "--snapshot", snapshot)
    assert (status, err) == (2, "name the policy file with --policy\n")


def test_an_unknown_name_ends_planning_before_anything_else(
    run: Run, snapshot: str, policy: Path
) -> None:
    policy.write_text(WANTS_LIB.replace("acme/lib", "acme/lip"))
    status, out, err = run("job-token", "plan", "--snapshot", snapshot, "--policy", str(policy))
    assert (status, out) == (2, "")
    assert err == f"{policy}:5:24: no project acme/lip is known; did you mean acme/lib?\n"


def test_names_outside_the_fleet_are_looked_up_in_gitlab(run: Run, policy: Path) -> None:
    policy.write_text(
        WANTS_LIB.replace("acme/app", "acme/support/web/*").replace(
            "projects: [acme/lib]", "projects: [acme/lib, ACME/app], groups: [globex]"
        )
    )
    words = ("job-token", "plan", "--group", "acme/support/web", "--policy", str(policy))
    status, out, _ = run("--sandbox", "demo", *words)
    assert status == 0
    assert "+ group globex  # rule 1" in out
    assert "+ project acme/app  # rule 1" in out
    policy.write_text(policy.read_text().replace("acme/lib", "acme/lip"))
    status, _, err = run("--sandbox", "demo", *words)
    assert status == 2
    assert "no project acme/lip is known" in err
