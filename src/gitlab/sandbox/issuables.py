"""What issues and merge requests have in common: labels, milestones, people, time, references."""

from __future__ import annotations

import re
from copy import copy
from typing import TYPE_CHECKING, Any

from gitlab.sandbox.access import PLANNER, descendants
from gitlab.sandbox.activity import TARGETS, note_event
from gitlab.sandbox.answers import Answer, Json, Refused, bad_request
from gitlab.sandbox.documents import Documents, collection
from gitlab.sandbox.documents.filters import filtered, ordered
from gitlab.sandbox.documents.kinds import collections
from gitlab.sandbox.entities import user_basic
from gitlab.sandbox.reminders import mentions, remember, settle, tell_mentioned
from gitlab.sandbox.routes import router, shape
from gitlab.sandbox.visible import projects_of, visible_projects

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.store import Row, Selection

__all__ = [
    "add_time",
    "everywhere",
    "home",
    "is_subscribed",
    "label_details",
    "may_change",
    "milestone",
    "note_events",
    "of_milestone",
    "participants",
    "people",
    "prepare",
    "remind",
    "seen",
    "shown",
    "shown_in_list",
    "subscribe",
    "time_stats",
    "visible_everywhere",
    "votes",
]

_SECONDS = {"mo": 576_000, "w": 144_000, "d": 28_800, "h": 3600, "m": 60, "s": 1}


def prepare(documents: Documents, before: Row, made: Row) -> None:
    """Labels are made when they are new; who closes and when is noted."""
    ctx = documents.ctx
    labels = made.pop("labels", None)
    added, removed = made.pop("add_labels", None), made.pop("remove_labels", None)
    wanted = list(before.get("labels", ())) if labels is None else _names(labels)
    wanted += [name for name in _names(added) if name not in wanted]
    made["labels"] = sorted(set(wanted) - set(_names(removed)))
    for name in made["labels"]:
        _make_label(documents, name)
    if "assignee_id" in made:
        made["assignee_ids"] = [id] if (id := made.pop("assignee_id")) else []
    for key in ("assignee_ids", "reviewer_ids"):
        if key in made:
            made[key] = [id for id in made[key] or () if id and ctx.store.get("users", id)]
    if id := made.get("milestone_id"):
        milestones = Documents(ctx, "/projects/:id/milestones").around(above=True)
        if not milestones.where("id = ?", id).exists():
            del made["milestone_id"]
    elif "milestone_id" in made:
        made["milestone_id"] = None
    _note_closing(ctx, before, made)
    note_events(ctx, before, made)


def remind(documents: Documents, before: Row, row: Row) -> None:
    """To-do items for those who are given it, asked to review it, or mentioned in it."""
    ctx, root = documents.ctx, documents.root.row or {}
    kind = TARGETS[row["doc_kind"]]
    if row["state"] == "closed" and before.get("state") != "closed":
        settle(ctx, kind, row["id"])
    for key, action in (("assignee_ids", "assigned"), ("reviewer_ids", "review_requested")):
        for id in set(row.get(key) or ()) - set(before.get(key) or ()):
            if user := ctx.store.get("users", id):
                target = documents.shown(row)
                remember(ctx, user, action, kind, target, body=row["title"], root=root)
    text = row.get("description") or ""
    if "@" in text and text != (before.get("description") or ""):
        tell_mentioned(ctx, kind, documents.shown(row), body=text, root=root)


def _note_closing(ctx: Context, before: Row, made: Row) -> None:
    state = made.get("state", before.get("state", "opened"))
    if state == before.get("state", "opened"):
        return
    is_closed = state == "closed"
    made["closed_at"] = ctx.now() if is_closed else None
    made["closed_by_id"] = ctx.user["id"] if is_closed and ctx.user else None


def note_events(ctx: Context, before: Row, made: Row) -> None:
    """Keep with the thing what becomes of its labels, milestone, weight and state."""
    row = before | made
    state = row.get("state", "opened")
    events: list[Row] = []
    was, now = before.get("labels", ()), row.get("labels", ())
    events += [_event("label", "add", label=name) for name in now if name not in was]
    events += [_event("label", "remove", label=name) for name in was if name not in now]
    if (old := before.get("milestone_id")) != (new := row.get("milestone_id")):
        for action, id in (("remove", old), ("add", new)):
            if id:
                events.append(_event("milestone", action, milestone_id=id, state=state))
    if (weight := row.get("weight")) != before.get("weight") and (before or weight):
        events.append(_event("weight", "add", weight=weight))
    if state != before.get("state", "opened"):
        told = "reopened" if state == "opened" else state
        events.append(_event("state", "add", state=told))
        if before and before["doc_owner"] == "projects":
            action = "accepted" if state == "merged" else told
            kind = TARGETS[before["doc_kind"]]
            note_event(ctx, before["doc_owner_id"], action, before, target_type=kind)
    noted = {"user_id": ctx.user["id"] if ctx.user else None, "created_at": ctx.now()}
    for event in events:
        event |= noted | {"id": ctx.store.count_on(f"resource {event['kind']} events")}
    made["resource_events"] = [*before.get("resource_events", ()), *events]


def _event(kind: str, action: str, **told: Any) -> Row:
    return {"kind": kind, "action": action, **told}


def _names(labels: Any) -> list[str]:
    if isinstance(labels, str):
        labels = labels.split(",")
    return [str(name).strip() for name in labels or () if str(name).strip()]


def _make_label(things: Documents, name: str) -> None:
    labels = Documents(things.ctx, f"/{things.collection.root}/:id/labels")
    if labels.get(name) is None:
        labels.create({"name": name, "color": "#428BCA"})


def may_change(ctx: Context, project: Row, row: Row, least: int = PLANNER) -> bool:
    """Who made it, who it is assigned to, and those with a role."""
    if ctx.user is None:
        return False
    mine = ctx.user["id"] in (row.get("author_id"), *row.get("assignee_ids", ()))
    return mine or ctx.is_admin or ctx.access_level(project) >= least


def shown(ctx: Context, project: Row, row: Row, sign: str) -> Row:
    """The fields that issues and merge requests share. `sign` is "#" or "!"."""
    assignees = people(ctx, row.get("assignee_ids") or ())
    iid, path = row["iid"], project["full_path"]
    planned = ctx.store.get("documents", row.get("milestone_id"))
    notes = ctx.store.select("documents", doc_owner_id=row["id"], doc_owner=row["doc_kind"])
    boxes = re.findall(r"^\s*[-*] \[([ xX])\]", row.get("description") or "", re.MULTILINE)
    labels = row.get("labels") or []
    return {
        "labels": label_details(ctx, labels) if ctx.params.get("with_labels_details") else labels,
        "assignees": assignees,
        "assignee": assignees[0] if assignees else None,
        "milestone": milestone(ctx, planned) if planned else None,
        "references": {
            "short": f"{sign}{iid}",
            "relative": f"{sign}{iid}",
            "full": f"{path}{sign}{iid}",
        },
        "project_id": project["id"],
        "user_notes_count": notes.where("doc_kind = 'notes'").count(),
        "task_completion_status": {
            "count": len(boxes),
            "completed_count": sum(box != " " for box in boxes),
        },
        "time_stats": time_stats(row),
        "subscribed": is_subscribed(ctx, row),
        **votes(ctx, row),
        "closed_at": row.get("closed_at"),
        "closed_by": next(iter(people(ctx, [row.get("closed_by_id")])), None),
    }


def votes(ctx: Context, row: Row) -> dict[str, int]:
    awards = ctx.store.select(
        "documents", doc_owner=row["doc_kind"], doc_owner_id=row["id"], doc_kind="award_emoji"
    )
    given = [award["name"] for award in awards]
    return {"upvotes": given.count("thumbsup"), "downvotes": given.count("thumbsdown")}


def label_details(ctx: Context, names: list[str], path: str = "/projects/:id/labels") -> list[Row]:
    """As lists show them on request."""
    labels = Documents(ctx, path)
    fields = ("id", "name", "description", "description_html", "text_color", "color", "archived")
    found = [labels.shown(row) for name in names if (row := labels.get(name))]
    return [{name: label[name] for name in fields} for label in found]


def people(ctx: Context, ids: Any) -> list[dict[str, Any]]:
    return [user_basic(ctx, user) for id in ids if (user := ctx.store.get("users", id))]


def participants(ctx: Context, row: Row) -> list[dict[str, Any]]:
    """Who made it, has to do it, is mentioned in its text, or said something of it."""
    named = [ctx.store.first("users", username=name) for name in mentions(row.get("description"))]
    notes = ctx.store.select(
        "documents", doc_owner=row["doc_kind"], doc_owner_id=row["id"], doc_kind="notes"
    )
    ids = [row["author_id"], *row.get("assignee_ids", ()), *row.get("reviewer_ids", ())]
    ids += [user["id"] for user in named if user]
    ids += [note["author_id"] for note in notes.order_by("id")]
    return people(ctx, dict.fromkeys(ids))


def milestone(ctx: Context, row: Row) -> dict[str, Any]:
    names = "id iid title description state created_at updated_at due_date start_date"
    owner = "project_id" if row["doc_owner"] == "projects" else "group_id"
    due = row.get("due_date")
    table = "projects" if row["doc_owner"] == "projects" else "namespaces"
    above = (ctx.store.get(table, row["doc_owner_id"]) or {}).get("full_path", "")
    place = above if table == "projects" else f"groups/{above}"
    return {
        **{name: row.get(name) for name in names.split()},
        owner: row["doc_owner_id"],
        "expired": due is not None and due < ctx.store.today(),
        "web_url": ctx.url(f"{place}/-/milestones/{row['iid']}"),
    }


def everywhere(
    ctx: Context, path: str, group: Row | None = None, *, milestone_id: int | None = None
) -> Answer:
    """The issues or merge requests of all projects that the caller sees, or of those in a group.

    `path` is that of a project's.
    """
    rows = visible_everywhere(ctx, path, group)
    if milestone_id is not None:
        rows = of_milestone(rows, milestone_id)
    rows = ordered(collection(path), rows, ctx.params)
    return ctx.paginate(rows, lambda ctx, row: _in_project(ctx, path, row))


def of_milestone(rows: Selection, milestone_id: int) -> Selection:
    return rows.where("json_extract(data, '$.milestone_id') = ?", milestone_id)


def visible_everywhere(ctx: Context, path: str, group: Row | None = None) -> Selection:
    """What `everywhere` pages through."""
    kind = collection(path)
    projects = visible_projects(ctx.store, ctx.user)
    if ctx.params.get("non_archived") is not False:
        projects = projects.where("NOT coalesce(json_extract(data, '$.archived'), 0)")
    if group is not None:
        projects = projects.where_in("namespace_id", descendants(ctx.store, group["id"]))
    sql, *args = projects.ids()
    rows = ctx.store.select("documents", doc_kind=kind.name, doc_owner="projects")
    rows = rows.where(sql.replace("id IN", "doc_owner_id IN", 1), *args)
    if not ctx.is_admin:
        rows = _not_confidential(ctx, rows)
    if group is None:
        ctx.params.setdefault("scope", "created_by_me")
    return filtered(ctx, kind, rows)


def _not_confidential(ctx: Context, rows: Selection) -> Selection:
    """Without what only its author, those it is assigned to, and Planners see."""
    is_open = "NOT coalesce(json_extract(data, '$.confidential'), 0)"
    if ctx.user is None:
        return rows.where(is_open)
    mine = "json_extract(data, '$.author_id') = ?"
    given = "EXISTS (SELECT 1 FROM json_each(data, '$.assignee_ids') WHERE value = ?)"
    sql, *args = projects_of(ctx.store, ctx.user, PLANNER).ids()
    planned = sql.replace("id IN", "doc_owner_id IN", 1)
    own = ctx.user["id"]
    return rows.where(f"{is_open} OR {mine} OR {given} OR {planned}", own, own, *args)


def _in_project(ctx: Context, path: str, row: Row) -> Row:
    """As the project's own list shows it."""
    shown = shown_in_list(ctx, path, row)
    found = collections().get(shape(ctx.route.path))
    if found is None:
        return shown
    declared = dict(found.resource.operations["list"].shape or found.resource.attributes)
    return {name: value for name, value in shown.items() if name in declared}


def _at(ctx: Context, path: str, owner_id: int) -> Documents:
    asked = copy(ctx)
    asked.route = router().by_shape["GET", shape(path)]
    asked.params = {**ctx.params, "id": str(owner_id)}
    return Documents(asked, path)


def shown_in_list(ctx: Context, path: str, row: Row) -> Row:
    """As the list at a path in its own project or group, which the caller sees, shows it."""
    return _at(ctx, path, row["doc_owner_id"]).shown(row, "list")


def home(ctx: Context, path: str, owner_id: int) -> Documents | None:
    """The things at a path in another project or group; None when the caller does not see it."""
    try:
        return _at(ctx, path, owner_id)
    except Refused:
        return None


def seen(ctx: Context, path: str, row: Row) -> Documents | None:
    """Those among which the caller sees a thing, wherever it is; None when it is hidden."""
    found = home(ctx, path, row["doc_owner_id"])
    return found if found and found.all().where("id = ?", row["id"]).exists() else None


# Time --------------------------------------------------------------------------------------------


def time_stats(row: Row) -> dict[str, Any]:
    estimate, spent = row.get("time_estimate_seconds", 0), row.get("time_spent_seconds", 0)
    return {
        "time_estimate": estimate,
        "total_time_spent": spent,
        "human_time_estimate": _human(estimate),
        "human_total_time_spent": _human(spent),
    }


def add_time(ctx: Context, row: Row, key: str, duration: str | None, *, to: int = 0) -> Row:
    """Set a time of a thing to `to` and what the duration says; None resets it."""
    seconds = 0 if duration is None else to + _parsed(duration)
    return ctx.store.update("documents", row["id"], **{key: seconds})


def _parsed(text: str) -> int:
    parts = re.findall(r"(\d+)\s*(mo|w|d|h|m|s)", text)
    if not re.fullmatch(r"\s*-?(\s*\d+\s*(mo|w|d|h|m|s))+\s*", text):
        raise bad_request()
    total = sum(int(count) * _SECONDS[unit] for count, unit in parts)
    return -total if text.strip().startswith("-") else total


def _human(seconds: int) -> str | None:
    found = []
    for unit, size in _SECONDS.items():
        if unit in ("mo", "s"):
            continue
        count, seconds = divmod(seconds, size)
        if count:
            found.append(f"{count}{unit}")
    return " ".join(found) or None


# Subscriptions -----------------------------------------------------------------------------------


def subscribe(documents: Documents, row: Row, *, to: bool) -> Answer | Json:
    """304 when the caller is (or is not) a subscriber already."""
    ctx = documents.ctx
    assert ctx.user is not None
    id = ctx.user["id"]
    if (id in _subscribers(row)) == to:
        return Answer(304)
    others = [other for other in _subscribers(row) if other != id]
    subscribers = [*others, id] if to else others
    return documents.shown(ctx.store.update("documents", row["id"], subscriber_ids=subscribers))


def is_subscribed(ctx: Context, row: Row) -> bool:
    return ctx.user is not None and ctx.user["id"] in _subscribers(row)


def _subscribers(row: Row) -> list[int]:
    own = [row.get("author_id"), *row.get("assignee_ids", ())]
    return list(row.get("subscriber_ids", [id for id in own if id]))
