"""Releases, the links to their assets, and their evidence.

https://docs.gitlab.com/api/releases/
https://docs.gitlab.com/api/releases/links/
"""

from __future__ import annotations

import hashlib
import json
from copy import copy
from urllib.parse import urlsplit

from gitlab.sandbox import access
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.entities.commits import commit
from gitlab.sandbox.git import Repository
from gitlab.sandbox.markdown import rendered
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    bad_request,
    forbidden,
    invalid,
    not_found,
    refused,
    route,
)
from gitlab.sandbox.rules.tags import create_tag

RELEASES = "/projects/:id/releases"
RELEASE = f"{RELEASES}/:tag_name"
LINKS = f"{RELEASE}/assets/links"
_FORMATS = ("zip", "tar.gz", "tar.bz2", "tar")


def _prepare(releases: Documents, before: Row, made: Row) -> None:
    """A new release needs its tag, or a ref to make it from."""
    ctx, project = releases.ctx, releases.root.row or {}
    for name in ("milestones", "milestone_ids"):
        if name in made:
            made["milestone_ids"] = _milestones(ctx, project, name, made.pop(name) or ())
    if before:
        made["released_at"] = made.get("released_at") or before["released_at"]
        return
    repository = Repository(ctx.store, project)
    name = made["tag_name"]
    if releases.own().where("doc_key = ?", name).exists():
        raise refused(409, {"message": "Release already exists"})
    ref = made.pop("ref", None)
    if repository.ref("tags", name) is None:
        if not ref:
            raise refused(422, {"message": "Ref is not specified"})
        create_tag(ctx, repository, name, ref)
    tag = repository.ref("tags", name)
    assert tag is not None
    made["sha"] = tag["sha"]
    made.setdefault("name", name)
    made["released_at"] = made.get("released_at") or made["created_at"]
    made["wanted_links"] = (made.pop("assets", None) or {}).get("links") or []
    for link in made["wanted_links"]:
        _check_link(link)


def _milestones(ctx: Context, project: Row, name: str, values: object) -> list[int]:
    key = "id" if name == "milestone_ids" else "json_extract(data, '$.title')"
    found = []
    for value in values if isinstance(values, list) else ():
        rows = ctx.store.select(
            "documents", doc_owner="projects", doc_owner_id=project["id"], doc_kind="milestones"
        )
        row = rows.where(f"{key} = ?", value).first()
        if row is None:
            raise bad_request(f"Milestone(s) not found: {value}")
        found.append(row["id"])
    return found


def _show(releases: Documents, row: Row) -> Row:
    ctx, project = releases.ctx, releases.root.row or {}
    path, tag = project["full_path"], row["tag_name"]
    repository = Repository(ctx.store, project)
    may_read = ctx.can_use(project, "repository")
    sources = [
        {
            "format": each,
            "url": ctx.url(f"{path}/-/archive/{tag}/{project['path']}-{tag}.{each}"),
        }
        for each in _FORMATS
        if may_read
    ]
    links = [_link(ctx, project, tag, link) for link in _links(ctx, row)]
    self_url = ctx.url(f"{path}/-/releases/{tag}")
    query = f"?release_tag={tag}&scope=all&state="
    shown: Row = {
        "description_html": rendered(row.get("description")),
        "upcoming_release": row["released_at"] > ctx.now(),
        "commit": commit(ctx, project, repository.commit(row["sha"])) if may_read else None,
        "commit_path": f"/{path}/-/commit/{row['sha']}",
        "tag_path": f"/{path}/-/tags/{tag}",
        "assets": {"count": len(sources) + len(links), "sources": sources, "links": links},
        "evidences": row.get("evidences", []),
        "milestones": [
            {**_milestone(ctx, project, found), "issue_stats": {"total": 0, "closed": 0}}
            for id in row.get("milestone_ids", ())
            if (found := ctx.store.get("documents", id))
        ],
        "_links": {
            "closed_issues_url": ctx.url(f"{path}/-/issues{query}closed"),
            "closed_merge_requests_url": ctx.url(f"{path}/-/merge_requests{query}closed"),
            "edit_url": f"{self_url}/edit",
            "merged_merge_requests_url": ctx.url(f"{path}/-/merge_requests{query}merged"),
            "opened_issues_url": ctx.url(f"{path}/-/issues{query}opened"),
            "opened_merge_requests_url": ctx.url(f"{path}/-/merge_requests{query}opened"),
            "self": self_url,
        },
    }
    return shown


def _milestone(ctx: Context, project: Row, row: Row) -> Row:
    names = ("id", "iid", "title", "description", "state", "created_at", "updated_at")
    return {
        **{name: row.get(name) for name in names},
        "project_id": project["id"],
        "due_date": row.get("due_date"),
        "start_date": row.get("start_date"),
        "web_url": ctx.url(f"{project['full_path']}/-/milestones/{row['iid']}"),
    }


declare(
    Kind(
        thing="",
        order="json_extract(data, '$.released_at') DESC, id DESC",
        prepare=_prepare,
        show=_show,
        defaults={"description": None},
    ),
    RELEASES,
)


@route("POST", RELEASES)
def create(ctx: Context) -> Json:
    releases = Documents(ctx, RELEASES, write=True)
    sent = {name: value for name, value in ctx.params.items() if name != "id"}
    row = releases.create(sent)
    for link in row["wanted_links"]:
        ctx.store.insert("documents", _new_link(row, link))
    row = ctx.store.update("documents", row["id"], wanted_links=[])
    return releases.shown(row, "create")


@route("GET", "/groups/:id/releases", params=[*PAGING, Param("simple", "bool")], public=True)
def index_of_group(ctx: Context) -> Answer:
    """Those of its projects, and of the projects of the groups below it."""
    group = ctx.find_group()
    groups = ", ".join(map(str, access.descendants(ctx.store, group["id"])))
    projects = {
        row["id"]: row
        for row in ctx.store.select("projects").where(f"namespace_id IN ({groups})")
        if ctx.can_read_project(row) and ctx.can_use(row, "releases")
    }
    rows = ctx.store.select("documents", doc_owner="projects", doc_kind="releases")
    direction = "ASC" if ctx.params.get("sort") == "asc" else "DESC"
    order = f"json_extract(data, '$.released_at') {direction}, id {direction}"
    rows = rows.where_in("doc_owner_id", projects).order_by(order)

    def shown(ctx: Context, row: Row) -> Row:
        asked = copy(ctx)
        asked.params = ctx.params | {"id": row["doc_owner_id"]}
        return Documents(asked, RELEASES).shown(row)

    return ctx.paginate(rows, shown)


@route("GET", f"{RELEASES}/permalink/latest", public=True)
@route("GET", f"{RELEASES}/permalink/latest/*suffix_path", public=True)
def latest(ctx: Context) -> Answer:
    """Leads to the release that came last."""
    releases = Documents(ctx, RELEASES)
    rows = releases.all().where("json_extract(data, '$.released_at') <= ?", ctx.now())
    found = rows.order_by("json_extract(data, '$.released_at') DESC, id DESC").first()
    if found is None:
        raise not_found()
    suffix = ctx.params.get("suffix_path")
    project = releases.root.row or {}
    place = f"api/v4/projects/{project['id']}/releases/{found['tag_name']}"
    location = ctx.url(f"{place}/{suffix}" if suffix else place)
    return Answer(302, f"This resource has been moved to {location}", {"Location": location})


@route("GET", f"{RELEASE}/downloads/*direct_asset_path", public=True)
def asset(ctx: Context) -> Answer:
    """Leads to what a link with this path links to."""
    releases, row = _release(ctx)
    wanted = "/" + ctx.params["direct_asset_path"].lstrip("/")
    for link in _links(ctx, row):
        if link.get("filepath") == wanted:
            return Answer(302, None, {"Location": link["url"]})
    raise releases.not_found()


@route("POST", f"{RELEASE}/evidence")
def collect_evidence(ctx: Context) -> Answer:
    releases, row = _release(ctx)
    releases.demand(access.DEVELOPER)
    told = json.dumps([row["tag_name"], row["sha"], row["released_at"]]).encode()
    place = f"{(releases.root.row or {})['full_path']}/-/releases/{row['tag_name']}/evidences"
    number = len(row.get("evidences", ())) + 1
    evidence = {
        "sha": hashlib.sha256(told).hexdigest(),
        "filepath": ctx.url(f"{place}/{number}.json"),
        "collected_at": ctx.now(),
    }
    ctx.store.update("documents", row["id"], evidences=[*row.get("evidences", ()), evidence])
    return Answer(202, {"message": "202 Accepted"})


@route("DELETE", RELEASE)
def delete(ctx: Context) -> Answer:
    """Deletes the release, not its tag, and answers what it was."""
    releases, row = _release(ctx)
    releases.demand(access.DEVELOPER)
    shown = releases.shown(row)
    releases.delete(row)
    return Answer(200, shown)


def _release(ctx: Context) -> tuple[Documents, Row]:
    releases = Documents(ctx, RELEASES)
    row = releases.own().where("doc_key = ?", ctx.params["tag_name"]).first()
    if row is None:
        # Whether there is a release is for those to know who may see tags.
        raise not_found() if ctx.user else forbidden()
    return releases, row


# Links -------------------------------------------------------------------------------------------


def _links(ctx: Context, release: Row) -> list[Row]:
    rows = ctx.store.select("documents", doc_owner="releases", doc_owner_id=release["id"])
    return list(rows.order_by("id DESC"))


def _new_link(release: Row, link: Row) -> Row:
    path = link.get("direct_asset_path") or link.get("filepath")
    return {
        "doc_kind": "assets/links",
        "doc_owner": "releases",
        "doc_owner_id": release["id"],
        "doc_key": None,
        "name": link["name"],
        "url": link["url"],
        "filepath": path,
        "link_type": link.get("link_type") or "other",
    }


def _check_link(link: object) -> None:
    if not isinstance(link, dict) or not link.get("name") or not link.get("url"):
        raise invalid(links=["are invalid"])
    if urlsplit(str(link["url"])).scheme not in ("http", "https", "ftp"):
        raise invalid(url=["is blocked: Only allowed schemes are http, https, ftp"])
    path = link.get("direct_asset_path") or link.get("filepath")
    if path and not str(path).startswith("/"):
        raise invalid(filepath=["is in an invalid format"])


def _link(ctx: Context, project: Row, tag: str, link: Row) -> Row:
    path = link.get("filepath")
    direct = ctx.url(f"{project['full_path']}/-/releases/{tag}/downloads{path}")
    return {
        "id": link["id"],
        "name": link["name"],
        "url": link["url"],
        "direct_asset_url": direct if path else link["url"],
        "link_type": link["link_type"],
    }


_LINK_ID = Param("link_id", "int")


@route("GET", LINKS, public=True)
def list_links(ctx: Context) -> Answer:
    releases, row = _release(ctx)
    project = releases.root.row or {}
    ctx.params.setdefault("page", 1)
    ctx.params.setdefault("per_page", 20)
    return ctx.paginate(
        _links(ctx, row), lambda ctx, link: _link(ctx, project, row["tag_name"], link)
    )


@route("GET", f"{LINKS}/:link_id", params=[_LINK_ID], public=True)
def show_link(ctx: Context) -> Json:
    project, row, link = _find_link(ctx)
    return _link(ctx, project, row["tag_name"], link)


@route("POST", LINKS)
def create_link(ctx: Context) -> Json:
    releases, row = _release(ctx)
    releases.demand(access.DEVELOPER)
    _refuse_taken(ctx, row, ctx.params)
    link = ctx.store.insert("documents", _new_link(row, ctx.params))
    return _link(ctx, releases.root.row or {}, row["tag_name"], link)


@route("PUT", f"{LINKS}/:link_id", params=[_LINK_ID])
def update_link(ctx: Context) -> Json:
    project, row, link = _find_link(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    changed = link | {name: value for name, value in ctx.params.items() if value is not None}
    _refuse_taken(ctx, row, changed, link["id"])
    told = _new_link(row, changed)
    link = ctx.store.update("documents", link["id"], **told)
    return _link(ctx, project, row["tag_name"], link)


@route("DELETE", f"{LINKS}/:link_id", params=[_LINK_ID])
def delete_link(ctx: Context) -> Answer:
    project, row, link = _find_link(ctx)
    ctx.authorize_level(project, access.DEVELOPER)
    ctx.store.delete("documents", link["id"])
    return Answer(200, _link(ctx, project, row["tag_name"], link))


def _refuse_taken(ctx: Context, release: Row, link: Row, but: int | None = None) -> None:
    _check_link(link)
    for name in ("name", "url"):
        for other in _links(ctx, release):
            if other["id"] != but and other[name] == link[name]:
                raise invalid(**{name: ["has already been taken"]})


def _find_link(ctx: Context) -> tuple[Row, Row, Row]:
    releases, row = _release(ctx)
    for link in _links(ctx, row):
        if link["id"] == ctx.params["link_id"]:
            return releases.root.row or {}, row, link
    raise not_found()
