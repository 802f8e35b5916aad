"""Commits.

https://docs.gitlab.com/api/commits/
"""

from __future__ import annotations

from collections.abc import Iterator

from gitlab.sandbox.committing import authorize_push, commit_actions, signature
from gitlab.sandbox.entities.commits import commit, commit_detail, diff, stats
from gitlab.sandbox.git import Commit, Repository, changes, merged
from gitlab.sandbox.history import touching
from gitlab.sandbox.pushing import push
from gitlab.sandbox.rules import (
    PAGING,
    Answer,
    Context,
    Json,
    Param,
    Row,
    invalid_parameter,
    needed,
    not_found,
    refused,
    route,
)

COMMITS = "/projects/:id/repository/commits"
_FILTERS = (
    Param("ref_name"),
    Param("since"),
    Param("until"),
    Param("path"),
    Param("author"),
    Param("all", "bool"),
    Param("with_stats", "bool"),
    Param("first_parent", "bool"),
)


@route("GET", COMMITS, params=[*PAGING, *_FILTERS], public=True)
def index(ctx: Context) -> Answer:
    """GitLab does not count commits: there are no totals."""
    repository = Repository(ctx.store, ctx.find_project())
    found = list(_listed(ctx, repository))
    rows = {row.id: row for row in found}
    project = repository.project

    def entity(ctx: Context, key: Row) -> Row:
        row = rows[str(key["id"])]
        more = {"stats": stats(repository, row)} if ctx.params.get("with_stats") else {}
        return commit(ctx, project, row) | more

    status, body, headers = ctx.paginate([{"id": row.id} for row in found], entity)
    kept = {name: value for name, value in headers.items() if not name.startswith("X-Total")}
    kept["Link"] = ", ".join(part for part in kept["Link"].split(", ") if 'rel="last"' not in part)
    return Answer(status, body, kept)


def _listed(ctx: Context, repository: Repository) -> Iterator[Commit]:
    params = ctx.params
    starts = _starts(ctx, repository)
    if not starts:
        return
    older = (params.get("ref_name") or "").rpartition("..")[0]
    hidden: set[str] = set()
    if older and (base := repository.resolve(older)):
        hidden = {row.id for row in repository.log(base)}
    since, until = (_seconds(ctx, name) for name in ("since", "until"))
    author = (params.get("author") or "").lower()
    path = (params.get("path") or "").strip("/")
    walk = (
        touching(repository, starts[0], path)
        if path
        else repository.log(*starts, first_parent=bool(params.get("first_parent")))
    )
    for row in walk:
        if row.id in hidden or author not in f"{row.author.name} <{row.author.email}>".lower():
            continue
        if (since is None or row.committer.at >= since) and (
            until is None or row.committer.at <= until
        ):
            yield row


def _starts(ctx: Context, repository: Repository) -> list[str]:
    if ctx.params.get("all"):
        return [row["sha"] for kind in ("heads", "tags") for row in repository.refs(kind)]
    name = (ctx.params.get("ref_name") or "").rpartition("..")[2]
    found = repository.resolve(name)
    if found is None and name:
        raise not_found("Commit")
    return [found] if found else []


def _seconds(ctx: Context, name: str) -> float | None:
    text = ctx.params.get(name)
    try:
        return ctx.store.seconds(text) if text else None
    except ValueError:
        raise invalid_parameter(f"{name} is invalid") from None


@route(
    "POST",
    COMMITS,
    params=[*needed("branch", "commit_message"), Param("actions", "list[dict]", required=True)],
)
def create(ctx: Context) -> Json:
    repository = Repository(ctx.store, ctx.find_project())
    authorize_push(ctx, repository, ctx.params["branch"])
    made = commit_actions(
        ctx, repository, ctx.params["actions"] or (), ctx.params["commit_message"]
    )
    entity = commit_detail(ctx, repository, made)
    if ctx.params.get("stats") is False:
        del entity["stats"]
    return entity


@route("GET", f"{COMMITS}/:sha", params=[Param("stats", "bool")], public=True)
def show(ctx: Context) -> Json:
    repository, found = _found(ctx)
    entity = commit_detail(ctx, repository, found)
    if ctx.params.get("stats") is False:
        del entity["stats"]
    return entity


@route("GET", f"{COMMITS}/:sha/diff", params=PAGING, public=True)
def differences(ctx: Context) -> Answer:
    repository, found = _found(ctx)
    parent = repository.commit(found.parents[0]).tree if found.parents else None
    listed = changes(repository, parent, found.tree)
    return ctx.paginate([diff(change) for change in listed], lambda _, row: row)


@route("GET", f"{COMMITS}/:sha/refs", params=[*PAGING, Param("type")], public=True)
def refs(ctx: Context) -> Answer:
    repository, found = _found(ctx)
    wanted = ctx.params.get("type") or "all"
    listed = [
        {"type": name, "name": row["name"]}
        for name, kind in (("branch", "heads"), ("tag", "tags"))
        if wanted in ("all", name)
        for row in repository.refs(kind)
        if any(commit.id == found.id for commit in repository.log(row["sha"]))
    ]
    return ctx.paginate(listed, lambda _, row: row)


@route("GET", f"{COMMITS}/:sha/sequence", params=[Param("first_parent", "bool")], public=True)
def sequence(ctx: Context) -> Json:
    repository, found = _found(ctx)
    first = bool(ctx.params.get("first_parent"))
    return {"count": sum(1 for _ in repository.log(found.id, first_parent=first))}


@route("GET", f"{COMMITS}/:sha/signature", public=True)
def show_signature(ctx: Context) -> Json:
    """What the sandbox commits is not signed."""
    _found(ctx)
    raise not_found("Signature")


@route(
    "POST",
    f"{COMMITS}/:sha/cherry_pick",
    params=[*needed("branch"), Param("message"), Param("dry_run", "bool")],
)
def cherry_pick(ctx: Context) -> Json:
    return _replay(ctx, is_revert=False)


@route("POST", f"{COMMITS}/:sha/revert", params=[*needed("branch"), Param("dry_run", "bool")])
def revert(ctx: Context) -> Json:
    return _replay(ctx, is_revert=True)


def _replay(ctx: Context, *, is_revert: bool) -> Json:
    """What a commit changed, or its opposite, once more on a branch."""
    repository, found = _found(ctx)
    name: str = ctx.params["branch"]
    ref = repository.ref("heads", name)
    if ref is None:
        raise not_found("Branch")
    authorize_push(ctx, repository, name)
    head = repository.commit(ref["sha"])
    before = repository.files(repository.commit(found.parents[0]).tree) if found.parents else {}
    after = repository.files(found.tree)
    base, wanted = (after, before) if is_revert else (before, after)
    ours = repository.files(head.tree)
    files = merged(base, ours, wanted)
    verb = "revert" if is_revert else "cherry-pick"
    if files is None or files == ours:
        code = "conflict" if files is None else "empty"
        text = (
            f"Sorry, we cannot {verb} this commit automatically. This commit may already have been"
        )
        done = "reverted" if is_revert else "cherry-picked"
        text = f"{text} {done}, or a more recent commit may have updated some of its content."
        raise refused(400, {"message": text, "error_code": code})
    if ctx.params.get("dry_run"):
        return {"dry_run": "success"}
    message = found.message
    if is_revert:
        message = f'Revert "{found.title}"\n\nThis reverts commit {found.id}'
    elif ctx.params.get("message"):
        message = ctx.params["message"]
    author = signature(ctx) if is_revert else found.author
    made = repository.add(files, message, author, (head.id,), signature(ctx))
    push(ctx, repository, "heads", name, made.id)
    return commit(ctx, repository.project, made)


def _found(ctx: Context) -> tuple[Repository, Commit]:
    repository = Repository(ctx.store, ctx.find_project())
    id = repository.resolve(ctx.params["sha"])
    if id is None:
        raise not_found("Commit")
    return repository, repository.commit(id)
