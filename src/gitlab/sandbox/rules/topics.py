"""Topics, with the projects that have them.

https://docs.gitlab.com/api/topics/
"""

from __future__ import annotations

from gitlab.sandbox.documents import ANYBODY, Documents, Kind, declare
from gitlab.sandbox.rules import (
    Context,
    Json,
    Param,
    Row,
    bad_request,
    invalid,
    invalid_parameter,
    missing,
    route,
)
from gitlab.sandbox.store import Selection, Store

TOPICS = "/topics"
_SIDES = ("source", "target")
_COUNT = (
    "SELECT count(*) FROM projects, json_each(projects.data, '$.topics') AS topic"
    " WHERE topic.value = json_extract(documents.data, '$.name') COLLATE NOCASE"
)


def _prepare(topics: Documents, before: Row, made: Row) -> None:
    row = before | made
    if not row.get("title") and "title" not in topics.ctx.params:
        raise invalid_parameter("title is missing")
    for name in ("name", "title"):
        if not row.get(name):
            raise invalid(**{name: ["can't be blank"]})
    same = "json_extract(data, '$.name') = ? COLLATE NOCASE"
    others = topics.own().where(same, row["name"]).where("id IS NOT ?", before.get("id"))
    if others.exists():
        raise invalid(name=["has already been taken"])


def _show(topics: Documents, row: Row) -> Row:
    return {
        "total_projects_count": len(_projects(topics.ctx.store, row["name"])),
        "organization_id": 1,
    }


def _projects(store: Store, name: str) -> list[Row]:
    sql = "EXISTS (SELECT 1 FROM json_each(data, '$.topics') WHERE value = ? COLLATE NOCASE)"
    return list(store.select("projects").where(sql, name))


def _all(topics: Documents) -> Selection:
    """A project that is given a new topic makes it."""
    known = "SELECT lower(json_extract(data, '$.name')) FROM documents WHERE doc_kind = 'topics'"
    for name in topics.ctx.store.column(
        "SELECT DISTINCT topic.value FROM projects, json_each(projects.data, '$.topics') AS topic"
        f" WHERE lower(topic.value) NOT IN ({known})"
    ):
        topics.create({"name": name, "title": name})
    if topics.ctx.params.get("without_projects"):
        return topics.own().where(f"({_COUNT}) = 0")
    return topics.own()


declare(
    Kind(
        thing="",
        read=ANYBODY,
        order=f"({_COUNT}) DESC, json_extract(data, '$.name')",
        needs_change=("name", "title", "description", "avatar"),
        prepare=_prepare,
        show=_show,
        select=_all,
    ),
    TOPICS,
)


@route(
    "POST",
    f"{TOPICS}/merge",
    params=[Param(f"{side}_topic_id", "int", required=True, blank=False) for side in _SIDES],
)
def merge(ctx: Context) -> Json:
    """The projects of one topic get the other one instead."""
    topics = Documents(ctx, TOPICS, write=True)
    source, target = (topics.get(ctx.params[f"{side}_topic_id"]) or _missing() for side in _SIDES)
    if source["id"] == target["id"]:
        raise bad_request("The source topic and the target topic are identical.")
    for project in _projects(ctx.store, source["name"]):
        others = [it for it in project["topics"] if it.lower() != source["name"].lower()]
        merged = list(dict.fromkeys([*others, target["name"]]))
        ctx.store.update("projects", project["id"], topics=merged)
    topics.delete(source)
    return topics.shown(target)


def _missing() -> Row:
    raise missing()
