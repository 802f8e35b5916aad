"""What the history of a repository says of a path."""

from __future__ import annotations

from collections.abc import Iterator

from gitlab.sandbox.git import Commit, Repository

__all__ = ["blame", "last_change", "touching"]


def touching(repository: Repository, start: str, path: str) -> Iterator[Commit]:
    """The commits that lead to `start` and changed what is at the path, the newest first."""
    for commit in repository.log(start):
        here = repository.at(commit.tree, path)
        before = [repository.at(repository.commit(id).tree, path) for id in commit.parents]
        if all(here != was for was in before) and (before or here):
            yield commit


def last_change(repository: Repository, start: str | None, path: str) -> str | None:
    """The commit that last changed a file, as GitLab's users know it."""
    found = touching(repository, start, path) if start else iter(())
    return next((commit.id for commit in found), None)


def blame(repository: Repository, start: str, path: str) -> list[tuple[Commit, list[str]]]:
    """The lines of a file in runs, each with the commit that they came with."""
    from difflib import SequenceMatcher

    lines: list[tuple[Commit, str]] = []
    for commit in reversed(list(touching(repository, start, path))):
        blob = repository.at(commit.tree, path)
        new = _lines(repository, blob.id) if blob else []
        old = [line for _, line in lines]
        made = [(commit, line) for line in new]
        for match in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks():
            made[match.b : match.b + match.size] = lines[match.a : match.a + match.size]
        lines = made
    runs: list[tuple[Commit, list[str]]] = []
    for commit, line in lines:
        if not runs or runs[-1][0].id != commit.id:
            runs.append((commit, []))
        runs[-1][1].append(line)
    return runs


def _lines(repository: Repository, id: str) -> list[str]:
    return repository.blob(id).decode("utf-8", "replace").splitlines()
