"""Changelogs: which commits a release has, and how they are told.

https://docs.gitlab.com/user/project/changelogs/
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from gitlab.sandbox.git.messages import reverted, trailers
from gitlab.sandbox.git.objects import Commit

__all__ = ["Entry", "added", "counted", "latest_tag", "notes", "version_key"]

TAG = (
    r"^v?(?P<major>0|[1-9]\d*)\.(?P<minor>0|[1-9]\d*)\.(?P<patch>0|[1-9]\d*)"
    r"(?:-(?P<pre>(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)"
    r"(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
    r"(?:\+(?P<meta>[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?$"
)
"""The versions that GitLab reads, by default from the names of tags."""
_SECTION = re.compile(r"^## (?P<version>\S+)", re.M)


class Entry(NamedTuple):
    """A commit that counts, and the merge request that brought it."""

    title: str
    category: str
    commit: str
    """As it is referred to: `group/project@sha`."""
    merge_request: str | None


def version_key(text: str, pattern: str = TAG) -> tuple[int, ...] | None:
    """What orders versions; a version before its release comes first. None where it is none."""
    found = re.match(pattern, text)
    if found is None:
        return None
    parts = found.groupdict()
    numbers = [int(parts.get(name) or 0) for name in ("major", "minor", "patch")]
    return (*numbers, 0 if parts.get("pre") else 1)


def latest_tag(names: Iterable[str], version: str, pattern: str = TAG) -> str | None:
    """The tag of the release before a version."""
    wanted = version_key(version)
    assert wanted is not None
    found = [
        (key, name)
        for name in names
        if (key := version_key(name, pattern)) is not None and key[-1] == 1 and key < wanted
    ]
    return max(found)[1] if found else None


def counted(commits: Iterable[Commit], trailer: str) -> list[tuple[Commit, str]]:
    """The commits with the trailer, and its value; not those that were taken back since."""
    listed = list(commits)
    gone = [sha for commit in listed if (sha := reverted(commit.message))]
    return [
        (commit, values[0])
        for commit in listed
        if (values := trailers(commit.message).get(trailer))
        and reverted(commit.message) is None
        and not any(commit.id.startswith(sha) for sha in gone)
    ]


def notes(version: str, date: str, entries: Iterable[Entry], titles: Mapping[str, Any]) -> str:
    """A release's section, in Markdown. `titles` are those of categories that have one."""
    by_title: dict[str, list[Entry]] = {}
    for entry in entries:
        by_title.setdefault(str(titles.get(entry.category, entry.category)), []).append(entry)
    lines = [f"## {version} ({date})", ""]
    for title, found in by_title.items():
        number = "1 change" if len(found) == 1 else f"{len(found)} changes"
        lines += [f"### {title} ({number})", ""]
        for entry in found:
            request = f" ([merge request]({entry.merge_request}))" if entry.merge_request else ""
            lines.append(f"- [{entry.title}]({entry.commit}){request}")
        lines.append("")
    if not by_title:
        lines += ["No changes.", ""]
    return "\n".join(lines)


def added(content: str, version: str, section: str) -> str:
    """A changelog with one more section, above those of older versions."""
    wanted = version_key(version)
    for found in _SECTION.finditer(content):
        key = version_key(found["version"])
        if key is not None and wanted is not None and key < wanted:
            return f"{content[: found.start()]}{section}\n{content[found.start() :]}"
    return f"{content.rstrip()}\n\n{section}" if content.strip() else section
