"""Comments on issues and merge requests, whose lines may be commands: `/close`, `/label ~bug`.

https://docs.gitlab.com/user/project/quick_actions/
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from gitlab.sandbox.answers import Refused
from gitlab.sandbox.documents import Documents
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.issuables import add_time, may_change
from gitlab.sandbox.rules import Answer, Context, Json, Row, refused, route

_COMMAND = re.compile(r"^/(\w+)(?:[ \t]+(.*?))?[ \t]*$")
_LABEL = re.compile(r'~"([^"]+)"|~([^\s~]+)')
_USER = re.compile(r"@([\w.-]*\w)")
_MILESTONE = re.compile(r'%"([^"]+)"|%(\S+)')


class Commands:
    """What the commands of one comment do to the thing that it is on."""

    def __init__(self, things: Documents, row: Row) -> None:
        self.things, self.row, self.ctx = things, row, things.ctx
        self.may = may_change(self.ctx, things.root.row or {}, row)
        self.called = "issue" if row["doc_kind"] == "issues" else "merge request"
        self.changes: Row = {}
        self.told: Row = {}
        self.summary: list[str] = []

    def run(self, name: str, rest: str) -> bool:
        """Do what a command says. False leaves its line in the comment."""
        does = _COMMANDS.get(name)
        return does is not None and (not self.may or does(self, rest))

    def finish(self) -> None:
        if self.changes:
            self.row = self.things.change(self.row, self.changes)

    def set(self, summary: str, **changes: Any) -> bool:
        self.changes |= changes
        self.told |= changes
        self.summary.append(summary)
        return True

    def name_labels(self, rest: str, key: str, verb: str) -> bool:
        names = [match[1] or match[2] for match in _LABEL.finditer(rest)]
        labels = Documents(self.ctx, "/projects/:id/labels")
        found = [row for name in names if (row := labels.get(name))]
        if not found:
            return False
        shown = " ".join(f'~"{row["name"]}"' for row in found)
        self.changes[key] = [row["name"] for row in found]
        self.told[key.replace("labels", "label_ids")] = [row["id"] for row in found]
        self.summary.append(f"{verb} {shown} label{'s' * (len(found) > 1)}.")
        return True

    def people(self, rest: str) -> list[Row]:
        me = [self.ctx.user] if re.search(r"\bme\b", rest) and self.ctx.user else []
        named = (self.ctx.store.first("users", username=it[1]) for it in _USER.finditer(rest))
        return me + [user for user in named if user]


def _close(commands: Commands, rest: str) -> bool:
    return commands.set(f"Closed this {commands.called}.", state_event="close")


def _reopen(commands: Commands, rest: str) -> bool:
    return commands.set(f"Reopened this {commands.called}.", state_event="reopen")


def _title(commands: Commands, rest: str) -> bool:
    return bool(rest) and commands.set(f'Changed the title to "{rest}".', title=rest)


def _label(commands: Commands, rest: str) -> bool:
    return commands.name_labels(rest, "add_labels", "Added")


def _unlabel(commands: Commands, rest: str) -> bool:
    if not rest:
        return commands.set("Removed all labels.", labels=[])
    return commands.name_labels(rest, "remove_labels", "Removed")


def _assign(commands: Commands, rest: str) -> bool:
    users = commands.people(rest)
    if not users:
        return False
    names = ", ".join(f"@{user['username']}" for user in users)
    ids = [*commands.row.get("assignee_ids", ()), *(user["id"] for user in users)]
    return commands.set(f"Assigned {names}.", assignee_ids=list(dict.fromkeys(ids)))


def _unassign(commands: Commands, rest: str) -> bool:
    leaving = {user["id"] for user in commands.people(rest)}
    kept = [id for id in commands.row.get("assignee_ids", ()) if rest and id not in leaving]
    return commands.set("Removed assignees.", assignee_ids=kept)


def _milestone(commands: Commands, rest: str) -> bool:
    match = _MILESTONE.search(rest)
    around = Documents(commands.ctx, "/projects/:id/milestones").around(above=True)
    title = (match[1] or match[2]) if match else ""
    row = around.where("json_extract(data, '$.title') = ?", title).first()
    return row is not None and commands.set(
        f"Set the milestone to %{title}.", milestone_id=row["id"]
    )


def _remove_milestone(commands: Commands, rest: str) -> bool:
    return commands.set("Removed the milestone.", milestone_id=None)


def _due(commands: Commands, rest: str) -> bool:
    is_day = re.fullmatch(r"\d{4}-\d{2}-\d{2}", rest) is not None
    return is_day and commands.set(f"Set the due date to {rest}.", due_date=rest)


def _remove_due_date(commands: Commands, rest: str) -> bool:
    return commands.set("Removed the due date.", due_date=None)


def _estimate(commands: Commands, rest: str) -> bool:
    return _time(commands, rest, "time_estimate", f"Set time estimate to {rest}.")


def _spend(commands: Commands, rest: str) -> bool:
    return _time(commands, rest, "spend_time", f"Added {rest} spent time.")


def _time(commands: Commands, rest: str, told: str, summary: str) -> bool:
    key = "time_estimate_seconds" if told == "time_estimate" else "time_spent_seconds"
    before = commands.row.get(key, 0) if told == "spend_time" else 0
    try:
        commands.row = add_time(commands.ctx, commands.row, key, rest, to=before)
    except Refused:
        return False
    seconds = commands.row[key] - before
    user = commands.ctx.user
    spent = {"duration": seconds, "user_id": user["id"] if user else None}
    commands.told[told] = spent if told == "spend_time" else seconds
    commands.summary.append(summary)
    return True


def _confidential(commands: Commands, rest: str) -> bool:
    return commands.called == "issue" and commands.set(
        "Made this issue confidential.", confidential=True
    )


def _lock(commands: Commands, rest: str) -> bool:
    return commands.set("Locked the discussion.", discussion_locked=True)


def _unlock(commands: Commands, rest: str) -> bool:
    return commands.set("Unlocked the discussion.", discussion_locked=False)


_COMMANDS: dict[str, Callable[[Commands, str], bool]] = {
    "assign": _assign,
    "close": _close,
    "confidential": _confidential,
    "due": _due,
    "estimate": _estimate,
    "label": _label,
    "labels": _label,
    "lock": _lock,
    "milestone": _milestone,
    "remove_due_date": _remove_due_date,
    "remove_label": _unlabel,
    "remove_milestone": _remove_milestone,
    "reopen": _reopen,
    "spend": _spend,
    "title": _title,
    "unassign": _unassign,
    "unlabel": _unlabel,
    "unlock": _unlock,
}


@route("POST", "/projects/:id/issues/:issue_iid/notes")
@route("POST", "/projects/:id/merge_requests/:mr_iid/notes")
def comment(ctx: Context) -> Answer | Json:
    """A comment of nothing but commands is none: 202, and what they changed."""
    notes = Documents(ctx, ctx.route.path, write=True)
    given = sent(notes)
    things = Documents(ctx, notes.collection.owner_path.rpartition("/")[0])
    row = things.find((notes.owner.row or {})["iid"])
    commands = Commands(things, row)
    kept = [
        line
        for line in str(given["body"]).splitlines()
        if not (match := _COMMAND.match(line)) or not commands.run(match[1], match[2] or "")
    ]
    text = "\n".join(kept).strip()
    if not text and given["body"]:
        return _only(commands)
    commands.finish()
    if len(kept) == len(str(given["body"]).splitlines()):
        return notes.shown(notes.create(given), "create")
    made = notes.shown(notes.create(given | {"body": text}), "create")
    return {**made, "commands_changes": commands.told}


def _only(commands: Commands) -> Answer:
    if not commands.summary:
        raise refused(422, {"errors": {"commands_only": ["Failed to apply commands."]}})
    commands.finish()
    return Answer(202, {"commands_changes": commands.told, "summary": commands.summary})
