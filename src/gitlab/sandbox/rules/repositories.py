"""Repositories: trees, blobs, archives, comparisons.

https://docs.gitlab.com/api/repositories/
"""

from __future__ import annotations

import base64
import io
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator

from gitlab.sandbox.entities.commits import commit, diff
from gitlab.sandbox.git import Blob, Commit, Repository, changes
from gitlab.sandbox.git.objects import DIRECTORY, EXECUTABLE
from gitlab.sandbox.paging import MAX_PER_PAGE
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
from gitlab.sandbox.rules.repository_files import raw_answer

REPOSITORY = "/projects/:id/repository"


@route(
    "GET",
    f"{REPOSITORY}/tree",
    params=[*PAGING, Param("path"), Param("ref"), Param("recursive", "bool"), Param("page_token")],
    public=True,
)
def tree(ctx: Context) -> Answer:
    repository = Repository(ctx.store, ctx.find_project())
    id = repository.resolve(ctx.params.get("ref"))
    if id is None:
        raise not_found("Tree")
    path = (ctx.params.get("path") or "").strip("/")
    start = repository.at(repository.commit(id).tree, path)
    if start is None or start.mode != DIRECTORY:
        raise refused(404, {"message": "404 invalid revision or path Not Found"})
    prefix = f"{path}/" if path else ""
    rows = list(_entries(repository, start.id, prefix, bool(ctx.params.get("recursive"))))
    if ctx.params.get("pagination") == "keyset":
        return _after_token(ctx, rows)
    return ctx.paginate(rows, lambda _, row: row)


def _after_token(ctx: Context, rows: list[Row]) -> Answer:
    """The page that follows an entry. The token of the next page is told by its link alone."""
    size = min(ctx.params["per_page"], MAX_PER_PAGE)
    tokens = [base64.urlsafe_b64encode(row["path"].encode()).decode() for row in rows]
    token = ctx.params.get("page_token")
    if token and token not in tokens:
        raise refused(400, {"message": f"400 Bad request - invalid page token: {token}"})
    first = tokens.index(token) + 1 if token else 0
    shown = rows[first : first + size]
    if first + size >= len(rows):
        return Answer(200, shown)
    link = ctx.link().to("next", page_token=tokens[first + size - 1])
    return Answer(200, shown, {"Link": link})


def _entries(repository: Repository, id: str, above: str, recursive: bool) -> Iterator[Row]:
    """Directories first, unless everything below them is listed, too."""
    entries = repository.tree(id)
    names = (
        list(entries) if recursive else sorted(entries, key=lambda n: entries[n].mode != DIRECTORY)
    )
    for name in names:
        entry = entries[name]
        yield {
            "id": entry.id,
            "name": name,
            "type": "tree" if entry.mode == DIRECTORY else "blob",
            "path": above + name,
            "mode": entry.mode.zfill(6),
        }
        if recursive and entry.mode == DIRECTORY:
            yield from _entries(repository, entry.id, f"{above}{name}/", True)


@route("GET", f"{REPOSITORY}/blobs/:sha", public=True)
def blob(ctx: Context) -> Json:
    content = _blob(ctx)
    return {
        "size": len(content),
        "encoding": "base64",
        "content": base64.b64encode(content).decode(),
        "sha": ctx.params["sha"],
    }


@route("GET", f"{REPOSITORY}/blobs/:sha/raw", public=True)
def raw_blob(ctx: Context) -> Answer:
    return raw_answer(_blob(ctx))


def _blob(ctx: Context) -> bytes:
    repository = Repository(ctx.store, ctx.find_project())
    content = repository.get(ctx.params["sha"], "blob")
    if content is None:
        raise not_found("Blob")
    return content


@route(
    "GET",
    f"{REPOSITORY}/compare",
    params=[
        *needed("from", "to"),
        Param("straight", "bool", default=False),
        Param("from_project_id", "int"),
        Param("unidiff", "bool"),
    ],
    public=True,
)
def compare(ctx: Context) -> Json:
    """Since the two parted, unless it shall be straight."""
    repository = Repository(ctx.store, ctx.find_project())
    older, newer = (repository.resolve(ctx.params[name]) for name in ("from", "to"))
    if older is None or newer is None:
        raise not_found("Ref")
    project = repository.project
    listed = repository.between(older, newer)
    base = older if ctx.params["straight"] else repository.merge_base(older, newer)
    start = repository.commit(base).tree if base else None
    found = changes(repository, start, repository.commit(newer).tree)
    return {
        "commit": commit(ctx, project, listed[0]) if listed else None,
        "commits": [commit(ctx, project, row) for row in reversed(listed)],
        "diffs": [diff(change) for change in found],
        "compare_timeout": False,
        "compare_same_ref": older == newer,
        "web_url": ctx.url(
            f"{project['full_path']}/-/compare/{ctx.params['from']}...{ctx.params['to']}"
        ),
    }


@route(
    "GET",
    f"{REPOSITORY}/contributors",
    params=[*PAGING, Param("ref"), Param("order_by"), Param("sort")],
    public=True,
)
def contributors(ctx: Context) -> Answer:
    repository = Repository(ctx.store, ctx.find_project())
    start = repository.resolve(ctx.params.get("ref"))
    rows = repository.log(start) if start else ()
    counts = Counter((row.author.name, row.author.email) for row in rows)
    order = ctx.params.get("order_by") or "commits"
    listed = [
        {"name": name, "email": email, "commits": count, "additions": 0, "deletions": 0}
        for (name, email), count in counts.items()
    ]
    listed.sort(key=lambda row: str(row.get(order)), reverse=ctx.params.get("sort") == "desc")
    return ctx.paginate(listed, lambda _, row: row)


@route(
    "GET",
    f"{REPOSITORY}/merge_base",
    params=[Param("refs", "list[str]", required=True)],
    public=True,
)
def merge_base(ctx: Context) -> Json:
    repository = Repository(ctx.store, ctx.find_project())
    names = ctx.params["refs"]
    if len(names) < 2:
        raise refused(400, {"message": "400 Bad request - Provide at least 2 refs"})
    found: str | None = None
    for name in names:
        id = repository.resolve(name)
        if id is None:
            raise refused(400, {"message": f"400 Bad request - Could not find ref: {name}"})
        found = id if found is None else repository.merge_base(found, id)
        if found is None:
            raise not_found("Merge Base")
    assert found is not None
    return commit(ctx, repository.project, repository.commit(found))


_FORMATS = {
    **dict.fromkeys(("tar.gz", "tgz", "gz"), "w:gz"),
    **dict.fromkeys(("tar.bz2", "tbz", "tbz2", "tb2", "bz2"), "w:bz2"),
    "tar": "w",
    "zip": "zip",
}
_ARCHIVE_PARAMS = (Param("sha"), Param("path"), Param("format"), Param("include_lfs_blobs", "bool"))


def archive(ctx: Context) -> Answer:
    """The files of a commit in a directory that is named after it."""
    repository = Repository(ctx.store, ctx.find_project())
    id = repository.resolve(ctx.params.get("sha"))
    if id is None:
        raise not_found("File")
    suffix = ctx.request.path.rpartition("/archive")[2].lstrip(".")
    kind = suffix or ctx.params.get("format") or "tar.gz"
    if kind not in _FORMATS:
        raise invalid_parameter("format does not have a valid value")
    path = (ctx.params.get("path") or "").strip("/")
    ref = ctx.params.get("sha") or repository.default_branch
    top = "-".join(filter(None, (repository.project["path"], ref, id, path))).replace("/", "-")
    head = repository.commit(id)
    files = {
        name: blob
        for name, blob in repository.files(head.tree).items()
        if not path or name == path or name.startswith(f"{path}/")
    }
    packed = _packed(repository, files, head, top, _FORMATS[kind])
    headers = {"Content-Disposition": f'attachment; filename="{top}.{kind}"'}
    return Answer(200, packed, headers)


for _suffix in ("", *(f".{name}" for name in _FORMATS)):
    route("GET", f"{REPOSITORY}/archive{_suffix}", params=_ARCHIVE_PARAMS, public=True)(archive)


def _packed(
    repository: Repository, files: dict[str, Blob], head: Commit, top: str, mode: str
) -> bytes:
    packed = io.BytesIO()
    if mode == "zip":
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as zipped:
            for name, blob in files.items():
                zipped.writestr(f"{top}/{name}", repository.blob(blob.id))
        return packed.getvalue()
    with tarfile.open(fileobj=packed, mode=mode) as tar:  # type: ignore[call-overload]
        for name, blob in files.items():
            content = repository.blob(blob.id)
            info = tarfile.TarInfo(f"{top}/{name}")
            info.size, info.mtime = len(content), head.committer.at
            info.mode = 0o755 if blob.mode == EXECUTABLE else 0o644
            tar.addfile(info, io.BytesIO(content))
    return packed.getvalue()
