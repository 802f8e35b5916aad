"""Environments, and what is deployed to them, as they are kept.

https://docs.gitlab.com/ci/environments/
"""

from __future__ import annotations

import hashlib
import re
from typing import Any

from gitlab.sandbox.store import Row, Store

__all__ = ["NEW", "add_deployment", "environment", "slug", "tier"]

NEW: Row = {"state": "available", "external_url": None, "description": None}
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_TIERS = {
    "development": "dev|review|trunk",
    "testing": "test|tst|int|ac(ce|)pt|qa|qc|control|quality",
    "staging": "st(a|)g|mod(e|)l|pre|demo|non",
    "production": "pr(o|)d|live",
}


def environment(store: Store, project_id: int, name: str, **told: Any) -> Row:
    """The environment of that name, which a job that names it makes."""
    place = {"doc_owner": "projects", "doc_owner_id": project_id, "doc_kind": "environments"}
    found = store.select("documents", **place).where("json_extract(data, '$.name') = ?", name)
    if row := found.first():
        return row
    now = store.timestamp()
    made = {"name": name, "slug": slug(name), "tier": tier(name), "auto_stop_setting": "always"}
    moments = {"created_at": now, "updated_at": now}
    given = {key: value for key, value in told.items() if value is not None}
    return store.insert("documents", {**place, "doc_key": None, **NEW, **made, **moments, **given})


def add_deployment(store: Store, environment: Row, **told: Any) -> Row:
    """A deployment that has not begun."""
    project_id, now = environment["doc_owner_id"], store.timestamp()
    place = {"doc_owner": "projects", "doc_owner_id": project_id, "doc_kind": "deployments"}
    row: Row = {
        "iid": store.count_on(f"projects {project_id} deployments"),
        "environment_id": environment["id"],
        "status": "created",
        "pending_approval_count": 0,
        "created_at": now,
        "updated_at": now,
        "finished_at": None,
    }
    return store.insert("documents", {**place, "doc_key": None, **row, **told})


def slug(name: str) -> str:
    """The name as a DNS label of at most 24 characters; what had to be changed gets a hash."""
    made = re.sub("[^a-z0-9]+", "-", name.lower())
    made = made if made[:1].isalpha() else re.sub("-+", "-", f"env-{made}")
    if len(made) > 24 or made != name:
        number, suffix = int(hashlib.sha256(name.encode()).hexdigest(), 16), ""
        while len(suffix) < 6:
            number, digit = divmod(number, 36)
            suffix = _DIGITS[digit] + suffix
        made = f"{made[:17].removesuffix('-')}-{suffix}"
    return made.removesuffix("-")


def tier(name: str) -> str:
    words = (each for each, pattern in _TIERS.items() if re.search(pattern, name.lower()))
    return next(words, "other")
