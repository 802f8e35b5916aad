"""The benchmark program, as far as it is not about time."""

from __future__ import annotations

import sys

import pytest

from benchmarks.__main__ import Group, print_table
from benchmarks._measure import Cost, FailedError, medians

NOTHING = [sys.executable, "-c", ""]


def test_what_another_environment_cannot_do_is_told_in_its_row(
    capsys: pytest.CaptureFixture[str],
) -> None:
    lacking = ["/bin/sh", "-c", "echo 'No module named gitlab' >&2; exit 1"]
    group = Group("Start", {"nothing": NOTHING, "other": lacking}, ("cpu",))
    costs = medians(group.candidates, rounds=1, warm_up=False)
    assert isinstance(costs["nothing"], Cost)
    print_table(group, costs)
    assert "not there  other: No module named gitlab" in capsys.readouterr().out


def test_what_this_environment_cannot_do_is_an_error() -> None:
    failing = [sys.executable, "-c", "raise SystemExit('wrong')"]
    with pytest.raises(FailedError, match="wrong"):
        medians({"nothing": NOTHING, "failing": failing}, rounds=1)
