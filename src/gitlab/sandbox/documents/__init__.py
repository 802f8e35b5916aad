"""Keeps what GitLab's API describes: stored, listed, filtered, sorted, paged, validated.

Every collection of the registry that no module of `gitlab.sandbox.rules` answers itself is a table
of JSON documents here: what was sent, checked against the description, with ids, moments and the
author filled in, shown with the fields that the description declares. A document hangs on its
owner (a project, an issue, another document) and goes with it.

**What GitLab does besides** is declared next to the page's other rules; anything may be left out::

    from gitlab.sandbox.documents import Documents, Kind, declare

    declare(Kind(thing="Label", unique=("name",), order="name", defaults={"color": "#428BCA"},
                 prepare=_checked, show=_counts, needs_change=("new_name", "color")),
            "/projects/:id/labels", "/groups/:id/labels")

**An endpoint of its own** is a rule as anywhere, on the same documents::

    @route("PUT", "/projects/:id/labels/:name/promote")
    def promote(ctx):
        labels = Documents(ctx, "/projects/:id/labels", write=True)   # 404, 403
        row = labels.find(ctx.params["name"])                         # 404 Label Not Found
        return labels.shown(labels.change(row, {"archived": True}))

Who may read and write what: `gitlab.sandbox.documents.roles`. What only reading can be described
of, and every other action, is refused: it answers 501 and names itself.
"""

from __future__ import annotations

from gitlab.sandbox.documents.documents import Documents
from gitlab.sandbox.documents.kinds import Collection, Filter, Kind, collection, declare
from gitlab.sandbox.documents.roles import ADMIN, ANYBODY, SIGNED_IN

__all__ = [
    "ADMIN",
    "ANYBODY",
    "SIGNED_IN",
    "Collection",
    "Documents",
    "Filter",
    "Kind",
    "collection",
    "declare",
]
