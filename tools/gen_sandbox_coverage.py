"""Write `docs/sandbox-coverage.md`: `python tools/gen_sandbox_coverage.py [--check]`.

Asks the sandbox's own router how it answers each operation that is described.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from _generated import ROOT, SOURCE, deliver

sys.path.insert(0, str(SOURCE.parent))

from gitlab import _registry
from gitlab.sandbox.documents.filters import unfiltered
from gitlab.sandbox.documents.kinds import collections, is_declared
from gitlab.sandbox.routes import router, shape

if TYPE_CHECKING:
    from pathlib import Path

TOOL = "gen_sandbox_coverage.py"
PAGE = ROOT / "docs/sandbox-coverage.md"
RULES, STORED, REFUSED = "with rules", "by description", "refused"

INTRODUCTION = f"""\
# What the sandbox answers

Of the {{total}} endpoints that the client has:

- {{counts[{RULES}]}} are answered **with rules**: GitLab's own refusals and effects, for what a
  functional test asserts;
- {{counts[{STORED}]}} are answered **by description**: parameters are checked, roles are asked for,
  and what is sent is stored, listed, filtered, sorted, paged and shown with GitLab's fields.
  Nothing else happens: GitLab may refuse more, and may do more. Filters without effect are named;
- {{counts[{REFUSED}]}} are **refused**: they answer 501 and name themselves.
"""


def generate() -> dict[Path, str]:
    rows: dict[str, dict[str, str]] = {}
    for resource in _registry.resources().values():
        page = rows.setdefault(resource.module.rpartition(".")[2].replace("_", " "), {})
        for operation in resource.operations.values():
            page.setdefault(f"{operation.method} {operation.path.rstrip('/')}", _served(operation))
    served = [how.partition(",")[0] for page in rows.values() for how in page.values()]
    counts = {how: served.count(how) for how in (RULES, STORED, REFUSED)}
    text = f"% Generated from the sandbox's routes by tools/{TOOL}; do not edit.\n\n"
    text += INTRODUCTION.format(total=len(served), counts=counts)
    for name, page in sorted(rows.items()):
        text += f"\n## {name.capitalize()}\n\n| endpoint | answered |\n|---|---|\n"
        text += "".join(f"| `{endpoint}` | {how} |\n" for endpoint, how in page.items())
    return {PAGE: text}


def _served(operation: _registry.Operation) -> str:
    # A GET is answered to a HEAD, too; of a suffix that may be chosen each has a route.
    method = "GET" if operation.method == "HEAD" else operation.method
    path = operation.path.removesuffix(".{format}")
    route = router().by_shape.get((method, shape(path)))
    if route is None:
        return REFUSED
    if not route.described:
        return RULES
    place = shape(operation.path)
    found = collections().get(place) or collections()[place.removesuffix("/:")]
    how = RULES if is_declared(found) else STORED
    if operation.name == "list" and (ignored := unfiltered(found)):
        how += f", without {', '.join(f'`{name}`' for name in ignored)}"
    return how


if __name__ == "__main__":
    sys.exit(deliver(generate, TOOL, [PAGE.parent]))
