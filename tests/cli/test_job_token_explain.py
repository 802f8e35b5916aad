"""`job-token explain`, on a sandbox, on a snapshot, and on messages."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Run

PRIVATE = "acme/payments/auth/auth-service"
DATA = "acme/data/auth/auth-service"
PACKAGES = "GET /projects/:id/packages"


def explain(run: Run, *words: str, output: str = "json") -> tuple[int, Any]:
    status, out, err = run("--sandbox", "demo", "job-token", "explain", *words, "--output", output)
    assert err == ""
    return status, json.loads(out) if output == "json" else out


def test_a_job_of_a_listed_groups_member_gets_in(run: Run) -> None:
    words = ("--from", PRIVATE, "--to", "acme/app", "--endpoint", PACKAGES, "--user", "alice")
    status, verdict = explain(run, *words)
    assert (status, verdict["allowed"]) == (0, True)
    listed = next(step for step in verdict["steps"] if step["rule"] == "listed")
    assert listed["text"] == "acme/app lists the group acme/payments"


def test_what_stops_a_job_is_told_with_gitlabs_words_and_what_mends_it(run: Run) -> None:
    write = "POST /projects/:id/releases"
    words = ("--from", DATA, "--to", "acme/app", "--endpoint", write, "--user", "carol")
    status, text = explain(run, *words, output="table")
    assert status == 1
    first, *_, listed, role = text.splitlines()
    assert first.startswith("refused: 403 Forbidden - Insufficient permissions")
    assert listed == (
        f"To mend it, add {DATA} to the allowlist of acme/app "
        "(default permissions, or admin_releases)."
    )
    assert role == "To mend it, give carol the role Developer in acme/app."


def test_without_a_user_the_role_is_unknown_and_the_verdict_may_be(run: Run) -> None:
    write = "POST /projects/:id/releases"
    status, verdict = explain(run, "--from", PRIVATE, "--to", "acme/app", "--endpoint", write)
    assert (status, verdict["allowed"]) == (1, None)


def test_a_snapshot_is_explained_without_gitlab(run: Run, tmp_path: Path) -> None:
    file = str(tmp_path / "fleet.json")
    assert run("--sandbox", "demo", "job-token", "collect", "--group", "acme", "-o", file)[0] == 0
    words = ("--from", DATA, "--to", "acme/app", "--endpoint", "GET /projects/:id/secure_files")
    status, out, _ = run("job-token", "explain", "--snapshot", file, *words)
    assert (status, json.loads(out)["allowed"]) == (1, False)


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (("--from", DATA), "name --from, --to and --endpoint, or --error"),
        (
            ("--from", DATA, "--to", "acme/app", "--endpoint", "GET /packages/npm/@acme/a"),
            "is no project's endpoint",
        ),
        (("--from", DATA, "--to", "acme/none", "--endpoint", PACKAGES), "404"),
        (
            ("--from", DATA, "--to", "acme/app", "--endpoint", PACKAGES, "--user", "nobody"),
            "there is no user nobody",
        ),
        (("--error", "make: *** Error 2"), "no such answer"),
    ],
)
def test_what_cannot_be_explained_says_why(run: Run, words: tuple[str, ...], hint: str) -> None:
    status, out, err = run("--sandbox", "demo", "job-token", "explain", *words)
    assert (status, out) == (2, "")
    assert hint in err


def test_a_refusal_is_read_from_a_log(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    log = "$ git clone\nremote: Authentication by CI/CD job token not allowed from a/b to c/d.\n"
    monkeypatch.setattr("sys.stdin", io.StringIO(log))
    status, out, _ = run("job-token", "explain", "--error", "-", "--output", "table")
    assert status == 0
    assert out.startswith("The target exists, and is closed to this job. (from a/b to c/d)\n  - ")
    _, out, _ = run("job-token", "explain", "--error", log)
    assert json.loads(out)["rule"] == "not-listed"
