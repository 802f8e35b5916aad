"""Deletion of projects and groups: since 18.0 in two steps, the first of which can be undone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.sandbox.answers import Answer, bad_request, refused
from gitlab.sandbox.params import Param
from gitlab.sandbox.versions import has

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row

__all__ = ["ACCEPTED", "FOR_GOOD", "is_final", "must_wait"]

ACCEPTED = Answer(202, {"message": "202 Accepted"})
FOR_GOOD = (Param("permanently_remove", "bool", default=False), Param("full_path"))
"""The parameters that ask for the second step."""


def is_final(ctx: Context, row: Row, kind: str, waits: bool) -> bool:
    """Whether the request removes the row at once, instead of letting it wait."""
    if not has(ctx.version, "deletion in two steps"):
        return True
    if not ctx.params["permanently_remove"]:
        if waits:
            raise refused(400, {"message": f"{kind} has been already marked for deletion"})
        return False
    if not waits:
        raise bad_request(f"{kind} must be marked for deletion first.")
    if ctx.params.get("full_path") != row["full_path"]:
        what = "project" if kind == "Project" else "subgroup"
        raise bad_request(
            f"`full_path` is incorrect. You must enter the complete path for the {what}."
        )
    return True


def must_wait(kind: str, waits: bool) -> None:
    """Only what waits for its deletion can be restored."""
    if not waits:
        raise refused(400, {"message": f"{kind} has not been marked for deletion"})
