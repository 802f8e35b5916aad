"""Deploy tokens as credentials: they belong to a project or group, and to nobody."""

from __future__ import annotations

from gitlab.sandbox import access
from gitlab.sandbox.store import Row, Store

__all__ = ["live_deploy_token", "reaches"]


def live_deploy_token(store: Store, secret: str, username: str | None = None) -> Row | None:
    """The token of that secret and, where one is told, user name; None when it does not count."""
    rows = store.select("documents", doc_kind="deploy_tokens")
    rows = rows.where("json_extract(data, '$.token') = ?", secret)
    if username is not None:
        rows = rows.where("json_extract(data, '$.username') = ?", username)
    found = rows.first()
    if found is None or found.get("revoked"):
        return None
    expires = found.get("expires_at")
    return None if expires and str(expires)[:10] <= store.today() else found


def reaches(store: Store, token: Row, project: Row) -> bool:
    """Whether it is the project's, or that of a group above."""
    if token["doc_owner"] == "projects":
        return bool(token["doc_owner_id"] == project["id"])
    return token["doc_owner_id"] in access.lineage(store, project["namespace_id"])
