"""The GraphQL queries that read job token scopes, as text, and what their answers say.

https://docs.gitlab.com/api/graphql/reference/
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

from gitlab.exceptions import GitlabGraphQLError
from gitlab.job_token.state import Entry, Kind, Use

__all__ = [
    "ESSENTIAL",
    "LISTS",
    "Told",
    "connection",
    "continued",
    "data_of",
    "endpoint",
    "is_too_much",
    "page_query",
    "projects_query",
    "read_entries",
    "read_log",
    "read_project",
    "undefined_fields",
]

Selection: TypeAlias = Mapping[str, "Selection | None"]
Node: TypeAlias = Mapping[str, Any]

_PLACE: Selection = {"id": None, "fullPath": None}
_PAGE: Selection = {"pageInfo": {"hasNextPage": None, "endCursor": None}}
_ENTRIES: Selection = {
    "nodes": {
        "target": {
            "... on CiJobTokenAccessibleProject": _PLACE,
            "... on CiJobTokenAccessibleGroup": _PLACE,
        },
        "direction": None,
        "defaultPermissions": None,
        "jobTokenPolicies": None,
        "createdAt": None,
    },
    **_PAGE,
}
_LOG: Selection = {"nodes": {"lastAuthorizedAt": None, "originProject": _PLACE}, **_PAGE}

LISTS: Mapping[str, tuple[str, ...]] = {
    "projects": ("ciJobTokenScopeAllowlist", "projectsAllowlist"),
    "groups": ("ciJobTokenScopeAllowlist", "groupsAllowlist"),
    "log": ("ciJobTokenAuthLogs",),
}
"""The connections of a project, and the fields that lead to them."""
_ITEMS: Mapping[str, Selection] = {"projects": _ENTRIES, "groups": _ENTRIES, "log": _LOG}

_SCOPE: Selection = {
    "id": None,
    "userPermissions": {"adminProject": None},
    "ciCdSettings": {
        "inboundJobTokenScopeEnabled": None,
        "jobTokenScopeEnabled": None,
        "pushRepositoryForJobTokenAllowed": None,
    },
    "ciJobTokenScope": {
        "inboundAllowlistAutopopulatedIds": None,
        "groupAllowlistAutopopulatedIds": None,
    },
    "ciJobTokenScopeAllowlist": {
        "projectsAllowlist(first: $entries)": _ENTRIES,
        "groupsAllowlist(first: $entries)": _ENTRIES,
    },
    "ciJobTokenAuthLogs(first: $entries)": _LOG,
}
ESSENTIAL = frozenset(
    {
        "projects",
        "userPermissions",
        "adminProject",
        "ciCdSettings",
        "inboundJobTokenScopeEnabled",
        "ciJobTokenScopeAllowlist",
        "projectsAllowlist",
        "groupsAllowlist",
    }
)
"""Fields of GitLab 17.6; REST serves older versions. All others may be missing."""


def projects_query(missing: Collection[str] = ()) -> str:
    """Scopes of the projects `$ids`, with up to `$entries` items of each list.

    Fields that this GitLab does not have, by name, are left out.
    """
    scopes = _rendered(_SCOPE, missing)
    return (
        "query($ids: [ID!], $projects: Int, $entries: Int) "
        f"{{ projects(ids: $ids, first: $projects) {{ nodes {scopes} }} }}"
    )


def page_query(which: str, missing: Collection[str] = ()) -> str:
    """The items of one list of the project `$path` that come after `$after`."""
    *outer, last = LISTS[which]
    text = f"{last}(first: $entries, after: $after) {_rendered(_ITEMS[which], missing)}"
    for field in reversed(outer):
        text = f"{field} {{ {text} }}"
    return (
        "query($path: ID!, $after: String, $entries: Int) "
        f"{{ project(fullPath: $path) {{ id {text} }} }}"
    )


def _rendered(selection: Selection, missing: Collection[str]) -> str:
    fields: list[str] = []
    for name, inner in selection.items():
        if name.partition("(")[0] in missing:
            continue
        text = "" if inner is None else _rendered(inner, missing)
        if inner is None or text:
            fields.append(f"{name} {text}".rstrip())
    return f"{{ {' '.join(fields)} }}" if fields else ""


class Told(NamedTuple):
    """What GraphQL told of one project's scope; None where it told nothing.

    `more` are the lists that go on, and the cursors after which they do.
    """

    stored: bool | None
    outbound: bool | None
    push: bool | None
    entries: tuple[Entry, ...]
    log: tuple[Use, ...] | None
    more: Mapping[str, str]


def read_project(node: Node) -> Told | None:
    """Read a project of `projects_query`; None when GitLab did not show its lists."""
    settings = node.get("ciCdSettings") or {}
    lists = {which: connection(node, which) for which in LISTS}
    projects, groups, log = lists["projects"], lists["groups"], lists["log"]
    if projects is None or groups is None:
        return None
    return Told(
        stored=settings.get("inboundJobTokenScopeEnabled"),
        outbound=settings.get("jobTokenScopeEnabled"),
        push=settings.get("pushRepositoryForJobTokenAllowed"),
        entries=(*read_entries(projects, node), *read_entries(groups, node)),
        log=None if log is None else tuple(read_log(log)),
        more={
            which: cursor
            for which, found in lists.items()
            if found is not None and (cursor := continued(found)) is not None
        },
    )


def read_entries(connection: Node, project: Node) -> Iterator[Entry]:
    """The inbound entries of a page. `project` tells which of them GitLab made itself."""
    scope: Node = project.get("ciJobTokenScope") or {}
    made = [scope.get(f"{kind}AllowlistAutopopulatedIds") for kind in ("inbound", "group")]
    own: str | None = project.get("id")
    for node in connection.get("nodes") or ():
        # Links whose target is gone wait to be swept; GitLab's own pages hide them too.
        if not node or not node.get("target") or node.get("direction") == "outbound":
            continue
        id = node["target"]["id"]
        kind: Kind = "self" if id == own else "group" if "/Group/" in id else "project"
        automatic = made[kind == "group"]
        yield Entry(
            kind,
            number(id),
            node["target"]["fullPath"],
            default_permissions=node.get("defaultPermissions"),
            policies=tuple(sorted(map(str.lower, node.get("jobTokenPolicies") or ()))),
            autopopulated=None if automatic is None else id in automatic,
            created_at=node.get("createdAt"),
        )


def read_log(connection: Node) -> Iterator[Use]:
    """The lines of a page; those whose origin GitLab cannot show are left out."""
    for node in connection.get("nodes") or ():
        if node and node.get("originProject"):
            origin = node["originProject"]
            yield Use(number(origin["id"]), origin["fullPath"], node["lastAuthorizedAt"])


def endpoint(gl: Any, **options: Any) -> Any:
    """The GraphQL client on a client's connection, of its colour."""
    from gitlab import AsyncGitlab, AsyncGraphQL, GraphQL

    kind = AsyncGraphQL if isinstance(gl, AsyncGitlab) else GraphQL
    return kind(gl.url, client=gl, **options)


def connection(project: Node | None, which: str) -> Node | None:
    """One of the lists of a project; None where GitLab does not show it."""
    found = project
    for field in LISTS[which]:
        found = (found or {}).get(field)
    return found


def continued(connection: Node) -> str | None:
    """The cursor after which a list goes on, None at its end."""
    info = connection.get("pageInfo") or {}
    cursor: str | None = info.get("endCursor") if info.get("hasNextPage") else None
    return cursor


def number(global_id: str) -> int:
    """The id in `gid://gitlab/Project/7`."""
    return int(global_id.rpartition("/")[2])


# What GitLab says when it does not answer ---------------------------------------------------------


def data_of(error: GitlabGraphQLError) -> Node | None:
    """What GitLab answered in spite of errors: one broken origin spoils its own line only."""
    data: Node | None = _answer(error).get("data")
    return data


def undefined_fields(error: GitlabGraphQLError) -> frozenset[str]:
    """The fields that this GitLab does not have."""
    names = (_undefined(each) for each in _answer(error).get("errors") or ())
    return frozenset(name for name in names if name)


def _undefined(error: Node) -> str | None:
    details = error.get("extensions") or {}
    if details.get("code") == "undefinedField":
        name: str | None = details.get("fieldName")
        return name
    said = re.match(r"Field '(\w+)' doesn't exist on type", str(error.get("message")))
    return said and said[1]


def is_too_much(error: GitlabGraphQLError) -> bool:
    """Whether a smaller query may be answered."""
    said = str(error)
    return "exceeds max " in said or "timed out" in said or "too large" in said


def _answer(error: GitlabGraphQLError) -> Node:
    try:
        answer = json.loads(error.response_body or b"{}")
    except ValueError:
        return {}
    return answer if isinstance(answer, dict) else {}
