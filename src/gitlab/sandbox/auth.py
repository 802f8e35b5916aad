"""Who is calling: credentials in GitLab's order, what a token may do, sudo, blocked users."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any, NamedTuple

from gitlab.sandbox import access, lookup
from gitlab.sandbox.answers import Refused, forbidden, not_found, refused, unauthorized
from gitlab.sandbox.deploy_access import live_deploy_token
from gitlab.sandbox.job_routes import takes_basic_auth
from gitlab.sandbox.request import ApiRequest
from gitlab.sandbox.routes import Route
from gitlab.sandbox.store import Row, Store

__all__ = ["Caller", "authenticate", "live_job", "token_revoked"]

JOB_TOKEN_PREFIX = "glcbt-"
JOB_USER = "gitlab-ci-token"
_LONGEST_JOB_TOKEN = 8192
_TAKES_DEPLOY_TOKENS = "/packages/generic/"
_READING = ("GET", "HEAD")

_BLOCKED = {
    "blocked": "Your account has been blocked.",
    "banned": "Your account has been blocked.",
    "ldap_blocked": "Your account has been blocked.",
    "deactivated": (
        "Your account has been deactivated by your administrator. Please log back in from a web"
        " browser to reactivate your account at {url}"
    ),
    "blocked_pending_approval": (
        "Your account is pending approval from your administrator and hence blocked. Please"
        " contact your GitLab administrator if you think this is an error."
    ),
}


class Caller(NamedTuple):
    """The user a request acts for, and by which credential."""

    user: Row | None = None
    token: Row | None = None
    job: Row | None = None
    deploy_token: Row | None = None
    """Of nobody, on the few routes that take one."""


def authenticate(
    store: Store, request: ApiRequest, route: Route, path_values: Mapping[str, str]
) -> Caller:
    """The caller; refuses bad credentials, and anonymous callers unless the route is public."""
    caller = _credentials(store, request, route)
    if caller.user is None and caller.deploy_token is None and not route.public:
        raise unauthorized()
    if caller.token is not None:
        _check_token(store, caller.token, request, route, path_values)
    if sudo := request.params.get("sudo", request.headers.get("sudo")):
        caller = _sudo(store, caller, str(sudo))
    if caller.user and (reason := _BLOCKED.get(caller.user["state"])):
        raise forbidden(reason.format(url=request.base_url))
    return caller


# Where a credential may stand -------------------------------------------------------------------


def _credentials(store: Store, request: ApiRequest, route: Route) -> Caller:
    bearer = _bearer(request.headers)
    name, password = _basic(request) if takes_basic_auth(route.path) else ("", "")
    if _TAKES_DEPLOY_TOKENS in route.path:
        given = request.headers.get("deploy-token")
        secret, username = (given, None) if given else (password, name)
        if secret and (found := live_deploy_token(store, secret, username)):
            return Caller(deploy_token=found)
    if route.job_token and bearer and (job := live_job(store, bearer)):
        return Caller(store.get("users", job["user_id"]), job=job)
    access_token = request.params.get("private_token") or request.headers.get("private-token")
    access_token = access_token or bearer or request.params.get("access_token")
    if name != JOB_USER:
        access_token = access_token or password
    if access_token and not str(access_token).startswith(JOB_TOKEN_PREFIX):
        token = store.first("tokens", token=str(access_token))
        if token is None:
            raise unauthorized()
        return Caller(store.get("users", token["user_id"]), token)
    sent: Any = password if name == JOB_USER else _job_token(request)
    if route.job_token and sent:
        job = live_job(store, str(sent))
        if job is None:
            raise unauthorized()
        return Caller(store.get("users", job["user_id"]), job=job)
    return Caller()


def _bearer(headers: Mapping[str, str]) -> str:
    scheme, _, value = headers.get("authorization", "").partition(" ")
    return value.strip() if scheme.lower() == "bearer" else ""


def _job_token(request: ApiRequest) -> Any:
    return (
        request.params.get("job_token")
        or request.params.get("token")
        or request.headers.get("job-token")
    )


def _basic(request: ApiRequest) -> tuple[str, str]:
    """The user name and the password of basic authentication."""
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "basic":
        return "", ""
    try:
        name, _, password = base64.b64decode(value).decode().partition(":")
    except (binascii.Error, UnicodeDecodeError):
        return "", ""
    return name, password


def user_of_token(
    store: Store, headers: Mapping[str, str], query: Mapping[str, list[str]]
) -> int | None:
    """Whose token a request carries, before anything else of it counts."""
    bearer = _bearer(headers)
    given = query.get("private_token", [""])[0] or headers.get("private-token") or bearer
    found = store.first("tokens", token=given) if given else None
    found = found or live_job(store, headers.get("job-token") or bearer)
    return int(found["user_id"]) if found else None


def live_job(store: Store, value: str) -> Row | None:
    """The job of a token that still counts: it runs, is not erased, and its project stays."""
    job = store.first("jobs", token=value) if len(value) <= _LONGEST_JOB_TOKEN else None
    if job is None or job["status"] not in ("running", "canceling") or job.get("erased"):
        return None
    project = store.get("projects", job["project_id"])
    return None if project is None or project["pending_delete"] else job


# What a token may do ----------------------------------------------------------------------------


def _check_token(
    store: Store,
    token: Row,
    request: ApiRequest,
    route: Route,
    path_values: Mapping[str, str],
) -> None:
    if token["expires_at"] and token["expires_at"] <= store.today():
        raise _invalid_token(
            "Token is expired. You can either do re-authorization or token refresh."
        )
    # Rotating a revoked token has an effect: the rule revokes its whole family.
    if token["revoked"] and not request.path.endswith("/personal_access_tokens/self/rotate"):
        raise token_revoked()
    if token["kind"] == "granular":
        _check_permission(store, token, route, path_values)
        return
    suffice = ("api", *(("read_api",) if request.method in _READING else ()), *route.scopes)
    if not set(suffice) & set(token["scopes"]):
        raise _insufficient_scope(" ".join(suffice))


def _check_permission(
    store: Store, token: Row, route: Route, path_values: Mapping[str, str]
) -> None:
    """A fine-grained token needs the route's permission, on the project or group it is for."""
    granted = route.permission in token["permissions"]
    if boundary := _boundary(store, route, path_values):
        granted = granted and _covers(store, token["boundary"], boundary)
    if not granted:
        raise refused(
            403,
            {
                "error": "insufficient_granular_scope",
                "error_description": "Access denied: Your Personal Access Token lacks the required"
                f" permissions: [{route.permission}].",
            },
        )


def _boundary(store: Store, route: Route, path_values: Mapping[str, str]) -> Row | None:
    find = {"projects": lookup.project, "groups": lookup.group}.get(route.path.split("/")[1])
    if find is None or "id" not in path_values:
        return None
    if row := find(store, path_values["id"]):
        return row
    raise not_found()


def _covers(store: Store, boundary: str | None, row: Row) -> bool:
    """Whether "project 7" or "group 3" holds the row; no boundary holds everything."""
    if not boundary:
        return True
    kind, _, id = boundary.partition(" ")
    if kind == "project":
        return "namespace_id" in row and str(row["id"]) == id
    namespaces = access.lineage(store, row["namespace_id" if "namespace_id" in row else "id"])
    return kind == "group" and int(id) in namespaces


def _sudo(store: Store, caller: Caller, name: str) -> Caller:
    if caller.user is None:
        raise unauthorized()
    if not access.is_admin(caller.user):
        raise forbidden("Must be admin to use sudo")
    if caller.token is None:
        raise forbidden("Must be authenticated using an OAuth or personal access token to use sudo")
    if "sudo" not in caller.token["scopes"]:
        raise _insufficient_scope("sudo")
    user = lookup.user(store, name)
    if user is None:
        raise not_found(f"User with ID or username '{name}'")
    return caller._replace(user=user)


def _insufficient_scope(suffice: str) -> Refused:
    return refused(
        403,
        {
            "error": "insufficient_scope",
            "error_description": "The request requires higher privileges than provided by the"
            " access token.",
            "scope": suffice,
        },
    )


def token_revoked() -> Refused:
    return _invalid_token("Token was revoked. You have to re-authorize from the user.")


def _invalid_token(description: str) -> Refused:
    challenge = f'Bearer realm="The API", error="invalid_token", error_description="{description}"'
    return refused(
        401,
        {"error": "invalid_token", "error_description": description},
        {"WWW-Authenticate": challenge},
    )
