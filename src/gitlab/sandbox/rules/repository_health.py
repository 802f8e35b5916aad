"""How repositories are doing: their size, what was fetched from them, a copy of all they have.

https://docs.gitlab.com/api/repositories/
https://docs.gitlab.com/api/project_statistics/
https://docs.gitlab.com/api/project_snapshots/
"""

from __future__ import annotations

import io
import tarfile
import zlib

from gitlab.sandbox import access
from gitlab.sandbox.git import Repository
from gitlab.sandbox.rules import Answer, Context, Json, Param, Row, not_found, route

_NOT_PACKED = (
    *("recent_size", "stale_size", "keep_size", "packfile_count", "reverse_index_count"),
    *("cruft_count", "keep_count", "stale_loose_objects_count", "loose_objects_garbage_count"),
)


@route("GET", "/projects/:id/repository/health", params=[Param("generate", "bool")])
def health(ctx: Context) -> Json:
    """There is a report when one was asked for. All objects of the sandbox are loose."""
    project = ctx.find_project()
    ctx.authorize_admin_project(project)
    if ctx.params.get("generate"):
        report = _report(ctx, Repository(ctx.store, project))
        project = ctx.store.update("projects", project["id"], health_report=report)
    if project.get("health_report") is None:
        raise not_found("Repository health report")
    found: Row = project["health_report"]
    return found


def _report(ctx: Context, repository: Repository) -> Row:
    sizes = [len(row["content"]) for row in repository.objects()]
    refs = sum(repository.refs(kind).count() for kind in ("heads", "tags"))
    graph = ("has_bloom_filters", "has_generation_data", "has_generation_data_overflow")
    return {
        "size": sum(sizes),
        "references": {"loose_count": refs, "packed_size": 0, "reference_backend": "files"},
        "objects": {
            "size": sum(sizes),
            **dict.fromkeys(_NOT_PACKED, 0),
            "loose_objects_count": len(sizes),
        },
        "commit_graph": {"commit_graph_chain_length": 0, **dict.fromkeys(graph, False)},
        "bitmap": {"has_hash_cache": False, "has_lookup_table": False, "version": 0},
        "multi_pack_index": {"packfile_count": 0, "version": 0},
        "multi_pack_index_bitmap": {
            "has_hash_cache": False,
            "has_lookup_table": False,
            "version": 0,
        },
        "alternates": {"object_directories": [], "last_modified": None},
        "is_object_pool": False,
        "last_full_repack": {"seconds": 0, "nanos": 0},
        "updated_at": ctx.now(),
    }


@route("POST", "/projects/:id/repository_size")
def refresh_size(ctx: Context) -> Answer:
    """Sizes are counted when they are asked for."""
    ctx.authorize_admin_project(ctx.find_project())
    return Answer(201)


@route("GET", "/projects/:id/statistics")
def statistics(ctx: Context) -> Json:
    """How often git fetched from it, by day, in the last 30 days."""
    project = ctx.find_project()
    ctx.authorize_level(project, access.DEVELOPER)
    since = ctx.store.timestamp(ctx.store.clock() - 30 * 86_400)[:10]
    kept: dict[str, int] = project.get("fetches") or {}
    days = [{"count": kept[day], "date": day} for day in sorted(kept, reverse=True) if day > since]
    return {"fetches": {"total": sum(kept[str(day["date"])] for day in days), "days": days}}


@route("GET", "/projects/:id/snapshot", params=[Param("wiki", "bool")])
def snapshot(ctx: Context) -> Answer:
    """The repository as files, as git has them in a bare one."""
    ctx.authenticated_as_admin()
    repository = Repository(ctx.store, ctx.find_project())
    if ctx.params.get("wiki"):
        # Pages of wikis are no repository here.
        raise not_found("Repository")
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name, content in _files(repository):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return Answer(200, packed.getvalue(), {"Content-Type": "application/x-tar"})


def _files(repository: Repository) -> list[tuple[str, bytes]]:
    found = [
        ("HEAD", f"ref: refs/heads/{repository.default_branch}\n".encode()),
        ("config", b"[core]\n\trepositoryformatversion = 0\n\tbare = true\n"),
    ]
    for kind in ("heads", "tags"):
        found += [
            (f"refs/{kind}/{row['name']}", f"{row['sha']}\n".encode())
            for row in repository.refs(kind)
        ]
    for row in repository.objects():
        content = bytes(row["content"])
        loose = f"{row['kind']} {len(content)}\0".encode() + content
        sha = row["sha"]
        found.append((f"objects/{sha[:2]}/{sha[2:]}", zlib.compress(loose)))
    return found
