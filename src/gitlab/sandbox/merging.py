"""What a merge request brings to its target branch, and how it gets there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.sandbox.committing import signature
from gitlab.sandbox.git import Blob, Change, Commit, Repository, changes, merged
from gitlab.sandbox.git.reach import fetch
from gitlab.sandbox.pushing import push
from gitlab.sandbox.store import Row

if TYPE_CHECKING:
    from gitlab.sandbox.context import Context

__all__ = ["Merging", "NotMergeable", "note_version", "source_of"]


class NotMergeable(Exception):
    """Both branches changed the same files in different ways."""


class Merging:
    """A merge request's commits: as its branches are now or, once merged, as they were.

    `repository` is the target project's, which has the commits of the source project too.
    """

    def __init__(self, repository: Repository, row: Row) -> None:
        self.repository, self.row = repository, row
        self.source = source_of(repository, row)
        tip = _head(repository, self.source, row)
        self._has_source = tip is not None
        versions = row.get("versions") or [{}]
        self.head: str | None = row.get("merged_head") or tip or versions[-1].get("head")
        self.start: str | None = row.get("merged_start") or _branch(
            repository, row["target_branch"]
        )
        self.base = None
        if self.head and self.start:
            self.base = repository.merge_base(self.head, self.start)

    def commits(self) -> list[Commit]:
        """The newest first."""
        if not self.head or not self.start:
            return []
        return self.repository.between(self.start, self.head)

    def changes(self) -> list[Change]:
        if not self.head or not self.base:
            return []
        old, new = self.repository.commit(self.base), self.repository.commit(self.head)
        return changes(self.repository, old.tree, new.tree)

    def status(self) -> str:
        """GitLab's `detailed_merge_status`."""
        if self.row["state"] != "opened":
            return "not_open"
        if self.row["draft"]:
            return "draft_status"
        if not self._has_source or not self.start:
            return "commits_status"
        try:
            self._files()
        except NotMergeable:
            return "conflict"
        return "mergeable"

    def merge(self, ctx: Context, *, squash: bool | None) -> Row:
        """Let the target branch have the commits; what is to be noted of it."""
        if not self._has_source or not self.head or not self.start:
            raise NotMergeable
        repository, target = self.repository, self.row["target_branch"]
        noted: Row = {"merged_head": self.head, "merged_start": self.start}
        who, tip = signature(ctx), self.head
        if squash and len(self.commits()) > 1:
            message = ctx.params.get("squash_commit_message") or self.row["title"]
            tip = repository.add(self._files(), message, who, (self.start,)).id
            noted["squash_commit_sha"] = tip
        if repository.project.get("merge_method") == "ff":
            if tip == self.head and self.base != self.start:
                raise NotMergeable
            push(ctx, repository, "heads", target, tip)
            return noted | {"merge_commit_sha": None}
        message = ctx.params.get("merge_commit_message") or self._message()
        made = repository.add(self._files(), message, who, (self.start, tip))
        push(ctx, repository, "heads", target, made.id)
        return noted | {"merge_commit_sha": made.id}

    def tried(self, ctx: Context) -> str:
        """What merging would make of the target branch: a commit that nothing names."""
        if self.row["state"] != "opened" or not self.head or not self.start:
            raise NotMergeable
        parents = (self.start, self.head)
        return self.repository.add(self._files(), self._message(), signature(ctx), parents).id

    def rebase(self, ctx: Context) -> None:
        """Make the source branch's commits anew on top of the target branch."""
        if not self._has_source or not self.source or not self.start:
            raise NotMergeable
        repository, tip = self.source, self.start
        fetch(repository, self.repository, tip)
        for found in reversed(self.commits()):
            if len(found.parents) > 1:
                continue
            parent = next(iter(found.parents), None)
            before = repository.files(repository.commit(parent).tree) if parent else {}
            ours = repository.files(repository.commit(tip).tree)
            files = merged(before, ours, repository.files(found.tree))
            if files is None:
                raise NotMergeable
            made = repository.add(files, found.message, found.author, (tip,), signature(ctx))
            tip = made.id
        skip = bool(ctx.params.get("skip_ci"))
        push(ctx, repository, "heads", self.row["source_branch"], tip, skip_ci=skip)

    def _files(self) -> dict[str, Blob]:
        repository = self.repository
        assert self.head is not None
        assert self.start is not None
        base = repository.files(repository.commit(self.base).tree) if self.base else {}
        ours, theirs = (
            repository.files(repository.commit(id).tree) for id in (self.start, self.head)
        )
        files = merged(base, ours, theirs)
        if files is None:
            raise NotMergeable
        return files

    def _message(self) -> str:
        row = self.row
        path = self.repository.project["full_path"]
        return (
            f"Merge branch '{row['source_branch']}' into '{row['target_branch']}'\n\n"
            f"{row['title']}\n\nSee merge request {path}!{row['iid']}"
        )


def source_of(repository: Repository, request: Row) -> Repository | None:
    """Where the source branch of a target project's merge request is; None when that is gone."""
    if request["source_project_id"] == repository.project["id"]:
        return repository
    project = repository.store.get("projects", request["source_project_id"])
    return Repository(repository.store, project) if project else None


def note_version(ctx: Context, repository: Repository, request: Row) -> None:
    """Keep what the branches of a merge request are, when its source branch moved."""
    head = _head(repository, source_of(repository, request), request)
    start = _branch(repository, request["target_branch"])
    base = repository.merge_base(head, start) if head and start else None
    versions: list[Row] = request.get("versions") or []
    if base is None or (versions and versions[-1]["head"] == head):
        return
    id = ctx.store.count_on("merge request versions")
    made = {"id": id, "head": head, "base": base, "start": start, "created_at": ctx.now()}
    ctx.store.update("documents", request["id"], versions=[*versions, made])


def _head(repository: Repository, source: Repository | None, request: Row) -> str | None:
    """The newest commit of the source branch, which the target's repository then has too."""
    head = _branch(source, request["source_branch"]) if source else None
    if head and source:
        fetch(repository, source, head)
    return head


def _branch(repository: Repository, name: str) -> str | None:
    found = repository.ref("heads", name)
    return str(found["sha"]) if found else None
