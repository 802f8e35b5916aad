"""The sandbox without any I/O: a request's parts go in, a reply's parts come out.

The order of checks is GitLab's and stands here alone: rate limit, route, form of the request,
authentication, parameters, rule.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import time
from collections.abc import Callable, Mapping
from functools import cached_property, lru_cache
from threading import RLock
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from gitlab.sandbox import described, pages
from gitlab.sandbox.answers import Answer, Json, Refused, refused
from gitlab.sandbox.auth import authenticate, user_of_token
from gitlab.sandbox.context import Context
from gitlab.sandbox.faults import Delivery, Faults, Reply, deliver
from gitlab.sandbox.git.packets import is_git
from gitlab.sandbox.job_routes import in_version
from gitlab.sandbox.job_scope import log_access
from gitlab.sandbox.limits import RateLimit, Throttles
from gitlab.sandbox.params import check_path, parse, validate
from gitlab.sandbox.request import ApiRequest
from gitlab.sandbox.routes import Route, Router, router
from gitlab.sandbox.store import Row, Store

if TYPE_CHECKING:
    from gitlab.sandbox.pages import Control

__all__ = ["App", "Reply"]

API = "/api/v4"
GRAPHQL = "/api/graphql"
_OLD_INTEGRATIONS = re.compile("^(/projects/[^/]+)/services(?=/|$)")
_UNKNOWN_ROUTE = {"error": "404 Not Found"}
_NO_GRAPHQL = (
    "501 Not Implemented - the sandbox answers GraphQL with graphql-core; "
    "pip install 'gitlabkit[sandbox]'"
)
_ENCODER = json.JSONEncoder(separators=(",", ":"))
_CRASHED = Answer(500, {"message": "500 Internal Server Error"})


class App:
    """An instance of GitLab: `handle` answers one request at a time, from any thread."""

    def __init__(
        self,
        store: Store,
        *,
        version: tuple[int, int],
        external_url: str = "",
        rate_limit: RateLimit | None = None,
    ) -> None:
        self.store = store
        self.version = version
        self.external_url = external_url
        self._rate_limit, self._throttles = rate_limit, Throttles()
        self.lock = RLock()
        self.watch: Callable[[str, int], None] | None = None
        """Told of every request: its endpoint, like "GET /projects/:id", and the status."""
        self._endpoint = ""
        self.faults = Faults()
        self.control: Control | None = None

    @cached_property
    def router(self) -> Router:
        return router()

    def deliver(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        served_at: str = "https://gitlab.example.com",
    ) -> Delivery:
        """Answer a request, with what `faults` make of the answer on its way."""

        def process() -> Reply:
            return self.handle(method, target, headers, body, served_at=served_at)

        if not self.faults:
            return Delivery(process())
        path = target.partition("?")[0].partition("/api/")[2]
        with self.lock:
            fault = self.faults.strike(method, f"/{path.removeprefix('v4/')}") if path else None
        if fault is None:
            return Delivery(process())
        return deliver(fault, process, self.store.clock())

    def handle(
        self,
        method: str,
        raw_target: str,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        served_at: str = "https://gitlab.example.com",
    ) -> Reply:
        """Answer a request. `served_at` stands in for an external URL that nobody configured."""
        started = time.perf_counter()
        base_url = (self.external_url or served_at).rstrip("/")
        lower = {name.lower(): value for name, value in headers.items()}
        with self.lock:
            self._endpoint = ""
            limit = self._observe(raw_target, lower)
            if "Retry-After" in limit:
                answer = Answer(429, "Retry later\n")
            else:
                answer = self._answer(method, raw_target, lower, body, base_url)
            if self.watch:
                self.watch(self._endpoint or f"{method} {raw_target}", answer.status)
        return _reply(method, lower, answer, limit, started)

    def forget_requests(self) -> None:
        """Let every rate limit begin anew."""
        self._throttles.reset()
        if self._rate_limit:
            self._rate_limit.reset()

    def _observe(self, target: str, headers: Mapping[str, str]) -> dict[str, str]:
        """Count the request; the headers that tell of a limit."""
        if self._rate_limit:
            return self._rate_limit.observe(self.store.clock())
        settings = self.store.remembered(("throttles",), self._limiting_settings)
        if settings is None or "/api/" not in target:
            return {}
        user = user_of_token(self.store, headers, parse_qs(urlsplit(target).query))
        return self._throttles.observe(settings, user, self.store.clock())

    def _limiting_settings(self) -> Row | None:
        """The application's settings, if they limit anybody."""
        settings = self.store.get("settings", 1)
        return settings if settings and Throttles.any_in(settings) else None

    def _answer(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, base_url: str
    ) -> Answer:
        target = target.removeprefix(urlsplit(base_url).path)
        try:
            if target.startswith("/-/"):
                return pages.answer(self.control, method, target, headers, body)
            if not target.startswith("/api/") and is_git(target):
                return self._git(method, target, headers, body, base_url)
            if target.partition("?")[0].rstrip("/") == GRAPHQL:
                return self._graphql(method, target, headers, body, base_url)
            path, query = _below_api(target)
            route, values = _find(self.router, method, path)
            self._endpoint = f"{route.method} {route.path}"
            form = b"" if route.raw else body
            params = parse(method, query, headers.get("content-type", ""), form)
            request = ApiRequest(method, path, query, headers, params, base_url, body)
            with self.store.transaction():
                return self._apply(request, route, values)
        except Refused as refusal:
            return refusal.answer
        except Exception:
            # A crash of a rule is a bug of the sandbox; callers see what GitLab's crash looks like.
            import logging

            logging.getLogger("gitlab.sandbox").exception("%s %s", method, target)
            return _CRASHED

    def _git(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, base_url: str
    ) -> Answer:
        from gitlab.sandbox.smart_http import answer

        self._endpoint = f"{method} {target.partition('?')[0].rpartition('/')[2]}"
        with self.store.transaction():
            return answer(self.store, method, target, headers, body, base_url)

    def _graphql(
        self, method: str, target: str, headers: Mapping[str, str], body: bytes, base_url: str
    ) -> Answer:
        try:
            from gitlab.sandbox.graphql.endpoint import answer
        except ModuleNotFoundError as error:
            if error.name != "graphql":
                raise
            raise refused(501, {"errors": [{"message": _NO_GRAPHQL}]}) from None
        self._endpoint = f"{method} {GRAPHQL}"
        query = target.partition("?")[2]
        content = parse(method, query, headers.get("content-type", ""), body)
        if method not in ("GET", "HEAD", "POST"):
            raise refused(404, _UNKNOWN_ROUTE)
        request = ApiRequest(method, GRAPHQL, query, headers, content, base_url)
        with self.store.transaction():
            return answer(self.store, request, self.version)

    def _apply(self, request: ApiRequest, route: Route, path_values: dict[str, str]) -> Answer:
        route = in_version(route, self.version)
        caller = authenticate(self.store, request, route, path_values)
        params = validate({**request.params, **path_values}, route.params, route.exclusive)
        if route.method == "GET":
            # A filter without a value is none; a body's null is a value.
            defaults = {param.name: param.default for param in route.params}
            given = {k: defaults.get(k) if v is None else v for k, v in params.items()}
            params = {name: value for name, value in given.items() if value is not None}
        context = Context(self.store, request, route, params, caller, self.version)
        answer = _as_answer(request.method, route.rule(context))
        if context.job_scope and (200 <= answer.status < 300 or answer.status == 302):
            for project in context.reached.values():
                log_access(self.store, project, context.job_scope)
        return answer


@lru_cache(maxsize=1000)
def _below_api(target: str) -> tuple[str, str]:
    """The raw path below the API, and the query."""
    path, _, query = target.partition("#")[0].partition("?")
    check_path(path)
    # GitLab's router does not count slashes.
    path = re.sub("/+", "/", path).rstrip("/")
    if path.startswith("/api/v3/"):
        raise refused(410, {"error": "API V3 is no longer supported. Use API V4 instead."})
    if not path.startswith(f"{API}/"):
        raise refused(404, _UNKNOWN_ROUTE)
    return _OLD_INTEGRATIONS.sub(r"\1/integrations", path.removeprefix(API)), query


def _find(router: Router, method: str, path: str) -> tuple[Route, dict[str, str]]:
    match = router.match(path)
    method = "GET" if method == "HEAD" else method
    if found := match.routes.get(method):
        return found
    if template := described.match(method, path):
        text = f"501 Not Implemented - the sandbox has no rule for {method} {template}"
        raise refused(501, {"message": text})
    if match.routes:
        raise refused(405, {"error": "405 Not Allowed"}, {"Allow": match.allowed})
    raise refused(404, _UNKNOWN_ROUTE)


def _as_answer(method: str, result: Answer | Json) -> Answer:
    if isinstance(result, Answer):
        return result
    if result is None:
        return Answer(204)
    return Answer(201 if method == "POST" else 200, result)


def _reply(
    method: str,
    asked: Mapping[str, str],
    answer: Answer,
    limit: Mapping[str, str],
    started: float,
) -> Reply:
    status, content, own = answer
    kind, body = _encode(content)
    request_id = os.urandom(16).hex()
    headers = {
        "Cache-Control": "max-age=0, private, must-revalidate",
        "Vary": "Origin",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "SAMEORIGIN",
        "X-Gitlab-Meta": f'{{"correlation_id":"{request_id}","version":"1"}}',
        "X-Request-Id": request_id,
        "X-Runtime": f"{time.perf_counter() - started:.6f}",
        **limit,
        **own,
    }
    if kind:
        headers.setdefault("Content-Type", kind)
    if status not in (204, 304):
        headers["Content-Length"] = str(len(body))
    if method in ("GET", "HEAD") and status == 200:
        headers["ETag"] = f'W/"{hashlib.md5(body, usedforsecurity=False).hexdigest()}"'
        if headers["ETag"] in asked.get("if-none-match", ""):
            del headers["Content-Length"]
            return 304, headers, b""
    return status, headers, b"" if method == "HEAD" else body


def _encode(content: Any) -> tuple[str, bytes]:
    if content is None:
        return "", b""
    if isinstance(content, bytes):
        return "application/octet-stream", content
    if isinstance(content, str):
        return "text/plain", content.encode()
    return "application/json", _ENCODER.encode(content).encode()
