"""The seed `demo`: three companies, 400 projects, and the allowlists that grow over the years.

Nothing is random: the same ids, paths and lists every time, so that examples can name them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple, TypeAlias

__all__ = ["demo"]

Row: TypeAlias = dict[str, Any]

DEPARTMENTS = "platform payments mobile data security commerce logistics support research legacy"
TEAMS = "auth billing catalog core deploy edge ingest ledger notify orders reports search tools web"
SECOND_PROJECTS = ("library", "worker", "dashboard", "schema", "chart", "docs")

# Company, its visibility, departments, teams in each, projects of each team.
COMPANIES = (
    ("acme", "public", DEPARTMENTS.split(), TEAMS.split(), 2),
    ("globex", "internal", ["energy", "optics", "shipping", "finance"], TEAMS.split()[:10], 2),
    ("initech", "private", ["printers", "reporting"], TEAMS.split()[:10], 1),
)
SHARED_PROJECTS = ("ci-templates", "deploy-tools")  # in each of acme's departments
VISIBILITIES = ("private", "internal", "public")
CLOSED_DEPARTMENTS = {"acme/security": "private", "acme/legacy": "internal"}

# Besides root, the administrator: each user, and the roles in groups and projects.
USERS: tuple[tuple[Row, dict[str, int]], ...] = (
    ({"id": 2, "username": "alice", "name": "Alice Ames"}, {"acme": 40}),
    ({"id": 3, "username": "bob", "name": "Bob Barker"}, {"acme": 30}),
    ({"id": 4, "username": "carol", "name": "Carol Cole"}, {"acme": 20}),
    ({"id": 5, "username": "dave", "name": "Dave Dunn"}, {}),
    (
        {"id": 6, "username": "erin", "name": "Erin Ek", "external": True},
        {"acme/mobile/ci-templates": 30},
    ),
    (
        {"id": 7, "username": "mallory", "name": "Mallory Moss", "state": "blocked"},
        {"acme": 40},
    ),
    ({"id": 8, "username": "frank", "name": "Frank Fox"}, {"acme/payments": 40, "globex": 20}),
    (
        {"id": 9, "username": "grace", "name": "Grace Gray"},
        {"globex": 50, "acme/payments/auth": 30},
    ),
)
TOKENS: tuple[Row, ...] = (
    *({"user": user["username"], "name": "everything"} for user, _ in USERS),
    {"user": "alice", "name": "read-only", "scopes": ["read_api"]},
    {"user": "alice", "name": "revoked", "state": "revoked"},
    {"user": "alice", "name": "expired", "state": "expired"},
    {
        "user": "alice",
        "name": "fine-grained",
        "kind": "granular",
        "permissions": ["read_job_token_scope", "read_job_token_scope_allowlist"],
    },
)


class Listed(NamedTuple):
    """What one project's allowlist holds, by path, and what its entries permit."""

    projects: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    policies: tuple[str, ...] = ()


EXAMPLES = ("acme/app", "acme/lib")
RETIRED = "acme/legacy/retired-deletion_scheduled-403"  # as GitLab renames what it will delete
# Projects with a story; the others follow `_habit`.
STORIES = {
    "acme/app": Listed(("acme/platform/ci-templates",), ("acme/payments",)),
    "acme/lib": Listed(),
    "acme/commerce/deploy-tools": Listed(
        ("acme/commerce/auth/auth-service", "acme/data/ci-templates"),
        ("acme/commerce", "acme/commerce/auth"),
    ),
    "acme/security/deploy-tools": Listed(
        ("initech/printers/auth/auth-service",), ("globex", "acme/security")
    ),
    "acme/mobile/ci-templates": Listed(
        ("acme/mobile/auth/auth-service",),
        ("acme/mobile/web",),
        ("read_packages", "read_repositories"),
    ),
    "acme/legacy/deploy-tools": Listed((RETIRED,)),
    "acme/support/deploy-tools": Listed((RETIRED, "acme/support/ci-templates")),
    "acme/research/ci-templates": Listed(),
}
MOVED = {"acme/helpdesk/ci-templates": "acme/support/ci-templates"}
OPEN = {"acme/legacy/ci-templates", "acme/research/deploy-tools"}
WITHOUT_CI_SETTINGS = {"acme/logistics/ci-templates"}
JOBS = (
    ("acme/payments/auth/auth-service", "alice", "running"),
    ("acme/mobile/deploy-tools", "bob", "running"),
    ("globex/energy/auth/auth-service", "grace", "running"),
    ("acme/payments/auth/auth-service", "alice", "success"),
)


def demo() -> Row:
    """The seed, as `Sandbox(seed=...)` takes it."""
    groups = dict(_groups())
    paths = [*_project_paths(), RETIRED]
    group_ids = {path: number for number, path in enumerate(groups, start=1)}
    ids = {path: number for number, path in enumerate(paths, start=1)}
    listed = {path: _habit(ids[path], path, paths) for path in paths}
    listed |= STORIES | _crowds(groups, paths)
    return {
        "instance": {"enforce_ci_inbound_job_token_scope_enabled": False},
        "groups": [
            {
                "id": group_ids[path],
                "full_path": path,
                "name": path.rpartition("/")[2].capitalize(),
                "visibility": visibility,
            }
            for path, visibility in groups.items()
        ],
        "users": [user for user, _ in USERS],
        "projects": [
            {
                "id": id,
                "full_path": path,
                "visibility": _visibility(id, groups[path.rpartition("/")[0]]),
                "inbound_enabled": path not in OPEN and id % 23 != 7,
                "ci_settings_row": path not in WITHOUT_CI_SETTINGS,
                "pending_delete": path == RETIRED,
                "allowlist": _allowlist(listed[path], ids, group_ids),
            }
            for path, id in ids.items()
        ],
        "members": [
            {"group" if path in groups else "project": path, "user": user["username"]}
            | {"access_level": level}
            for user, roles in USERS
            for path, level in roles.items()
        ],
        "tokens": [_token(**token) for token in TOKENS],
        "jobs": [
            {
                "id": number,
                "project_id": ids[path],
                "user": user,
                "status": status,
                "token": f"glcbt-demo-{number}",
            }
            for number, (path, user, status) in enumerate(JOBS, start=1)
        ],
        "redirects": [{"old": old, "project_id": ids[new]} for old, new in MOVED.items()],
        "auth_log": [
            {
                "accessed_project_id": ids[path],
                "origin_project_id": ids[origin],
                "last_authorized_at": f"2026-11-{1 + (ids[path] + ids[origin]) % 20:02}T08:00:00Z",
                "policies": ["read_repositories" if ids[origin] % 2 else "read_packages"],
            }
            for path in paths[:120]
            for origin in _visitors(path, ids[path], listed[path], paths)
        ],
    }


def _groups() -> Iterator[tuple[str, str]]:
    """The path and visibility of each group, from the top down."""
    for company, visibility, departments, teams, _ in COMPANIES:
        yield company, visibility
        for department in departments:
            path = f"{company}/{department}"
            inner = CLOSED_DEPARTMENTS.get(path, visibility)
            yield path, inner
            yield from ((f"{path}/{team}", inner) for team in teams)


def _project_paths() -> Iterator[str]:
    yield from EXAMPLES
    for company, _, departments, teams, per_team in COMPANIES:
        for number, department in enumerate(departments):
            above = f"{company}/{department}"
            if company == "acme":
                yield from (f"{above}/{name}" for name in SHARED_PROJECTS)
            for team_number, team in enumerate(teams):
                second = SECOND_PROJECTS[(number + team_number) % len(SECOND_PROJECTS)]
                for kind in ("service", second)[:per_team]:
                    yield f"{above}/{team}/{team}-{kind}"


def _visibility(id: int, groups: str) -> str:
    """No project is more visible than its group."""
    return VISIBILITIES[min(id % 3, VISIBILITIES.index(groups))]


def _habit(number: int, path: str, paths: list[str]) -> Listed:
    """What teams do: the own department, a neighbour, a neighbour and its group, or nothing."""
    company, department = path.split("/")[:2]
    neighbour = paths[(number * 7) % 280]
    if company != "acme" or neighbour == path or number % 4 == 0:
        return Listed()
    if number % 4 == 1:
        return Listed(groups=(f"{company}/{department}",))
    if number % 12 == 2:
        return Listed((neighbour,), (neighbour.rpartition("/")[0],))
    return Listed((neighbour,))


def _crowds(groups: Iterable[str], paths: Iterable[str]) -> dict[str, Listed]:
    """The projects that everybody wants to use, at GitLab's limit of 200 entries and near it."""
    teams = tuple(path for path in groups if path.count("/") == 2)
    projects = tuple(path for path in paths if path.count("/") == 3)
    return {
        "acme/platform/ci-templates": Listed(projects[:200]),
        "acme/platform/deploy-tools": Listed(groups=teams[:200]),
        "acme/data/ci-templates": Listed(projects[-184:]),
        "acme/data/deploy-tools": Listed(groups=teams[:181]),
    }


def _allowlist(listed: Listed, ids: dict[str, int], group_ids: dict[str, int]) -> Row:
    if not listed.policies:  # a bare id permits everything
        return {
            "projects": [ids[path] for path in listed.projects],
            "groups": [group_ids[path] for path in listed.groups],
        }
    narrow = {"default_permissions": False, "job_token_policies": list(listed.policies)}
    return {
        "projects": [{"target_project_id": ids[path], **narrow} for path in listed.projects],
        "groups": [{"target_group_id": group_ids[path], **narrow} for path in listed.groups],
    }


def _visitors(path: str, number: int, listed: Listed, paths: list[str]) -> list[str]:
    """Who was there lately: most of those who are listed, and some who are not yet."""
    strangers = [paths[(number * 11) % 280]] if number % 5 == 0 else []
    return sorted({*listed.projects[:3], *strangers} - {path, RETIRED})


def _token(user: str, name: str, **attributes: Any) -> Row:
    value = f"glpat-demo-{user}" if name == "everything" else f"glpat-demo-{user}-{name}"
    return {"user": user, "name": name, "token": value, "scopes": ["api"], **attributes}
