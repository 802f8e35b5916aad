"""What an application of a plan has done so far, on disk, so that a killed one can go on.

The first line is the plan, and each other line a step that was begun or ended. A line is on the
disk before the next request is sent; one that a kill cut short is not read.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeAlias

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token.planning.planner import Plan
from gitlab.job_token.planning.saved import plan_dict, read_plan

__all__ = ["Ledger", "read_ledger"]

_HEAD = b'{"plan": {'
Event: TypeAlias = Literal["begun", "done", "failed"]


class Ledger:
    """The journal of one application, opened to be written. It goes on with what is there.

    Raises GitlabParsingError when the file holds something else, or another plan.
    """

    def __init__(self, path: str | Path, plan: Plan, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        before = Path(path).read_bytes() if Path(path).exists() else b""
        whole = before[: before.rfind(b"\n") + 1]
        if not before.startswith(_HEAD[: len(before)]):
            raise _no_journal(path)
        if whole and plan_dict(_plan_of(whole, path)) != plan_dict(plan):
            raise GitlabParsingError(
                f"{path} is the journal of another plan: name another file, or finish that one "
                f"with `gitlab job-token apply --resume {path}`"
            )
        self._file = open(path, "r+b" if before else "xb")  # noqa: SIM115
        self._file.seek(len(whole))
        self._file.truncate()
        if not whole:
            self._write({"plan": plan_dict(plan)})

    def note(self, project: int, step: int, event: Event, message: str = "") -> None:
        """Keep that a step was begun, is done, or failed."""
        line = {"at": self._clock().isoformat(timespec="seconds"), "project": project}
        self._write({**line, "step": step, "event": event} | ({"why": message} if message else {}))

    def _write(self, line: dict[str, Any]) -> None:
        self._file.write(json.dumps(line).encode() + b"\n")
        self._file.flush()
        os.fsync(self._file.fileno())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._file.close()


def read_ledger(path: str | Path) -> tuple[Plan, dict[int, dict[int, Event]]]:
    """The plan of a journal, and how far each step of each project came, by id and number.

    Raises GitlabParsingError for what is no such journal, OSError.
    """
    whole = Path(path).read_bytes()
    plan = _plan_of(whole, path)
    steps: defaultdict[int, dict[int, Event]] = defaultdict(dict)
    for line in whole[: whole.rfind(b"\n") + 1].splitlines()[1:]:
        noted = json.loads(line)
        steps[noted["project"]][noted["step"]] = noted["event"]
    return plan, dict(steps)


def _plan_of(whole: bytes, path: str | Path) -> Plan:
    try:
        return read_plan(json.loads(whole.partition(b"\n")[0])["plan"])
    except (KeyError, TypeError, ValueError, GitlabParsingError):
        raise _no_journal(path) from None


def _no_journal(path: str | Path) -> GitlabParsingError:
    return GitlabParsingError(f"{path} is no journal of `gitlab job-token apply`")
