"""What GitLab answers inside issues, merge requests and epics."""

from __future__ import annotations

from typing import Literal, TypedDict

__all__ = [
    "Diff",
    "DiffRefs",
    "IssuableReferences",
    "IssueState",
    "MergeRequestState",
    "StateEvent",
    "TaskCompletionStatus",
    "TimeStats",
]

IssueState = Literal["opened", "closed"]
MergeRequestState = Literal["opened", "closed", "locked", "merged"]
StateEvent = Literal["close", "reopen"]


class IssuableReferences(TypedDict):
    """How texts refer to it: in its own project, within the group, and from anywhere."""

    short: str
    relative: str
    full: str


class TaskCompletionStatus(TypedDict):
    """How many of the description's checkboxes are ticked."""

    count: int
    completed_count: int


class TimeStats(TypedDict):
    """The estimate and the time spent, in seconds and in words."""

    time_estimate: int
    total_time_spent: int
    human_time_estimate: str | None
    human_total_time_spent: str | None


class DiffRefs(TypedDict):
    """The commits that a diff is made from."""

    base_sha: str
    head_sha: str
    start_sha: str


class Diff(TypedDict, total=False):
    """What changed in a file."""

    diff: str
    collapsed: bool
    too_large: bool
    new_path: str
    old_path: str
    a_mode: str
    b_mode: str
    new_file: bool
    renamed_file: bool
    deleted_file: bool
    generated_file: bool | None
