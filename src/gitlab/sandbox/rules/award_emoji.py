"""Emoji reactions to issues, merge requests, snippets, epics and the comments on them.

https://docs.gitlab.com/api/emoji_reactions/
"""

from __future__ import annotations

import re

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, invalid, not_found, unauthorized

_TYPES = {
    "epics": "Epic",
    "issues": "Issue",
    "merge_requests": "MergeRequest",
    "notes": "Note",
    "snippets": "Snippet",
}
_AWARDED = (
    "/groups/:id/epics/:epic_iid",
    "/projects/:id/issues/:issue_iid",
    "/projects/:id/merge_requests/:mr_iid",
    "/projects/:id/snippets/:snippet_id",
)


def _prepare(awards: Documents, before: Row, made: Row) -> None:
    made["name"] = made["name"].strip(":")
    if not re.fullmatch(r"[a-z0-9_+-]+", made["name"]):
        raise invalid(name=["is not a valid emoji name"])


def _taken(row: Row) -> Exception:
    return not_found("Award Emoji Name has already been taken")


def _show(awards: Documents, row: Row) -> Row:
    return {"awardable_id": awards.owner.id, "awardable_type": _TYPES[awards.owner.table]}


def _guard(awards: Documents, row: Row) -> None:
    """One takes back what one gave."""
    user = awards.ctx.user
    if not awards.ctx.is_admin and (user is None or row["user_id"] != user["id"]):
        raise unauthorized()


declare(
    Kind(
        thing="",
        unique=("name", "user_id"),
        taken=_taken,
        param="award_id",
        prepare=_prepare,
        show=_show,
        guard=_guard,
    ),
    *(f"{path}/award_emoji" for path in _AWARDED),
    *(f"{path}/notes/:note_id/award_emoji" for path in _AWARDED),
)
