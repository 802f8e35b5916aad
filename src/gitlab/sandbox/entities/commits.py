"""Commits, branches, tags and what differs between two commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gitlab.sandbox import access, protection
from gitlab.sandbox.git import Change, Commit, Repository, changes
from gitlab.sandbox.git.messages import trailers
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["branch", "commit", "commit_detail", "diff", "stats", "tag"]


def commit(ctx: Context, project: Row, row: Commit) -> dict[str, Any]:
    """A commit as lists and other things name it."""
    found = trailers(row.message)
    return {
        "id": row.id,
        "short_id": row.id[:8],
        "created_at": row.committer.iso,
        "parent_ids": list(row.parents),
        "title": row.title,
        "message": row.message,
        "author_name": row.author.name,
        "author_email": row.author.email,
        "authored_date": row.author.iso,
        "committer_name": row.committer.name,
        "committer_email": row.committer.email,
        "committed_date": row.committer.iso,
        "trailers": {name: values[-1] for name, values in found.items()},
        "extended_trailers": found,
        "web_url": ctx.url(f"{project['full_path']}/-/commit/{row.id}"),
    }


def commit_detail(ctx: Context, repository: Repository, row: Commit) -> dict[str, Any]:
    project = repository.project
    last = (
        ctx.store.select("pipelines", project_id=project["id"], sha=row.id)
        .order_by("id DESC")
        .first()
    )
    return commit(ctx, project, row) | {
        "stats": stats(repository, row),
        "status": last["status"] if last else None,
        "project_id": project["id"],
        "last_pipeline": _pipeline(ctx, project, last) if last else None,
    }


def stats(repository: Repository, row: Commit) -> dict[str, int]:
    found = _since_parent(repository, row)
    added = sum(change.count("+") for change in found)
    removed = sum(change.count("-") for change in found)
    return {"additions": added, "deletions": removed, "total": added + removed}


def diff(change: Change) -> dict[str, Any]:
    return {
        "diff": change.diff,
        "collapsed": False,
        "too_large": change.too_large,
        "new_path": change.new_path,
        "old_path": change.old_path,
        "a_mode": change.before.mode if change.before else "0",
        "b_mode": change.after.mode if change.after else "0",
        "new_file": change.before is None,
        "renamed_file": change.old_path != change.new_path,
        "deleted_file": change.after is None,
        "generated_file": False,
    }


def branch(ctx: Context, repository: Repository, ref: Row) -> dict[str, Any]:
    project, name = repository.project, ref["name"]
    is_default = name == repository.default_branch
    head = repository.resolve(None)
    is_merged = (
        not is_default
        and head is not None
        and any(old.id == ref["sha"] for old in repository.log(head))
    )
    found = protection.rules(ctx.store, project, name)
    return {
        "name": name,
        "commit": commit(ctx, project, repository.commit(ref["sha"])),
        "merged": is_merged,
        "protected": bool(found),
        "developers_can_push": _for_developers(found, "push"),
        "developers_can_merge": _for_developers(found, "merge"),
        "can_push": protection.may(ctx, project, name, "push"),
        "default": is_default,
        "web_url": ctx.url(f"{project['full_path']}/-/tree/{quote(name, safe='/')}"),
    }


def tag(ctx: Context, repository: Repository, ref: Row) -> dict[str, Any]:
    project = repository.project
    release = ctx.store.first(
        "documents",
        doc_owner="projects",
        doc_owner_id=project["id"],
        doc_kind="releases",
        doc_key=ref["name"],
    )
    found = repository.commit(ref["sha"])
    about = {"tag_name": ref["name"], "description": release["description"]} if release else None
    return {
        "name": ref["name"],
        "message": ref.get("message") or "",
        "target": ref.get("object") or ref["sha"],
        "commit": commit(ctx, project, found),
        "release": about,
        "protected": bool(protection.rules(ctx.store, project, ref["name"], "protected_tags")),
        "created_at": ref.get("created_at"),
    }


def _since_parent(repository: Repository, row: Commit) -> list[Change]:
    parent = repository.commit(row.parents[0]).tree if row.parents else None
    return changes(repository, parent, row.tree)


def _for_developers(found: list[Row], action: str) -> bool:
    levels = (level for row in found for level in row[f"{action}_access_levels"])
    return any(level["access_level"] == access.DEVELOPER for level in levels)


def _pipeline(ctx: Context, project: Row, row: Row) -> dict[str, Any]:
    from gitlab.sandbox.entities.ci import pipeline_basic

    return pipeline_basic(ctx, project, row)
