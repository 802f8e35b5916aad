"""Push rules of projects and groups; each has one set of them, or none.

https://docs.gitlab.com/api/project_push_rules/
https://docs.gitlab.com/api/group_push_rules/
"""

from __future__ import annotations

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, refused


def _prepare(rules: Documents, before: Row, made: Row) -> None:
    if not before and rules.own().exists():
        owner = "Project" if rules.root.table == "projects" else "Group"
        raise refused(422, {"error": f"{owner} push rule exists"})


declare(
    Kind(thing="Push Rule", prepare=_prepare, absent=("updated_at",)),
    "/projects/:id/push_rule",
    "/groups/:id/push_rule",
)
