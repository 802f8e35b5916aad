"""The filters of lists of issues and merge requests that are not just equal to a field."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from gitlab.sandbox.documents import Filter

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["EPIC_FILTERS", "ISSUE_FILTERS", "ORDERS", "REQUEST_FILTERS"]

_Sql = tuple[str, tuple[Any, ...]]
_NOBODY = 0


def _field(name: str) -> str:
    return f"json_extract(documents.data, '$.{name}')"


def _in_list(name: str, condition: str = "value = ?") -> str:
    return f"EXISTS (SELECT 1 FROM json_each(documents.data, '$.{name}') WHERE {condition})"


def _texts(value: Any) -> list[str]:
    listed = value if isinstance(value, list) else str(value).split(",")
    return [text for item in listed if (text := str(item).strip())]


def _labels(ctx: Context, value: Any) -> _Sql:
    """All of them; "None" and "Any" ask whether there are any."""
    names = _texts(value)
    if [name.lower() for name in names] in (["none"], ["any"]):
        some = _in_list("labels", "1")
        return (some if names[0].lower() == "any" else f"NOT {some}"), ()
    return " AND ".join([_in_list("labels")] * len(names)) or "1", (*names,)


def _milestone(ctx: Context, value: Any) -> _Sql:
    own, today = _field("milestone_id"), ctx.store.today()
    due, start = "json_extract(data, '$.due_date')", "json_extract(data, '$.start_date')"
    is_open = "json_extract(data, '$.state') = 'active'"
    match str(value).lower():
        case "none" | "0":
            return f"{own} IS NULL", ()
        case "any":
            return f"{own} IS NOT NULL", ()
        case "upcoming" | "#upcoming":
            which: _Sql = f"{is_open} AND {due} > ? AND coalesce({start}, ?) >= ?", (today,) * 3
        case "started" | "#started":
            which = f"{is_open} AND {start} <= ? AND coalesce({due}, ?) >= ?", (today,) * 3
        case _:
            which = "json_extract(data, '$.title') = ?", (value,)
    sql, args = which
    found = f"SELECT id FROM documents WHERE doc_kind = 'milestones' AND {sql}"
    return f"{own} IN ({found})", args


def _people(name: str) -> Filter:
    """By id, or whether there is anybody; 0 is nobody."""

    def test(ctx: Context, value: Any) -> _Sql:
        if str(value).lower() in ("none", "0"):
            return f"NOT {_in_list(name, '1')}", ()
        if str(value).lower() == "any":
            return _in_list(name, "1"), ()
        return _in_list(name), (int(value) if str(value).isdecimal() else _NOBODY,)

    return test


def _named(name: str) -> Filter:
    """All of the people, by their user names."""
    who = "value = (SELECT id FROM users WHERE username = ?)"

    def test(ctx: Context, value: Any) -> _Sql:
        names = _texts(value)
        return " AND ".join([_in_list(name, who)] * len(names)) or "1", (*names,)

    return test


def _approved(found: str) -> Filter:
    """By all of them; "None" and "Any" ask whether there are any."""

    def test(ctx: Context, value: Any) -> _Sql:
        texts = _texts(value)
        if [text.lower() for text in texts] in (["none"], ["any"]):
            some = _in_list("approvals", "1")
            return (some if texts[0].lower() == "any" else f"NOT {some}"), ()
        by = _in_list("approvals", f"json_extract(value, '$.user_id') = {found}")
        return " AND ".join([by] * len(texts)) or "1", (*texts,)

    return test


def _due(ctx: Context, value: Any) -> _Sql:
    own = _field("due_date")
    today = date.fromisoformat(ctx.store.today())
    monday = today - timedelta(days=today.weekday())
    first = today.replace(day=1)
    last = today.replace(day=monthrange(today.year, today.month)[1])
    next_month = last + timedelta(days=1)
    end_of_next = next_month.replace(day=monthrange(next_month.year, next_month.month)[1])
    spans = {
        "today": (today, today),
        "tomorrow": (today + timedelta(days=1),) * 2,
        "week": (monday, monday + timedelta(days=6)),
        "month": (first, last),
        "next_month_and_previous_two_weeks": (today - timedelta(days=14), end_of_next),
    }
    if value in spans:
        return f"{own} BETWEEN ? AND ?", tuple(day.isoformat() for day in spans[value])
    if value == "overdue":
        return f"{own} < ? AND {_field('state')} = 'opened'", (today.isoformat(),)
    return f"{own} IS {'NULL' if value == '0' else 'NOT NULL'}", ()


def _epic(ctx: Context, value: Any) -> _Sql:
    return _number("epic_id", value)


def _weight(ctx: Context, value: Any) -> _Sql:
    return _number("weight", value)


def _number(name: str, value: Any) -> _Sql:
    """Equal to it, or whether there is any."""
    own = _field(name)
    if str(value).lower() in ("none", "any"):
        return f"{own} IS {'NULL' if str(value).lower() == 'none' else 'NOT NULL'}", ()
    return f"{own} = ?", (int(value) if str(value).isdecimal() else -1,)


def _reaction(ctx: Context, value: Any) -> _Sql:
    """What the caller said of it with an emoji."""
    given = (
        "EXISTS (SELECT 1 FROM documents AS award WHERE award.doc_kind = 'award_emoji'"
        " AND award.doc_owner = documents.doc_kind AND award.doc_owner_id = documents.id"
        " AND json_extract(award.data, '$.user_id') = ?"
    )
    me = ctx.user["id"] if ctx.user else _NOBODY
    if str(value).lower() in ("none", "any"):
        return f"{'NOT ' if str(value).lower() == 'none' else ''}{given})", (me,)
    return f"{given} AND json_extract(award.data, '$.name') = ?)", (me, value)


def _search(ctx: Context, value: Any) -> _Sql:
    """In title and description, unless `in` names one."""
    places = [name for name in ("title", "description") if name in _places(ctx)]
    words = str(value).lower().split()
    either = " OR ".join(f"instr(lower(coalesce({_field(name)}, '')), ?) > 0" for name in places)
    args = tuple(word for word in words for _ in places)
    return " AND ".join([f"({either})"] * len(words)) or "1", args


def _places(ctx: Context) -> list[str]:
    return _texts(ctx.params.get("in") or "title,description")


def _scope(ctx: Context, value: Any) -> _Sql:
    me = ctx.user["id"] if ctx.user else _NOBODY
    match str(value).replace("-", "_"):
        case "created_by_me":
            return f"{_field('author_id')} = ?", (me,)
        case "assigned_to_me":
            return _in_list("assignee_ids"), (me,)
        case "reviews_for_me":
            return _in_list("reviewer_ids"), (me,)
        case _:
            return "1", ()


def _draft(ctx: Context, value: Any) -> _Sql:
    return f"{_field('draft')} = ?", (str(value).lower() in ("yes", "true", "1"),)


def _not(ctx: Context, value: Any) -> _Sql:
    """None of what it names, and of lists none of their items."""
    sqls: list[str] = []
    args: tuple[Any, ...] = ()
    for name, refused in value.items() if isinstance(value, Mapping) else ():
        items = _texts(refused) if name in _LISTS else [refused]
        for item in items:
            sql, own = _excluded(ctx, name, item)
            sqls.append(f"NOT coalesce({sql}, 0)")
            args += own
    return " AND ".join(sqls) or "1", args


def _excluded(ctx: Context, name: str, value: Any) -> _Sql:
    if name == "author_username":
        return f"{_field('author_id')} IN (SELECT id FROM users WHERE username = ?)", (value,)
    if name in ("author_id", "iids"):
        return f"{_field(name.removesuffix('s'))} = ?", (int(value),)
    test = _SHARED.get(name) or ISSUE_FILTERS.get(name) or REQUEST_FILTERS.get(name)
    return test(ctx, value) if test else (f"{_field(name)} = ?", (value,))


_LISTS = ("labels", "assignee_username", "iids")
_SHARED: dict[str, Filter] = {
    "assignee_id": _people("assignee_ids"),
    "assignee_username": _named("assignee_ids"),
    "labels": _labels,
    "milestone": _milestone,
    "milestone_id": _milestone,
    "my_reaction_emoji": _reaction,
    "not": _not,
    "scope": _scope,
    "search": _search,
}
ISSUE_FILTERS: dict[str, Filter] = {
    **_SHARED,
    "due_date": _due,
    "epic_id": _epic,
    "weight": _weight,
}
EPIC_FILTERS: dict[str, Filter] = {
    name: _SHARED[name] for name in ("labels", "my_reaction_emoji", "not")
}
REQUEST_FILTERS: dict[str, Filter] = {
    **_SHARED,
    "approved_by_ids": _approved("CAST(? AS INTEGER)"),
    "approved_by_usernames": _approved("(SELECT id FROM users WHERE username = ?)"),
    "reviewer_id": _people("reviewer_ids"),
    "reviewer_username": _named("reviewer_ids"),
    "wip": _draft,
}

_DUE = (
    "(SELECT json_extract(milestone.data, '$.due_date') FROM documents AS milestone"
    f" WHERE milestone.id = {_field('milestone_id')})"
)
_PRIORITY = (
    "(SELECT min(json_extract(label.data, '$.priority')) FROM documents AS label"
    " WHERE label.doc_kind = 'labels' AND label.doc_owner = 'projects'"
    " AND label.doc_owner_id = documents.doc_owner_id AND label.doc_key IN"
    " (SELECT value FROM json_each(documents.data, '$.labels')))"
)
ORDERS = {
    "label_priority": f"{_PRIORITY} IS NULL, {_PRIORITY}, id",
    "milestone_due": f"{_DUE} IS NULL, {_DUE}, id",
    "popularity": (
        "(SELECT count(*) FROM documents AS award WHERE award.doc_kind = 'award_emoji'"
        " AND award.doc_owner = documents.doc_kind AND award.doc_owner_id = documents.id"
        " AND json_extract(award.data, '$.name') = 'thumbsup') {}, id {}"
    ),
    "priority": f"{_DUE} IS NULL, {_DUE}, {_PRIORITY} IS NULL, {_PRIORITY}, id",
    "relative_position": "coalesce(json_extract(documents.data, '$.position'), id + 1e9), id",
}
"""Orders by more than a field. New issues come last in the order that is made by hand."""
