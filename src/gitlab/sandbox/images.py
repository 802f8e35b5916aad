"""Images that a project's container registry has."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping

from gitlab.sandbox.store import Row, Store

__all__ = ["IMAGES", "add_images", "cleanup_policy", "older_than_seconds", "tags_of"]

IMAGES = "registry/repositories"
"""The kind of document that a repository is; its key is the name below the project's path."""
_AGE = re.compile(r"(\d{1,9}) ?(s|second|min|minute|h|hour|d|day|w|week|month|y|year)s?")
_UNITS = {"s": 1, "min": 60, "h": 3600, "d": 86_400, "w": 604_800, "month": 2_592_000}


def add_images(store: Store, project: Row, name: str, tags: Iterable[str]) -> None:
    """Give a project a repository; tags may be a mapping that tells the size of each in bytes."""
    path = "/".join(filter(None, (project["full_path"], name)))
    now = store.timestamp()
    sizes: Mapping[str, int] = tags if isinstance(tags, Mapping) else dict.fromkeys(tags, 0)
    store.insert(
        "documents",
        {
            "doc_kind": IMAGES,
            "doc_owner": "projects",
            "doc_owner_id": project["id"],
            "doc_key": name,
            "created_at": now,
            "tags": {
                str(tag): {
                    "revision": _digest(f"config {path}:{tag}"),
                    "digest": f"sha256:{_digest(f'manifest {path}:{tag}')}",
                    "created_at": now,
                    "total_size": int(size),
                }
                for tag, size in sizes.items()
            },
        },
    )


def tags_of(store: Store, row: Row) -> dict[str, Row]:
    """The tags of a repository that are not gone yet."""
    return {
        name: about
        for name, about in row["tags"].items()
        if about.get("gone_at") is None or not store.is_past(about["gone_at"])
    }


def older_than_seconds(text: str) -> int | None:
    """Of an age such as `7d`, `1h` or `1 month`."""
    found = _AGE.fullmatch(text.strip())
    if found is None:
        return None
    unit = found[2]
    if unit.startswith("y"):
        return int(found[1]) * 365 * 86_400
    return int(found[1]) * _UNITS.get(unit, _UNITS.get(unit[0], 60))


_POLICY: Row = {
    "cadence": "1d",
    "enabled": False,
    "keep_n": 10,
    "older_than": "90d",
    "name_regex": ".*",
    "name_regex_keep": None,
}


def cleanup_policy(store: Store, project: Row) -> Row:
    """When old tags would go, by what a project's `container_expiration_policy_attributes` say."""
    told: Row = dict(project.get("container_expiration_policy_attributes") or {})
    if "name_regex_delete" in told:
        told["name_regex"] = told.pop("name_regex_delete")
    found = _POLICY | {name: value for name, value in told.items() if name in _POLICY}
    found["enabled"] = str(found["enabled"]).lower() in ("true", "1")
    if str(found["keep_n"] or "").isdecimal():
        found["keep_n"] = int(found["keep_n"])
    start = store.seconds(project.get("updated_at") or project["created_at"])
    seconds = older_than_seconds(str(found["cadence"])) or 86_400
    return found | {"next_run_at": store.timestamp(start + seconds)}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
