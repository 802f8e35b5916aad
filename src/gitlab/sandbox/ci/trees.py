"""The files that configurations are read from: those of a commit, and of other projects."""

from __future__ import annotations

from collections.abc import Iterable

from gitlab.sandbox import access, lookup
from gitlab.sandbox.ci.errors import ConfigError
from gitlab.sandbox.git import Repository
from gitlab.sandbox.git.objects import DIRECTORY
from gitlab.sandbox.store import Row

__all__ = ["Tree"]


class Tree:
    """The files of one commit, for a user."""

    def __init__(self, repository: Repository, sha: str | None, user: Row | None) -> None:
        self.repository, self.sha, self.user = repository, sha, user
        self.root = repository.commit(sha).tree if sha else None

    @property
    def path(self) -> str:
        return str(self.repository.project["full_path"])

    def read(self, path: str) -> str | None:
        if self.root is None:
            return None
        found = self.repository.at(self.root, path.strip("/"))
        if found is None or found.mode == DIRECTORY:
            return None
        return self.repository.blob(found.id).decode("utf-8", "replace")

    def paths(self) -> Iterable[str]:
        return self.repository.files(self.root) if self.root else ()

    def changed(self, before: str | None) -> set[str]:
        """The paths that differ from another commit's; all of them without one."""
        new = self.repository.files(self.root) if self.root else {}
        old = self.repository.files(self.repository.commit(before).tree) if before else {}
        return {path for path in {*old, *new} if old.get(path) != new.get(path)}

    def elsewhere(self, path: str, ref: str | None) -> Tree:
        """The files of another project, if the user may read them."""
        store = self.repository.store
        project = lookup.project(store, path) if "/" in path else None
        if project is None or not access.can_read_project(store, self.user, project):
            raise ConfigError(
                f"Project `{path}` not found or access denied! Make sure any includes in the"
                " pipeline configuration are correctly defined."
            )
        repository = Repository(store, project)
        sha = repository.resolve(ref)
        if sha is None:
            raise ConfigError(f"Project `{path}` reference `{ref}` does not exist!")
        return Tree(repository, sha, self.user)
