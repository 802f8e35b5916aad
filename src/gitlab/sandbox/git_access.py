"""Who talks git to the sandbox, and what they may do with a repository."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import NamedTuple

from gitlab.job_token import Endpoint
from gitlab.sandbox import access, allowlist
from gitlab.sandbox.answers import Answer, refused
from gitlab.sandbox.auth import JOB_USER, Caller, live_job
from gitlab.sandbox.context import Context
from gitlab.sandbox.deploy_access import live_deploy_token, reaches
from gitlab.sandbox.request import ApiRequest
from gitlab.sandbox.routes import Route
from gitlab.sandbox.store import Row, Store
from gitlab.sandbox.versions import has

__all__ = ["Guest", "identify"]

_DENIED = "HTTP Basic: Access denied. The provided password or token is incorrect or expired."
_READS = {"api", "read_repository", "write_repository"}
_WRITES = {"api", "write_repository"}
_NO_PUSH = "You are not allowed to push code to this project."
_ROUTE = Route("POST", "/git", lambda ctx: Answer(), job_token=Endpoint("POST", "/git"))
_PUSHES = Endpoint("POST", "/git", ("admin_repositories",))


class Guest(NamedTuple):
    """A caller, or a deploy token, which is nobody's."""

    context: Context
    deploy_token: Row | None = None

    @property
    def is_anonymous(self) -> bool:
        return self.context.user is None and self.deploy_token is None

    def refusal(self, project: Row | None, *, writes: bool) -> str | None:
        """Why a repository is closed: an empty text where it is as if there were none."""
        ctx = self.context
        if project is None:
            return ""
        if project["repository_access_level"] == "disabled":
            return "The repository is disabled."
        if self.deploy_token is not None:
            return self._refusal_of_deploy_token(project, writes=writes)
        if ctx.job is not None:
            return self._refusal_of_job(project, writes=writes)
        if not ctx.can_read_project(project):
            return ""
        scopes = set(ctx.token["scopes"]) if ctx.token else _WRITES
        if not scopes & (_WRITES if writes else _READS):
            return "Insufficient scope: the token needs read_repository or write_repository."
        if not ctx.can_use(project, "repository"):
            return "You are not allowed to download code from this project."
        return _NO_PUSH if writes and not self._may_push(project) else None

    def _may_push(self, project: Row) -> bool:
        ctx = self.context
        role = access.OWNER if ctx.is_admin else ctx.access_level(project)
        return role >= access.DEVELOPER and not project["archived"]

    def _refusal_of_deploy_token(self, project: Row, *, writes: bool) -> str | None:
        token, store = self.deploy_token or {}, self.context.store
        if not reaches(store, token, project) and project["visibility"] != "public":
            return ""
        if writes or "read_repository" not in token["scopes"]:
            return _NO_PUSH if writes else "You are not allowed to download code from this project."
        return None

    def _refusal_of_job(self, project: Row, *, writes: bool) -> str | None:
        """The job's project has to be let in, and its user in any case."""
        ctx = self.context
        scope = ctx.job_scope
        assert scope is not None
        path = project["full_path"]
        if not ctx.can_read_project(project) and not scope.includes(project):
            origin = scope.origin["full_path"]
            return f"Authentication by CI/CD job token not allowed from {origin} to {path}."
        if not ctx.can_read_project(project) or not ctx.can_use(project, "repository"):
            return f"Insufficient permissions to pull from the repository of project {path}."
        return _NO_PUSH if writes and not self._job_may_push(project) else None

    def _job_may_push(self, project: Row) -> bool:
        """A setting lets the project's own jobs push, another those of projects on its list."""
        ctx = self.context
        scope, settings = ctx.job_scope, project["ci_settings"] or {}
        assert scope is not None
        if not settings.get("push_repository_for_job_token_allowed"):
            return False
        if scope.origin["id"] == project["id"]:
            return self._may_push(project)
        return bool(
            has(ctx.version, "cross-project pushes of jobs")
            and settings.get("cross_project_push_for_job_token_allowed")
            and allowlist.inbound_enabled(ctx.store, project)
            and scope._replace(endpoint=_PUSHES).has_policies(project)
            and self._may_push(project)
        )


def identify(store: Store, headers: Mapping[str, str], base_url: str) -> Guest:
    """Whom the user name and the password are of; 401 where they are wrong."""
    name, password = _basic(headers.get("authorization", ""))
    request = ApiRequest("POST", "/git", "", headers, {}, base_url)

    def guest(caller: Caller, deploy_token: Row | None = None) -> Guest:
        context = Context(store, request, _ROUTE, {}, caller, store.version)
        return Guest(context, deploy_token)

    if not password:
        return guest(Caller())
    if name == JOB_USER:
        job = live_job(store, password)
        if job is not None:
            return guest(Caller(store.get("users", job["user_id"]), job=job))
    elif token := store.first("tokens", token=password):
        is_current = not token["expires_at"] or token["expires_at"] > store.today()
        user = store.get("users", token["user_id"])
        if is_current and not token["revoked"] and user and user["state"] == "active":
            return guest(Caller(user, token))
    elif found := live_deploy_token(store, password, name):
        return guest(Caller(), found)
    raise refused(401, f"{_DENIED}\n", {"WWW-Authenticate": 'Basic realm="GitLab"'})


def _basic(value: str) -> tuple[str, str]:
    scheme, _, packed = value.partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(packed).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password
