"""What GitLab answers inside notes and discussions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic

__all__ = ["DiffPosition", "LinePosition", "LineRange", "Note", "Suggestion"]


class LinePosition(TypedDict, total=False):
    """The first or the last line of a comment on several lines."""

    line_code: str
    type: Literal["new", "old"] | None
    old_line: int | None
    new_line: int | None


class LineRange(TypedDict, total=False):
    """The lines of a comment on several lines."""

    start: LinePosition
    end: LinePosition


class DiffPosition(TypedDict, total=False):
    """The place in a diff that a comment is about."""

    base_sha: Required[str]
    start_sha: Required[str]
    head_sha: Required[str]
    position_type: Required[Literal["text", "image", "file"]]
    new_path: str
    new_line: int | None
    old_path: str
    old_line: int | None
    width: int
    height: int
    x: float
    y: float
    line_range: LineRange | None


class Suggestion(TypedDict):
    """A change that a comment proposes, to be applied with a click."""

    id: int
    from_line: int
    to_line: int
    appliable: bool
    applied: bool
    from_content: str
    to_content: str


class Note(TypedDict, total=False):
    """A comment, or what GitLab notes about a change."""

    id: int
    type: Literal["DiffNote", "DiscussionNote", "Note"] | None
    body: str
    author: UserBasic
    created_at: str
    updated_at: str
    system: bool
    noteable_id: int | None
    noteable_type: str
    project_id: int | None
    commit_id: str | None
    position: DiffPosition
    resolvable: bool
    resolved: bool
    resolved_by: UserBasic | None
    resolved_at: str | None
    suggestions: list[Suggestion]
    confidential: bool
    internal: bool
    imported: bool
    imported_from: str
    noteable_iid: int | None
    commands_changes: dict[str, Any]
