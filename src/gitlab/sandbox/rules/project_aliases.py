"""Other names of projects, by which they are fetched.

https://docs.gitlab.com/api/project_aliases/
"""

from __future__ import annotations

from gitlab.sandbox import lookup
from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, not_found


def _prepare(aliases: Documents, before: Row, made: Row) -> None:
    project = lookup.project(aliases.ctx.store, made.get("project_id"))
    if project is None:
        raise not_found("Project")
    made["project_id"] = project["id"]


declare(
    Kind(prepare=_prepare, show=lambda _, row: {"project_id": row["project_id"]}),
    "/project_aliases",
)
