"""What users do in projects, noted as it happens.

https://docs.gitlab.com/api/events/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context
    from gitlab.sandbox.git import Repository
    from gitlab.sandbox.store import Row

__all__ = ["TARGETS", "note_event", "note_push", "note_thing"]

TARGETS = {"issues": "Issue", "merge_requests": "MergeRequest", "milestones": "Milestone"}
"""Kinds of documents, and what events call them."""


def note_event(
    ctx: Context, project_id: int, action: str, target: Row | None = None, **told: Any
) -> None:
    """The caller did something in a project. Of a target, `id`, `iid` and `title` count."""
    if ctx.user is None:
        return
    target = target or {}
    ctx.store.insert(
        "documents",
        {
            "doc_kind": "events",
            "doc_owner": "projects",
            "doc_owner_id": project_id,
            "doc_key": str(ctx.user["id"]),
            "action_name": action,
            "target_id": target.get("id"),
            "target_iid": target.get("iid"),
            "target_type": None,
            "target_title": target.get("title"),
            "created_at": ctx.now(),
        }
        | told,
    )


def note_thing(ctx: Context, project_id: int, kind: str, row: Row, on: Row | None) -> None:
    """A document was made in a project. What a comment is `on` gives it its title."""
    if kind == "notes":
        target = {"id": row["id"], "title": (on or {}).get("title")}
        told = {name: row.get(name) for name in ("id", "body", "created_at")}
        note_event(ctx, project_id, "commented on", target, target_type="Note", note=told)
    elif kind in TARGETS:
        note_event(ctx, project_id, "opened", row, target_type=TARGETS[kind])


def note_push(
    ctx: Context, repository: Repository, kind: str, name: str, before: str | None, sha: str | None
) -> None:
    """A branch ("heads") or tag begins, goes on or ends: there is no `before`, or no `sha`."""
    verb, action = ("pushed", "pushed to") if before else ("created", "pushed new")
    if sha is None:
        verb, action = "removed", "deleted"
    count, title = 0, None
    if sha is not None and kind == "heads":
        older = {commit.id for commit in repository.log(before)} if before else set()
        count = sum(commit.id not in older for commit in repository.log(sha)) if before else 1
        title = repository.commit(sha).message.partition("\n")[0]
    push = {
        "commit_count": count,
        "action": verb,
        "ref_type": "branch" if kind == "heads" else "tag",
        "commit_from": before,
        "commit_to": sha,
        "ref": name,
        "commit_title": title,
        "ref_count": None,
    }
    note_event(ctx, repository.project["id"], action, push_data=push)
