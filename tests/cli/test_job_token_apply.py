"""`job-token apply` and `undo`, on a sandbox behind a socket."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gitlab.sandbox import Sandbox
from tests.cli.conftest import SEED, Run

if TYPE_CHECKING:
    from collections.abc import Callable

POLICY = """\
version: 1
mode: exact
rules:
  - select: {paths: [acme/api, acme/web]}
    enabled: true
    allow: {projects: [acme/docs]}
"""


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as box:
        yield box


@pytest.fixture
def gitlab(run: Run, box: Sandbox) -> Run:
    return lambda *words: run("--server-url", box.url, "--private-token", box.token, *words)


@pytest.fixture
def policy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "policy.yml").write_text(POLICY)
    return "policy.yml"


@pytest.fixture
def saved(gitlab: Run, policy: str) -> str:
    words = ("--group", "acme", "--policy", policy, "--save", "plan.json")
    assert gitlab("job-token", "plan", *words).status == 0
    return "plan.json"


def listed(box: Sandbox, id: int) -> tuple[bool, list[int]]:
    scope = box.client().projects.get(id, lazy=True).job_token_scope.get()
    entries = scope.allowlist.list(get_all=True)
    return scope.inbound_enabled, [entry.get_id() for entry in entries if not entry.is_self]


def test_a_saved_plan_is_applied_once_and_taken_back(gitlab: Run, box: Sandbox, saved: str) -> None:
    before = [listed(box, 1), listed(box, 2)]
    status, out, err = gitlab("job-token", "apply", saved, "--yes")
    assert (status, err) == (0, "The journal is plan.json.journal.\n")
    assert out.endswith("acme/api: done\nacme/web: done\n")
    assert [listed(box, 1), listed(box, 2)] == [(True, [3]), (True, [3])]

    status, out, _ = gitlab("job-token", "apply", saved, "--yes")
    assert status == 0
    assert out.endswith("acme/api: nothing to do\nacme/web: nothing to do\n")

    status, out, _ = gitlab("job-token", "undo", "plan.json.journal", "--yes")
    assert status == 0
    assert "~ allowlist off: open to all" in out
    assert [listed(box, 1), listed(box, 2)] == before


def test_a_policy_is_planned_and_applied_in_one_go(
    gitlab: Run, box: Sandbox, policy: str, tmp_path: Path
) -> None:
    words = ("job-token", "apply", "--policy", policy, "--group", "acme", "--yes")
    assert gitlab(*words).status == 0
    assert listed(box, 2) == (True, [3])
    (journal,) = tmp_path.glob("job-token-*.journal")
    assert gitlab(*words).out.startswith("nothing to do, 2 projects")
    status, out, _ = gitlab("job-token", "apply", "--resume", str(journal), "--yes")
    assert status == 0
    assert out.endswith("acme/web: nothing to do\n")


def test_what_became_otherwise_is_told_and_the_status_says_so(
    gitlab: Run, box: Sandbox, saved: str
) -> None:
    box.client().projects.get(1).job_token_scope.get().allowlist.delete(2)
    status, out, _ = gitlab("job-token", "apply", saved, "--yes")
    assert status == 1
    assert "acme/api: drifted: acme/web was removed since the plan was made: plan anew" in out
    assert "acme/web: done" in out


@pytest.mark.parametrize(("answer", "status"), [("y\n", 0), ("n\n", 2), ("", 2)])
def test_without_yes_it_asks(
    gitlab: Run,
    box: Sandbox,
    saved: str,
    monkeypatch: pytest.MonkeyPatch,
    answer: str,
    status: int,
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr("sys.stdin", Terminal(answer))
    result = gitlab("job-token", "apply", saved)
    assert result.status == status
    assert result.err.startswith("Apply these steps? [y/N] ")
    assert listed(box, 2)[0] is (status == 0)


def nobody_to_ask(gitlab: Run, saved: str) -> tuple[str, ...]:
    return ("job-token", "apply", saved)


def without_group(gitlab: Run, saved: str) -> tuple[str, ...]:
    return ("job-token", "apply", "--policy", "policy.yml")


def no_plan(gitlab: Run, saved: str) -> tuple[str, ...]:
    return ("job-token", "apply", "policy.yml", "--yes")


def no_journal(gitlab: Run, saved: str) -> tuple[str, ...]:
    return ("job-token", "apply", "--resume", saved, "--yes")


def nothing_to_undo(gitlab: Run, saved: str) -> tuple[str, ...]:
    return ("job-token", "undo", "nowhere.journal", "--yes")


def elsewhere(gitlab: Run, saved: str) -> tuple[str, ...]:
    text = Path(saved).read_text().replace("http://127.0.0.1", "http://127.0.0.9")
    Path("elsewhere.json").write_text(text)
    return ("job-token", "apply", "elsewhere.json", "--yes")


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (nobody_to_ask, "nobody can be asked here, so say --yes"),
        (without_group, "name the projects with --group or --instance"),
        (no_plan, "cannot read the plan policy.yml ("),
        (no_journal, "is no journal of `gitlab job-token apply`"),
        (nothing_to_undo, "there is nothing to undo ("),
        (elsewhere, "nothing was done: the plan was made for http://127.0.0.9"),
    ],
    ids=lambda each: getattr(each, "__name__", ""),
)
def test_what_cannot_be_done_is_told_before_anything_is(
    gitlab: Run,
    box: Sandbox,
    saved: str,
    words: Callable[[Run, str], tuple[str, ...]],
    why: str,
) -> None:
    status, _, err = gitlab(*words(gitlab, saved))
    assert status == 2
    assert why in err
    assert listed(box, 2) == (False, [])
