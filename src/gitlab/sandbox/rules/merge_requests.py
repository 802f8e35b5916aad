"""Merge requests of projects.

https://docs.gitlab.com/api/merge_requests/
"""

from __future__ import annotations

import re
from typing import Any

from gitlab.sandbox import access, issuables, protection
from gitlab.sandbox.approving import Approving
from gitlab.sandbox.automerging import STOPPED, waiting_for
from gitlab.sandbox.crossing import closed_in, names
from gitlab.sandbox.documents import SIGNED_IN, Documents, Kind, declare
from gitlab.sandbox.documents.actions import sent
from gitlab.sandbox.entities.ci import pipeline_basic
from gitlab.sandbox.entities.commits import commit, diff
from gitlab.sandbox.git import Repository
from gitlab.sandbox.issuables import (
    everywhere,
    home,
    may_change,
    note_events,
    people,
    prepare,
    remind,
    shown,
    subscribe,
)
from gitlab.sandbox.issue_filters import ORDERS, REQUEST_FILTERS
from gitlab.sandbox.markdown import rendered
from gitlab.sandbox.merging import Merging, NotMergeable, note_version, source_of
from gitlab.sandbox.pushing import start_request_pipeline
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    conflict,
    forbidden,
    invalid,
    not_allowed,
    not_found,
    refused,
    route,
    unauthorized,
)
from gitlab.sandbox.store import Selection

REQUESTS = "/projects/:id/merge_requests"
REQUEST = f"{REQUESTS}/:merge_request_iid"
_IID = Param("merge_request_iid", "int")
_NEVER = (
    *("not_open", "draft_status", "not_approved", "discussions_not_resolved"),
    *("ci_must_pass", "ci_still_running"),
)
"""What is not merged, whatever its branches are."""
_GOING_ON = ("created", "waiting_for_resource", "preparing", "pending", "running", "scheduled")
_DRAFT = re.compile(r"\s*(\[draft\]|\(draft\)|draft:)\s*", re.IGNORECASE)


def _prepare(requests: Documents, before: Row, made: Row) -> None:
    ctx, project = requests.ctx, requests.root.row or {}
    row = before | made
    if before:
        ctx.authorize(may_change(ctx, project, before, access.DEVELOPER))
    else:
        made["source_project_id"] = ctx.params["source_project_id"]
        made["target_project_id"] = project["id"]
        _check_branches(requests, row | made)
        made["merge_status"] = "can_be_merged"
    for name in ("title", "target_branch"):
        if not row.get(name):
            raise invalid(**{name: ["can't be blank"]})
    if "allow_maintainer_to_push" in made:
        made.setdefault("allow_collaboration", made.pop("allow_maintainer_to_push"))
    if "remove_source_branch" in made:
        made["force_remove_source_branch"] = made.pop("remove_source_branch")
    if before.get("state") in ("merged",) and made.get("state") not in (None, "merged"):
        del made["state"]
    if made.get("state") == "closed":
        made |= STOPPED
    made["draft"] = bool(_DRAFT.match(row["title"]))
    prepare(requests, before, made)


def _check_branches(requests: Documents, row: Row) -> None:
    source, target = row["source_branch"], row["target_branch"]
    is_fork = row["source_project_id"] != row["target_project_id"]
    if source == target and not is_fork:
        raise refused(422, {"message": ["You can't use same project/branch for source and target"]})
    same = requests.own().where("json_extract(data, '$.state') = 'opened'")
    for name in ("source_project_id", "source_branch", "target_branch"):
        same = same.where(f"json_extract(data, '$.{name}') = ?", row[name])
    if other := same.first():
        text = f"Another open merge request already exists for this source branch: !{other['iid']}"
        raise refused(409, {"message": [text]})


def _show(requests: Documents, row: Row) -> Row:
    ctx, project = requests.ctx, requests.root.row or {}
    merging = Merging(Repository(ctx.store, project), row)
    base, head = merging.base, merging.head
    status = _status(ctx, project, row, merging)
    merger = next(iter(people(ctx, [row.get("merge_user_id")])), None)
    found = _pipeline(ctx, merging)
    pipeline = pipeline_basic(ctx, _home_of(ctx, found), found) if found else None
    is_fork = row["source_project_id"] != project["id"]
    return shown(ctx, project, row, "!") | {
        "source_project_id": row["source_project_id"] if merging.source else None,
        "allow_collaboration": is_fork and bool(row.get("allow_collaboration")),
        "allow_maintainer_to_push": is_fork and bool(row.get("allow_collaboration")),
        "reference": f"!{row['iid']}",
        "merged_by": merger if row["state"] == "merged" else None,
        "merge_user": merger,
        "merged_at": row.get("merged_at"),
        "title_html": row["title"],
        "description_html": rendered(row.get("description")),
        "reviewers": people(ctx, row.get("reviewer_ids") or ()),
        "work_in_progress": row["draft"],
        "sha": head or "",
        "has_conflicts": status == "conflict",
        "merge_status": "cannot_be_merged" if status == "conflict" else "can_be_merged",
        "detailed_merge_status": status,
        "changes_count": str(len(merging.changes())) if head else None,
        "diff_refs": {"base_sha": base, "head_sha": head, "start_sha": merging.start},
        "blocking_discussions_resolved": not _open_threads(ctx, row),
        "prepared_at": row["created_at"],
        "imported_from": "none",
        "should_remove_source_branch": row.get("should_remove_source_branch"),
        "pipeline": pipeline,
        "head_pipeline": pipeline,
        "user": {"can_merge": _may_merge(ctx, project, row)},
    }


def _follow(requests: Documents, before: Row, row: Row) -> None:
    """Those who are asked hear of it; a new one has a version, and starts its pipeline."""
    remind(requests, before, row)
    if not before:
        repository = Repository(requests.ctx.store, requests.root.row or {})
        note_version(requests.ctx, repository, row)
        if source := source_of(repository, row):
            start_request_pipeline(requests.ctx, source, row)


declare(
    Kind(
        thing="",
        write=SIGNED_IN,
        order="id DESC",
        prepare=_prepare,
        show=_show,
        params=(Param("labels", "list[str]", style="comma"),),
        filters=REQUEST_FILTERS,
        orders=ORDERS,
        follow=_follow,
    ),
    REQUESTS,
)


@route("POST", REQUESTS, params=[Param("labels", "list[str]", style="comma")])
def create(ctx: Context) -> Json:
    """In the target project, which takes Developers of the source project."""
    source = ctx.find_project()
    ctx.authorize_level(source, access.DEVELOPER)
    wanted = sent(Documents(ctx, REQUESTS))
    target = (
        ctx.find_project("target_project_id") if ctx.params.get("target_project_id") else source
    )
    ctx.params["source_project_id"] = source["id"]
    requests = home(ctx, REQUESTS, target["id"])
    if requests is None:
        raise forbidden()
    if _origin(ctx, source) != _origin(ctx, target):
        text = "Source project is not a fork of the target project"
        raise refused(422, {"message": [text]})
    return requests.shown(requests.create(wanted), "create")


def _origin(ctx: Context, project: Row) -> int:
    """The project that a project's forks, and theirs, come from."""
    above = ctx.store.get("projects", project.get("forked_from_id"))
    return _origin(ctx, above) if above else project.get("forked_from_id") or project["id"]


def _request(ctx: Context) -> tuple[Documents, Row, Merging]:
    requests = Documents(ctx, REQUESTS)
    row = requests.find(ctx.params["merge_request_iid"])
    return requests, row, Merging(Repository(ctx.store, requests.root.row or {}), row)


@route("DELETE", REQUEST, params=[_IID])
def delete(ctx: Context) -> None:
    requests, row, _ = _request(ctx)
    ctx.authorize_level(requests.root.row or {}, access.OWNER)
    requests.delete(row)


@route("GET", f"{REQUEST}/commits", params=[*PAGING, _IID], public=True)
def commits(ctx: Context) -> Answer:
    requests, _, merging = _request(ctx)
    project = requests.root.row or {}
    listed = [commit(ctx, project, found) for found in merging.commits()]
    return ctx.paginate(listed, lambda _, found: found)


@route("GET", f"{REQUEST}/diffs", params=[*PAGING, _IID, Param("unidiff", "bool")], public=True)
def diffs(ctx: Context) -> Answer:
    _, _, merging = _request(ctx)
    return ctx.paginate([diff(change) for change in merging.changes()], lambda _, found: found)


@route("GET", f"{REQUEST}/changes", params=[_IID, Param("access_raw_diffs", "bool")], public=True)
def changes(ctx: Context) -> Json:
    requests, row, merging = _request(ctx)
    found = [diff(change) for change in merging.changes()]
    return requests.shown(row) | {"changes": found, "overflow": False}


@route("GET", f"{REQUEST}/pipelines", params=[*PAGING, _IID], public=True)
def pipelines(ctx: Context) -> Answer:
    _, row, merging = _request(ctx)
    rows = _pipelines(ctx, merging)
    shas = [found.id for found in merging.commits()]
    marks = ", ".join("?" * len(shas))
    rows = rows.where(
        f"ref = ? AND sha IN ({marks}) OR json_extract(data, '$.merge_request_id') = ?",
        *(row["source_branch"], *shas, row["id"]),
    )
    return ctx.paginate(
        rows.order_by("id DESC"),
        lambda ctx, found: pipeline_basic(ctx, _home_of(ctx, found), found),
    )


@route("GET", f"{REQUEST}/participants", params=[*PAGING, _IID], public=True)
def participants(ctx: Context) -> Answer:
    _, row, _ = _request(ctx)
    return ctx.paginate(issuables.participants(ctx, row), lambda _, user: user)


@route("GET", f"{REQUEST}/closes_issues", params=[*PAGING, _IID], public=True)
def closes_issues(ctx: Context) -> Answer:
    _, row, _ = _request(ctx)
    issues = Documents(ctx, "/projects/:id/issues")
    found = [issue for iid in closed_in(row.get("description")) if (issue := issues.get(iid))]
    return ctx.paginate(found, lambda _, issue: issues.shown(issue))


@route("GET", f"{REQUEST}/related_issues", params=[*PAGING, _IID], public=True)
def related_issues(ctx: Context) -> Answer:
    """Those that its title, its description or its commits name."""
    _, row, merging = _request(ctx)
    issues = Documents(ctx, "/projects/:id/issues")
    texts = [row["title"], row.get("description") or "", *(c.message for c in merging.commits())]
    told = "\n".join(texts)
    found = [issue for issue in issues.all().order_by("id") if names(told, f"#{issue['iid']}")]
    return ctx.paginate(found, lambda _, issue: issues.shown(issue))


@route(
    "PUT",
    f"{REQUEST}/merge",
    params=[
        _IID,
        Param("sha"),
        Param("squash", "bool"),
        Param("merge_commit_message"),
        Param("squash_commit_message"),
        Param("should_remove_source_branch", "bool"),
        Param("merge_when_pipeline_succeeds", "bool"),
        Param("auto_merge", "bool"),
    ],
)
def merge(ctx: Context) -> Json:
    requests, row, merging = _request(ctx)
    project = requests.root.row or {}
    if not _may_merge(ctx, project, row):
        raise unauthorized()
    pipeline = _awaited(ctx, merging)
    status = _status(ctx, project, row, merging)
    if status in _NEVER and not (pipeline and status == "ci_still_running"):
        raise not_allowed()
    sha = ctx.params.get("sha")
    if sha and sha != merging.head:
        raise conflict(f"SHA does not match HEAD of source branch: {merging.head}")
    if pipeline and status in ("mergeable", "ci_still_running"):
        waiting = waiting_for(ctx, pipeline)
        return requests.shown(ctx.store.update("documents", row["id"], **waiting))
    try:
        result = merging.merge(ctx, squash=ctx.params.get("squash", row.get("squash", False)))
    except NotMergeable:
        raise refused(422, {"message": "Branch cannot be merged"}) from None
    assert ctx.user is not None
    remove = ctx.params.get("should_remove_source_branch")
    remove = row.get("force_remove_source_branch") if remove is None else remove
    source = merging.source
    if remove and source and _may_push(ctx, source.project, row):
        ref = source.ref("heads", row["source_branch"])
        if ref and ref["name"] != source.default_branch:
            source.remove(ref)
    merged: Row = {"state": "merged"}
    note_events(ctx, row, merged)
    row = ctx.store.update(
        "documents",
        row["id"],
        **merged,
        merged_at=ctx.now(),
        updated_at=ctx.now(),
        merge_user_id=ctx.user["id"],
        auto_merge=None,
        should_remove_source_branch=remove,
        **result,
    )
    if row["target_branch"] == merging.repository.default_branch:
        issues = Documents(ctx, "/projects/:id/issues")
        for iid in closed_in(row.get("description")):
            if issue := issues.get(iid):
                closed: Row = {"state": "closed", "closed_at": ctx.now()}
                closed["closed_by_id"] = ctx.user["id"]
                note_events(ctx, issue, closed)
                ctx.store.update("documents", issue["id"], **closed)
    return requests.shown(row)


def _awaited(ctx: Context, merging: Merging) -> Row | None:
    """The pipeline that the caller wants to wait for, as long as it goes on."""
    wished = ctx.params.get("auto_merge") or ctx.params.get("merge_when_pipeline_succeeds")
    pipeline = _pipeline(ctx, merging) if wished else None
    return pipeline if pipeline and pipeline["status"] in _GOING_ON else None


@route("POST", f"{REQUEST}/cancel_merge_when_pipeline_succeeds", params=[_IID])
def cancel_auto_merge(ctx: Context) -> Json:
    """Who may merge it and its author may."""
    requests, row, _ = _request(ctx)
    assert ctx.user is not None
    if row["author_id"] != ctx.user["id"] and not _may_merge(ctx, requests.root.row or {}, row):
        raise unauthorized()
    if row["state"] != "opened":
        raise not_allowed()
    if not row.get("merge_when_pipeline_succeeds"):
        raise refused(406, {"message": "406 Not Acceptable"})
    return requests.shown(ctx.store.update("documents", row["id"], **STOPPED))


def _status(ctx: Context, project: Row, row: Row, merging: Merging) -> str:
    """GitLab's `detailed_merge_status`: conflicts before what people may still do about it."""
    status = merging.status()
    if status != "mergeable":
        return status
    if Approving(ctx, project, row).left:
        return "not_approved"
    if project.get("only_allow_merge_if_pipeline_succeeds"):
        pipeline = _pipeline(ctx, merging) or {}
        passes = ["success"]
        if project.get("allow_merge_on_skipped_pipeline"):
            passes.append("skipped")
        if pipeline.get("status") in _GOING_ON:
            return "ci_still_running"
        if pipeline.get("status") not in passes:
            return "ci_must_pass"
    asks = project.get("only_allow_merge_if_all_discussions_are_resolved")
    return "discussions_not_resolved" if asks and _open_threads(ctx, row) else status


def _pipeline(ctx: Context, merging: Merging) -> Row | None:
    """The latest of the newest commit."""
    return _pipelines(ctx, merging).where("sha = ?", merging.head).order_by("id DESC").first()


def _pipelines(ctx: Context, merging: Merging) -> Selection:
    """Of the source project and of the target project."""
    ids = (merging.row["source_project_id"], merging.repository.project["id"])
    return ctx.store.select("pipelines").where_in("project_id", ids)


def _home_of(ctx: Context, pipeline: Row) -> Row:
    return ctx.store.get("projects", pipeline["project_id"]) or {}


def _open_threads(ctx: Context, row: Row) -> bool:
    """Whether there is a thread that nobody resolved."""
    notes = ctx.store.select("documents", doc_owner="merge_requests", doc_owner_id=row["id"])
    threads = notes.where("doc_kind = 'notes' AND json_extract(data, '$.individual') = 0")
    return threads.where("NOT coalesce(json_extract(data, '$.resolved'), 0)").exists()


def _may_merge(ctx: Context, project: Row, row: Row) -> bool:
    return protection.may(ctx, project, row["target_branch"], "merge")


def _may_push(ctx: Context, source: Row, row: Row) -> bool:
    is_developer = ctx.is_admin or ctx.access_level(source) >= access.DEVELOPER
    return is_developer or protection.collaborates(ctx, source, row["source_branch"])


@route("PUT", f"{REQUEST}/rebase", params=[_IID, Param("skip_ci", "bool")])
def rebase(ctx: Context) -> Answer:
    requests, row, merging = _request(ctx)
    source = merging.source.project if merging.source else requests.root.row or {}
    ctx.authorize(_may_push(ctx, source, row))
    if row["state"] != "opened":
        raise not_allowed()
    try:
        merging.rebase(ctx)
    except NotMergeable:
        ctx.store.update("documents", row["id"], merge_error="Rebase failed: there are conflicts.")
    return Answer(202, {"rebase_in_progress": True})


@route("POST", f"{REQUEST}/subscribe", params=[_IID])
def subscribe_to(ctx: Context) -> Answer | Json:
    requests, row, _ = _request(ctx)
    return subscribe(requests, row, to=True)


@route("POST", f"{REQUEST}/unsubscribe", params=[_IID])
def unsubscribe_from(ctx: Context) -> Answer | Json:
    requests, row, _ = _request(ctx)
    return subscribe(requests, row, to=False)


@route("GET", "/projects/:id/repository/commits/:sha/merge_requests", params=PAGING, public=True)
def of_commit(ctx: Context) -> Answer:
    """Those that bring the commit, or brought it."""
    project = ctx.find_project()
    repository = Repository(ctx.store, project)
    id = repository.resolve(ctx.params["sha"])
    if id is None:
        raise not_found("Commit")
    requests = Documents(ctx, REQUESTS)

    def brings(row: Row) -> bool:
        merging = Merging(repository, row)
        made: Any = (row.get("merge_commit_sha"), row.get("squash_commit_sha"))
        return id in made or any(found.id == id for found in merging.commits())

    listed = [row for row in requests.own() if brings(row)]
    return ctx.paginate(listed, lambda _, row: requests.shown(row))


# Of more than one project -------------------------------------------------------------------------


@route("GET", "/merge_requests", params=[*PAGING, Param("scope")])
def index_everywhere(ctx: Context) -> Answer:
    return everywhere(ctx, REQUESTS)


@route("GET", "/groups/:id/merge_requests", params=[*PAGING, Param("scope")], public=True)
def index_of_group(ctx: Context) -> Answer:
    return everywhere(ctx, REQUESTS, ctx.find_group())
