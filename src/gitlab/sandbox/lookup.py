"""Finds a project, group or user by what stands in a path: an id, or a name."""

from __future__ import annotations

import re

from gitlab.sandbox.store import Row, Store

__all__ = ["group", "namespace", "project", "user"]


def project(store: Store, value: object) -> Row | None:
    """By id, or by full path, which has a slash; former paths count."""
    text = str(value)
    if _is_number(text):
        return store.get("projects", int(text))
    if "/" not in text:
        return None
    if found := store.first("projects", full_path=text):
        return found
    moved = store.first("redirects", old=text)
    return store.get("projects", moved["project_id"]) if moved else None


def group(store: Store, value: object) -> Row | None:
    """By id, or by full path."""
    text = str(value)
    if _is_number(text):
        return store.first("namespaces", id=int(text), kind="group")
    return store.first("namespaces", full_path=text, kind="group")


def namespace(store: Store, value: object) -> Row | None:
    """A group or the namespace of a user, by id or by full path."""
    text = str(value)
    if _is_number(text):
        return store.get("namespaces", int(text))
    return store.first("namespaces", full_path=text)


def user(store: Store, value: object) -> Row | None:
    """By id, or by user name."""
    text = str(value)
    return (
        store.get("users", int(text)) if _is_number(text) else store.first("users", username=text)
    )


def _is_number(text: str) -> bool:
    return re.fullmatch(r"-?\d+", text, re.ASCII) is not None
