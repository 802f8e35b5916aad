"""A GitLab that holds a fleet, and a way to it on which things go wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from gitlab import Gitlab
from gitlab._core.values import Failure, Request, Response
from gitlab.job_token import Fleet, Outcome, Plan, apply, collect
from gitlab.job_token.state import ProjectState
from gitlab.sandbox import Sandbox
from tests.job_token._policies import GROUPS, PLACES


def seed(of: Fleet) -> dict[str, Any]:
    """A GitLab that holds such a fleet."""
    states = {project.id: project for project in of.projects}
    return {
        "instance": {
            "enforce_ci_inbound_job_token_scope_enabled": bool(of.enforced),
            "version": "18.5.0",
        },
        "groups": [
            {"id": group.id, "full_path": group.path, "visibility": "private"} for group in GROUPS
        ],
        "projects": [
            {
                "id": place.id,
                "full_path": place.path,
                "visibility": "private",
                **(_scope(states[place.id]) if place.id in states else {}),
            }
            for place in PLACES
        ],
        "auth_log": [
            {
                "accessed_project_id": project.id,
                "origin_project_id": use.origin_id,
                "last_authorized_at": use.last_authorized_at,
            }
            for project in of.projects
            for use in project.log or ()
        ],
    }


def _scope(project: ProjectState) -> dict[str, Any]:
    links: dict[str, list[dict[str, Any]]] = {"projects": [], "groups": []}
    for entry in project.foreign:
        link: dict[str, Any] = {
            f"target_{entry.kind}_id": entry.id,
            "default_permissions": entry.default_permissions,
            "job_token_policies": list(entry.policies),
        }
        direction = {"direction": "inbound"} if entry.kind == "project" else {}
        links[f"{entry.kind}s"].append(link | direction)
    return {"inbound_enabled": project.stored_inbound_enabled, "allowlist": links}


UNKNOWN = (
    b'{"errors": [{"message": "Field \'ciJobTokenScopeAddGroupOrProject\' doesn\'t exist on type'
    b" 'Mutation'\"}]}"
)


class Killed(BaseException):
    """The process is gone: nothing catches this."""


class Troubled:
    """A transport that does to chosen writes what networks, and people, do."""

    def __init__(self, inner: Any, troubles: dict[int, str]) -> None:
        self.inner, self.troubles = inner, troubles
        self.writes = 0
        self.watch: Any = lambda: None

    def send(self, request: Request) -> Response | Failure:
        if not _changes_something(request):
            return self._answer(request)
        trouble = self.troubles.get(self.writes, "")
        self.writes += 1
        if trouble == "killed before":
            raise Killed
        if trouble == "lost before":
            return Failure(ConnectionError(trouble))
        if trouble == "unknown mutation":
            harmless = request._replace(body=b'{"query": "{ __typename }"}')
            return self._answer(harmless)._replace(content=UNKNOWN)
        reply = self._answer(request)
        self.watch()
        if trouble == "killed after":
            raise Killed
        if trouble == "lost after":
            return Failure(ConnectionError(trouble))
        if trouble == "bad gateway":
            return reply._replace(status=502, content=b"<html>")
        return reply

    def _answer(self, request: Request) -> Response:
        answer: Response = self.inner.send(request)
        return answer

    def close(self) -> None:
        self.inner.close()


def _changes_something(request: Request) -> bool:
    if request.url.endswith("/api/graphql"):
        assert isinstance(request.body, bytes)
        return b"mutation(" in request.body
    return request.method in ("POST", "PATCH", "DELETE")


def troubled(box: Sandbox, troubles: dict[int, str] | None = None) -> tuple[Gitlab, Troubled]:
    gl = box.client()
    transport = Troubled(gl._transport, troubles or {})
    gl._transport = transport
    return gl, transport


def seen(box: Sandbox) -> Fleet:
    return collect(box.client(), "acme")


def until_done(box: Sandbox, made: Plan, troubles: dict[int, str], journal: Path) -> Outcome:
    """Apply, and as often again as it is killed or left incomplete."""
    gl, _ = troubled(box, troubles)
    for _ in range(20):
        with suppress(Killed):
            outcome = apply(gl, made, journal=journal)
            if outcome.is_complete:
                return outcome
    raise AssertionError("it does not end")
