"""The repository of one project: its objects, branches and tags."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterator, Mapping

from gitlab.sandbox.git.objects import (
    DIRECTORY,
    FILE,
    Blob,
    Commit,
    Signature,
    commit_bytes,
    object_id,
    read_commit,
    read_tree,
    tree_bytes,
)
from gitlab.sandbox.store import Row, Selection, Store

__all__ = ["Repository"]

EMPTY_TREE = object_id("tree", b"")


class Repository:
    """Made for each request. What a project was given to start with is made on first touch."""

    def __init__(self, store: Store, project: Row) -> None:
        self.store, self.project = store, project
        if not project.get("empty_repo") and not self.refs("heads").exists():
            self._begin()

    # Branches and tags

    def refs(self, kind: str) -> Selection:
        """The rows of branches ("heads") or "tags"."""
        return self.store.select("git_refs", project_id=self.project["id"], kind=kind)

    def ref(self, kind: str, name: str) -> Row | None:
        return self.refs(kind).where("name = ?", name).first()

    def point(self, kind: str, name: str, id: str, **attributes: object) -> Row:
        """Let a branch or tag name a commit, whether or not it is there already."""
        if found := self.ref(kind, name):
            return self.store.update("git_refs", found["id"], sha=id, **attributes)
        if self.project.get("empty_repo"):
            self.project = self.store.update("projects", self.project["id"], empty_repo=False)
        place = {"project_id": self.project["id"], "kind": kind, "name": name}
        return self.store.insert("git_refs", {**place, "sha": id, **attributes})

    def remove(self, ref: Row) -> None:
        self.store.delete("git_refs", ref["id"])

    @property
    def default_branch(self) -> str:
        return str(self.project["default_branch"] or "main")

    def resolve(self, name: str | None) -> str | None:
        """The id of the commit that a branch, a tag, the beginning of an id or HEAD names."""
        text = name or "HEAD"
        text = self.default_branch if text == "HEAD" else text
        kinds: tuple[str, ...] = ("heads", "tags")
        if full := re.fullmatch("refs/(heads|tags)/(.+)", text):
            kinds, text = (full[1],), full[2]
        for kind in kinds:
            if found := self.ref(kind, text):
                return str(found["sha"])
        return self._by_id(text)

    def _by_id(self, text: str) -> str | None:
        if not re.fullmatch("[0-9a-f]{4,40}", text):
            return None
        objects = self.store.select("git_objects", project_id=self.project["id"], kind="commit")
        found = objects.where("sha >= ? AND sha <= ?", text, text + "f" * 40).page(2)
        return str(found[0]["sha"]) if len(found) == 1 else None

    # Objects

    def objects(self) -> Selection:
        """The rows of all objects."""
        return self.store.select("git_objects", project_id=self.project["id"])

    def put(self, kind: str, content: bytes) -> str:
        id = object_id(kind, content)
        place = {"project_id": self.project["id"], "sha": id}
        if not self.store.select("git_objects", **place).exists():
            self.store.insert("git_objects", {**place, "kind": kind, "content": content})
        return id

    def get(self, id: str, kind: str) -> bytes | None:
        if id == EMPTY_TREE:
            return b""
        place = {"project_id": self.project["id"], "sha": id, "kind": kind}
        found = self.store.first("git_objects", **place)
        return None if found is None else bytes(found["content"])

    def blob(self, id: str) -> bytes:
        content = self.get(id, "blob")
        if content is None:
            raise KeyError(id)
        return content

    def commit(self, id: str) -> Commit:
        content = self.get(id, "commit")
        if content is None:
            raise KeyError(id)
        return read_commit(id, content)

    def tree(self, id: str) -> dict[str, Blob]:
        """The entries of a directory."""
        return read_tree(self.get(id, "tree") or b"")

    def files(self, tree: str, above: str = "") -> dict[str, Blob]:
        """Every file below a directory, by its path."""
        found: dict[str, Blob] = {}
        for name, entry in self.tree(tree).items():
            if entry.mode == DIRECTORY:
                found |= self.files(entry.id, f"{above}{name}/")
            else:
                found[above + name] = entry
        return found

    def at(self, tree: str, path: str) -> Blob | None:
        """What a path leads to: a file or a directory."""
        entry: Blob | None = Blob(DIRECTORY, tree)
        for name in filter(None, path.split("/")):
            if entry is None or entry.mode != DIRECTORY:
                return None
            entry = self.tree(entry.id).get(name)
        return entry

    def write(self, files: Mapping[str, Blob]) -> str:
        """The tree of these files."""
        entries: dict[str, Blob] = {}
        below: dict[str, dict[str, Blob]] = {}
        for path, blob in files.items():
            first, slash, rest = path.partition("/")
            if slash:
                below.setdefault(first, {})[rest] = blob
            else:
                entries[first] = blob
        for name, inner in below.items():
            entries[name] = Blob(DIRECTORY, self.write(inner))
        return self.put("tree", tree_bytes(entries))

    def add(
        self,
        files: Mapping[str, Blob],
        message: str,
        author: Signature,
        parents: tuple[str, ...] = (),
        committer: Signature | None = None,
    ) -> Commit:
        """A new commit, which nothing names yet."""
        tree = self.write(files)
        content = commit_bytes(tree, parents, author, committer or author, message)
        return self.commit(self.put("commit", content))

    # History

    def log(self, *starts: str, first_parent: bool = False) -> Iterator[Commit]:
        """The commits that lead here, the newest first."""
        found: set[str] = set()
        waiting: list[tuple[int, int, str]] = []

        def wait(id: str) -> None:
            if id not in found:
                found.add(id)
                heapq.heappush(waiting, (-self.commit(id).committer.at, len(found), id))

        for start in starts:
            wait(start)
        while waiting:
            commit = self.commit(heapq.heappop(waiting)[2])
            yield commit
            for parent in commit.parents[: 1 if first_parent else None]:
                wait(parent)

    def merge_base(self, one: str, other: str) -> str | None:
        behind = {commit.id for commit in self.log(other)}
        return next((commit.id for commit in self.log(one) if commit.id in behind), None)

    def between(self, older: str, newer: str) -> list[Commit]:
        """The commits of `newer` that `older` does not have, the newest first."""
        known = {commit.id for commit in self.log(older)}
        return [commit for commit in self.log(newer) if commit.id not in known]

    # Beginnings

    def copy_from(self, origin: Repository) -> None:
        """Become a fork: all that the origin has."""
        for table in ("git_objects", "git_refs"):
            for row in self.store.select(table, project_id=origin.project["id"]):
                copied = {name: value for name, value in row.items() if name != "id"}
                self.store.insert(table, copied | {"project_id": self.project["id"]})

    def _begin(self) -> None:
        """What a new project has in it: a README, and what the seed says."""
        origin = self.store.get("projects", self.project.get("forked_from_id"))
        if origin is not None:
            self.copy_from(Repository(self.store, origin))
            return
        texts = self.project.get("files") or {
            "README.md": f"# {self.project['name']}\n\n{self.project['description'] or ''}\n"
        }
        files = {
            path: Blob(FILE, self.put("blob", str(text).encode())) for path, text in texts.items()
        }
        creator = self.store.get("users", self.project["creator_id"] or 1)
        assert creator is not None
        at = int(self.store.seconds(self.project["created_at"]))
        author = Signature(creator["name"], creator["email"], at)
        commit = self.add(files, "Initial commit", author)
        self.point("heads", self.default_branch, commit.id)
        for tag in self.project.get("tags") or ():
            self.point("tags", tag, commit.id)
