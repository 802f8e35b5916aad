"""What `explain` says is what the sandbox does, on worlds that nobody made up.

The two were written apart: the one from the values of a snapshot, the other on its tables.
"""

from __future__ import annotations

import json
from typing import Any, NamedTuple, TypeAlias

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from gitlab.job_token import Caller, Fleet, ProjectState, explain
from gitlab.job_token.policies import POLICIES
from gitlab.job_token.state import Entry
from gitlab.sandbox import Sandbox

FEATURES = (
    "repository",
    "builds",
    "releases",
    "issues",
    "environments",
    "package_registry",
    "merge_requests",
    "infrastructure",
)
GROUPS = {1: "acme", 2: "acme/web", 3: "acme/web/shop", 4: "acme/libs", 5: "globex"}
PLACES = ("acme/web/shop", "acme/web", "acme/libs", "globex", "ann")
TARGET = "acme/libs/lib"
TARGET_ID = 20
LEVELS = {"guest": 10, "planner": 15, "reporter": 20, "developer": 30, "maintainer": 40}
USERS = {"nobody": 0, **LEVELS, "owner": 50}
"""The users of every world, and their roles in the target."""


class Asked(NamedTuple):
    """An endpoint as documented, and a request to it that only lack of access can stop."""

    endpoint: str
    path: str
    json: Any = None
    multipart: bytes = b""


UPLOAD = (
    b'--x\r\nContent-Disposition: form-data; name="name"\r\n\r\na\r\n'
    b'--x\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n1\r\n--x--\r\n'
)
ASKED = (
    Asked("GET /projects/:id/badges", "badges"),
    Asked(
        "POST /projects/:id/badges",
        "badges",
        {"link_url": "https://a.example", "image_url": "https://a.example/b.svg"},
    ),
    Asked("GET /projects/:id/repository/branches", "repository/branches"),
    Asked("GET /projects/:id/repository/tags", "repository/tags"),
    Asked("GET /projects/:id/pipelines", "pipelines"),
    Asked("GET /projects/:id/jobs", "jobs"),
    Asked("GET /projects/:id/issues", "issues"),
    Asked("GET /projects/:id/merge_requests", "merge_requests"),
    Asked("GET /projects/:id/releases", "releases"),
    Asked(
        "POST /projects/:id/releases",
        "releases",
        {"tag_name": "v1", "ref": "main", "description": "One"},
    ),
    Asked("GET /projects/:id/packages", "packages"),
    Asked("GET /projects/:id/environments", "environments"),
    Asked("POST /projects/:id/environments", "environments", {"name": "one"}),
    Asked("GET /projects/:id/deployments", "deployments"),
    Asked(
        "POST /projects/:id/deployments",
        "deployments",
        {"environment": "one", "sha": "main", "ref": "main", "tag": False, "status": "success"},
    ),
    Asked("GET /projects/:id/secure_files", "secure_files"),
    Asked("POST /projects/:id/secure_files", "secure_files", multipart=UPLOAD),
)

REFUSALS = (401, 403, 404)

World: TypeAlias = dict[str, Any]

entries = st.fixed_dictionaries(
    {
        "default_permissions": st.booleans(),
        "job_token_policies": st.lists(st.sampled_from(POLICIES), max_size=4, unique=True),
    }
)
worlds = st.fixed_dictionaries(
    {
        "enforced": st.booleans(),
        "enabled": st.sampled_from([True, True, False]),
        "visibility": st.sampled_from(["private", "private", "internal", "public"]),
        "features": st.fixed_dictionaries(
            {
                name: st.sampled_from(["enabled", "enabled", "private", "disabled"])
                for name in FEATURES
            }
        ),
        "place": st.sampled_from(PLACES),
        "own": st.none() | entries,
        "project": st.none() | entries,
        "groups": st.dictionaries(st.sampled_from(sorted(GROUPS)), entries, max_size=2),
        "external": st.booleans(),
        "is_own": st.sampled_from([False, False, False, True]),
    }
)


def planted(world: World) -> dict[str, Any]:
    """The world as the sandbox's seed."""
    projects = [
        {"target_project_id": id, "direction": "inbound", **entry}
        for id, entry in ((10, world["project"]), (TARGET_ID, world["own"]))
        if entry is not None
    ]
    origin = TARGET_ID if world["is_own"] else 10
    return {
        "instance": {"enforce_ci_inbound_job_token_scope_enabled": world["enforced"]},
        "groups": [
            {"id": id, "full_path": path, "visibility": "public"} for id, path in GROUPS.items()
        ],
        "users": [
            {"id": id, "username": name, "external": world["external"]}
            for id, name in enumerate((*USERS, "ann"), start=2)
        ],
        "projects": [
            {"id": 10, "full_path": f"{world['place']}/app", "visibility": "private"},
            {
                "id": TARGET_ID,
                "full_path": TARGET,
                "visibility": world["visibility"],
                "inbound_enabled": world["enabled"],
                "features": {f"{k}_access_level": v for k, v in world["features"].items()},
                "allowlist": {
                    "projects": projects,
                    "groups": [{"target_group_id": id, **e} for id, e in world["groups"].items()],
                },
            },
        ],
        "members": [
            {"project": TARGET, "user": name, "access_level": level}
            for name, level in USERS.items()
            if level
        ],
        "jobs": [
            {"id": id, "project_id": origin, "user": name, "status": "running", "token": name}
            for id, name in enumerate(USERS, start=1)
        ],
    }


def snapshot(world: World) -> Fleet:
    """The world as `collect` would see it."""

    def entry(kind: Any, id: int, path: str, of: dict[str, Any]) -> Entry:
        return Entry(kind, id, path, of["default_permissions"], tuple(of["job_token_policies"]))

    own = Entry("self", TARGET_ID, TARGET)
    found = [entry("self", TARGET_ID, TARGET, world["own"]) if world["own"] else own]
    if world["project"] is not None:
        found.append(entry("project", 10, f"{world['place']}/app", world["project"]))
    found += [entry("group", id, GROUPS[id], of) for id, of in world["groups"].items()]
    target = ProjectState(
        id=TARGET_ID,
        path=TARGET,
        visibility=world["visibility"],
        inbound_enabled=world["enforced"] or world["enabled"],
        entries=tuple(found),
        features=world["features"],
    )
    return Fleet(url="", roots=(), projects=(target,), surveyed=(), gitlab_version="19.4.0")


def send(box: Sandbox, asked: Asked, token: str) -> tuple[int, Any, bytes]:
    method = asked.endpoint.partition(" ")[0]
    target, headers = f"/api/v4/projects/{TARGET_ID}/{asked.path}", {"JOB-TOKEN": token}
    if asked.multipart:
        headers["Content-Type"] = "multipart/form-data; boundary=x"
        return box.app.handle(method, target, headers, asked.multipart)
    return box.request(method, target, headers, asked.json)


@pytest.mark.slow
@settings(
    max_examples=280,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
@given(worlds)
def test_the_verdict_is_what_the_sandbox_does(world: World) -> None:
    fleet = snapshot(world)
    source = TARGET if world["is_own"] else f"{world['place']}/app"
    with Sandbox(seed=planted(world)) as box:
        for name, level in USERS.items():
            caller = Caller(level, is_external=world["external"], is_admin=False, name=name)
            for asked in ASKED:
                if asked.path == "issues" and world["features"]["issues"] != "enabled":
                    continue  # GitLab refuses nothing here: its list is empty.
                verdict = explain(fleet, source, TARGET, asked.endpoint, caller)
                status, _, body = send(box, asked, name)
                case = f"{name}: {asked.endpoint}: {status} {body[:200]!r}\n{verdict}"
                assert verdict.allowed is (status not in REFUSALS), case
                if not verdict.allowed and verdict.message is not None:
                    assert json.loads(body) == {"message": verdict.message}, case
