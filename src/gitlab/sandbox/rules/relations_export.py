"""Projects and groups part by part, for another GitLab that imports them directly.

https://docs.gitlab.com/api/project_relations_export/
https://docs.gitlab.com/api/group_relations_export/
"""

from __future__ import annotations

import gzip
import json

from gitlab.sandbox.deletion import ACCEPTED
from gitlab.sandbox.exporting import KINDS, exported
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Param,
    Row,
    invalid_parameter,
    not_found,
    route,
)

_KIND = "export_relations"
_BATCH = 1000


def create(ctx: Context) -> Answer:
    """All parts as they are now; they can be fetched a moment later."""
    place = _place(ctx)
    for row in list(ctx.store.select("documents", doc_kind=_KIND, **place)):
        ctx.store.delete("documents", row["id"])
    table = place["doc_owner"]
    documents = exported(ctx, table, ctx.store.get(table, place["doc_owner_id"]) or {})["documents"]
    batched = bool(ctx.params.get("batched"))
    for kind in KINDS:
        told: Row = {"batched": batched, "ready_at": ctx.store.later(), "updated_at": ctx.now()}
        told["objects"] = [row for row in documents if row["doc_kind"] == kind]
        ctx.store.insert("documents", {"doc_kind": _KIND, "doc_key": kind} | place | told)
    return ACCEPTED


def status(ctx: Context) -> Answer:
    parts = ctx.store.select("documents", doc_kind=_KIND, **_place(ctx))
    if relation := ctx.params.get("relation"):
        parts = parts.where("doc_key = ?", relation)
    return ctx.paginate(parts, _part)


def download(ctx: Context) -> Answer:
    """Lines of JSON, compressed."""
    place = _place(ctx)
    relation, number = ctx.params["relation"], ctx.params.get("batch_number") or 0
    if relation not in KINDS:
        raise invalid_parameter("relation does not have a valid value")
    batched = bool(ctx.params.get("batched"))
    if batched and not number:
        raise invalid_parameter("batch_number is missing")
    part = ctx.store.first("documents", doc_kind=_KIND, doc_key=relation, **place)
    if part is None or not ctx.store.is_past(part["ready_at"]) or part["batched"] != batched:
        raise not_found("Export")
    objects = part["objects"]
    if batched and not (objects := objects[(number - 1) * _BATCH : number * _BATCH]):
        raise not_found("Batch")
    lines = "".join(f"{json.dumps(each)}\n" for each in objects)
    name = f'attachment; filename="{relation}.ndjson.gz"'
    content = gzip.compress(lines.encode(), mtime=0)
    return Answer(200, content, {"Content-Disposition": name})


for _path in ("/projects/:id", "/groups/:id"):
    route("POST", f"{_path}/{_KIND}", params=[Param("batched", "bool")])(create)
    route("GET", f"{_path}/{_KIND}/status", params=PAGING)(status)
    route(
        "GET",
        f"{_path}/{_KIND}/download",
        params=[Param("batched", "bool"), Param("batch_number", "int", minimum=1)],
    )(download)


def _place(ctx: Context) -> Row:
    if ctx.route.path.startswith("/projects"):
        project = ctx.find_project()
        ctx.authorize_admin_project(project)
        return {"doc_owner": "projects", "doc_owner_id": project["id"]}
    group = ctx.find_group()
    ctx.authorize(ctx.can_admin_group(group))
    return {"doc_owner": "namespaces", "doc_owner_id": group["id"]}


def _part(ctx: Context, row: Row) -> Row:
    done = "finished" if ctx.store.is_past(row["ready_at"]) else "started"
    counts = [
        len(row["objects"][start : start + _BATCH])
        for start in range(0, len(row["objects"]), _BATCH)
    ]
    common = {"status": done, "error": None, "updated_at": row["updated_at"]}
    batches = [
        common | {"batch_number": number, "objects_count": count}
        for number, count in enumerate(counts, 1)
    ]
    return common | {
        "relation": row["doc_key"],
        "batched": row["batched"],
        "batches_count": len(batches) if row["batched"] else 0,
        "total_objects_count": len(row["objects"]),
        "batches": batches if row["batched"] else [],
    }
