"""Push rules of projects and groups; each has one set of them, or none.

https://docs.gitlab.com/api/project_push_rules/
https://docs.gitlab.com/api/group_push_rules/
"""

from __future__ import annotations

import re

from gitlab.sandbox.documents import Documents, Kind, declare
from gitlab.sandbox.rules import Row, invalid, refused


def _prepare(rules: Documents, before: Row, made: Row) -> None:
    if not before and rules.own().exists():
        owner = "Project" if rules.root.table == "projects" else "Group"
        raise refused(422, {"error": f"{owner} push rule exists"})
    for name, pattern in made.items():
        if name.endswith("_regex") and pattern:
            try:
                re.compile(pattern)
            except re.error as problem:
                raise invalid(**{name: [f"not valid RE2 syntax: {problem}"]}) from None


declare(
    Kind(thing="Push Rule", prepare=_prepare, absent=("updated_at",)),
    "/projects/:id/push_rule",
    "/groups/:id/push_rule",
)
