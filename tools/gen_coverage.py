"""Write `docs/coverage.md`: `python tools/gen_coverage.py [--check]`.

Holds the described operations against those of GitLab's own API document. `operations.tsv` lists
what that document has for clients: neither package managers' protocols nor internal routes.
"""

from __future__ import annotations

import itertools
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

from _generated import ROOT, SOURCE, deliver

sys.path.insert(0, str(SOURCE.parent))

from gitlab import _registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

TOOL = "gen_coverage.py"
PAGE = ROOT / "docs/coverage.md"
OPERATIONS = ROOT / "tools/operations.tsv"
Key = tuple[str, str]

# GitLab has these at a second address, or older; the method that is named does the same.
SAME = {
    "GET /keys": "GET /keys/{id}",  # get(fingerprint=...)
    "GET /personal_access_tokens/self": "GET /personal_access_tokens/{id}",  # get("self")
    "DELETE /personal_access_tokens/self": "DELETE /personal_access_tokens/{id}",
    "POST /personal_access_tokens/self/rotate": "POST /personal_access_tokens/{id}/rotate",
    "POST /groups/{id}/access_tokens/self/rotate": "POST /groups/{id}/access_tokens/{id}/rotate",
    "POST /projects/{id}/access_tokens/self/rotate": (
        "POST /projects/{id}/access_tokens/{id}/rotate"
    ),
    "GET /ldap/{provider}/groups": "GET /ldap/groups",  # list(provider=...)
    "DELETE /groups/{id}/ldap_group_links": "DELETE /groups/{id}/ldap_group_links/{id}",
    "DELETE /groups/{id}/ldap_group_links/{provider}/{cn}": (
        "DELETE /groups/{id}/ldap_group_links/{id}"
    ),
    "DELETE /groups/{id}/labels": "DELETE /groups/{id}/labels/{name}",
    "DELETE /projects/{id}/labels": "DELETE /projects/{id}/labels/{name}",
    "PUT /groups/{id}/labels/{name}": "PUT /groups/{id}/labels",  # with the name in the body
    "PUT /projects/{id}/labels/{name}": "PUT /projects/{id}/labels",
    "PUT /projects/{id}/labels/promote": "PUT /projects/{id}/labels/{name}/promote",
    "GET /projects/{id}/repository/archive": "GET /projects/{id}/repository/archive.{format}",
    "POST /projects/{id}/security_scans/sast/{sast_endpoint}": (
        "POST /projects/{id}/security_scans/sast/scan"
    ),
    "GET /projects/{id}/templates/{type}": "GET /projects/{id}/templates/issues",
    "GET /projects/{id}/templates/{type}/{name}": "GET /projects/{id}/templates/issues/{name}",
}

LEFT_OUT = {
    "POST /container_registry_event/events": "the container registry calls this itself",
}

INTRODUCTION = """\
# Coverage of GitLab's REST API

{covered} of the {total} operations that GitLab's API document (18.9) has for clients are methods
here, those included that GitLab has at a second address for what a method does. For
the others there are `gl.http_get`, `gl.http_post` and their siblings. Not counted are protocols of
package managers and runners, SCIM, and internal routes.

| GitLab's documentation tag | covered | of |
|---|---|---|
"""


class Documented(NamedTuple):
    """An operation of GitLab's API document."""

    tag: str
    method: str
    paths: tuple[str, ...]

    @property
    def keys(self) -> Iterator[Key]:
        return (key(self.method, path) for path in self.paths)


def generate() -> dict[Path, str]:
    here = described()
    tags: dict[str, list[Documented]] = {}
    for operation in documented():
        tags.setdefault(operation.tag, []).append(operation)
    missing = {
        tag: [each for each in operations if here.isdisjoint(each.keys)]
        for tag, operations in sorted(tags.items())
    }
    total = sum(map(len, tags.values()))
    covered = total - sum(map(len, missing.values()))
    text = f"% Generated from tools/{OPERATIONS.name} by tools/{TOOL}; edit neither here.\n\n"
    text += INTRODUCTION.format(covered=covered, total=total)
    for tag, lacking in missing.items():
        text += f"| {tag} | {len(tags[tag]) - len(lacking)} | {len(tags[tag])} |\n"
    text += "\n## Not covered\n\n"
    for each in itertools.chain.from_iterable(missing.values()):
        name = f"{each.method} {each.paths[0]}"
        text += f"- `{name}`: {LEFT_OUT.get(name, 'not yet')}\n"
    return {PAGE: text}


def documented() -> Iterator[Documented]:
    for line in OPERATIONS.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            tag, method, path, *others = line.split("\t")
            yield Documented(tag, method, (path, *(others[0].split() if others else ())))


def described() -> set[Key]:
    """What managers, objects and the client itself ask for."""
    keys: set[Key] = set()
    for resource in _registry.resources().values():
        for operation in resource.operations.values():
            keys.add(key(operation.method, operation.path))
            if operation.name == "get":
                keys.add(key("HEAD", operation.path))
            keys.update(
                key(operation.method, operation.path.replace(f"{{{resource.id_attr}}}", known))
                for known in resource.ids
            )
    client = (SOURCE / "client.py").read_text(encoding="utf-8")
    keys.update(key(*found) for found in re.findall(r'"(GET|POST)", "(/\w+)"', client))
    if '"/search"' in client:
        keys.add(("GET", "/search"))
    keys.update(key(*at.split()) for at, is_ in SAME.items() if key(*is_.split()) in keys)
    return keys


def key(method: str, path: str) -> Key:
    """Placeholders are named differently in GitLab's document and here."""
    nameless = re.sub(r"\{[^}]*\}|\*\w+", "{}", path)
    return method, nameless.replace("//", "/").rstrip("/")


if __name__ == "__main__":
    sys.exit(deliver(generate, TOOL, [PAGE.parent]))
