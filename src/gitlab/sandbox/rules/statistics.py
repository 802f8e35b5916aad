"""How much there is of what.

https://docs.gitlab.com/api/statistics/
"""

from __future__ import annotations

from gitlab.sandbox.rules import Context, Json, route
from gitlab.sandbox.store import TABLES, Store


def count_of(store: Store, kind: str) -> int:
    """How many there are in the instance, wherever the sandbox keeps them."""
    if kind in TABLES:
        return store.select(kind).count()
    return store.select("documents", doc_kind=kind).count()


@route("GET", "/application/statistics")
def show(ctx: Context) -> Json:
    """Numbers as texts, with commas between the thousands."""
    ctx.authenticated_as_admin()
    store = ctx.store
    forks = store.select("projects").where("json_extract(data, '$.forked_from_id') IS NOT NULL")
    numbers = {
        "forks": forks.count(),
        **{
            kind: count_of(store, kind)
            for kind in ("issues", "merge_requests", "notes", "snippets")
        },
        "ssh_keys": count_of(store, "keys"),
        "milestones": count_of(store, "milestones"),
        "users": count_of(store, "users"),
        "projects": count_of(store, "projects"),
        "groups": store.select("namespaces", kind="group").count(),
        "active_users": store.select("users", state="active").count(),
    }
    return {name: f"{number:,}" for name, number in numbers.items()}
