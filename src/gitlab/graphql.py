"""GitLab's GraphQL API, on the same core as the REST client and without further packages.

https://docs.gitlab.com/api/graphql/
"""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Any

from gitlab._core import decode
from gitlab._core.timeout import DEFAULT_TIMEOUT
from gitlab._core.values import Call, CaseInsensitiveDict, Failure, Options, Request, Response
from gitlab._settings import DEFAULT_URL, USER_AGENT
from gitlab.aio.client import AsyncGitlab
from gitlab.client import Gitlab
from gitlab.exceptions import GitlabGraphQLError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType
    from typing import Self

__all__ = ["AsyncGraphQL", "GraphQL"]

_STRINGS_AND_COMMENTS = re.compile(r'"""(?:.|\n)*?"""|"(?:\\.|[^"\\\n])*"|#[^\n]*')


class _Endpoint:
    """What both colours are told: the endpoint, and how often to try."""

    def __init__(
        self,
        url: str | None = None,
        *,
        token: str | None = None,
        ssl_verify: bool | str = True,
        client: Any = None,
        timeout: float | None = DEFAULT_TIMEOUT,
        user_agent: str = USER_AGENT,
        fetch_schema_from_transport: bool = False,
        max_retries: int = 10,
        obey_rate_limit: bool = True,
        retry_transient_errors: bool = False,
    ) -> None:
        # `fetch_schema_from_transport` is taken for the sake of old scripts: GitLab validates.
        self._url = f"{(url or DEFAULT_URL).rstrip('/')}/api/graphql"
        self._options = Options(
            obey_rate_limit=obey_rate_limit,
            retry_transient_errors=retry_transient_errors,
            max_retries=max_retries,
        )
        self._gl = self._connected(
            client,
            url=url,
            oauth_token=token,
            ssl_verify=ssl_verify,
            timeout=timeout,
            user_agent=user_agent,
        )

    def _connected(self, client: Any, **settings: Any) -> Any:
        raise NotImplementedError

    def _call(
        self,
        request: str,
        variables: Mapping[str, Any] | None,
        operation_name: str | None,
    ) -> Call[Any]:
        body: dict[str, Any] = {"query": str(request)}
        if variables:
            body["variables"] = dict(variables)
        if operation_name:
            body["operationName"] = operation_name
        return Call(
            "POST",
            self._url,
            _data,
            body=body,
            options=self._options,
            idempotent=not _may_change(body["query"]),
        )


class GraphQL(_Endpoint):
    """GitLab's GraphQL endpoint.

    `token` is sent as a bearer token, which personal, project and group access tokens are too.
    Queries are repeated as GETs are; mutations only when GitLab surely did not see them.
    `client` may be an HTTP client of the httpx kind that carries the requests, or a `Gitlab`,
    whose credential and connection are then used.
    """

    def _connected(self, client: Any, **settings: Any) -> Gitlab:
        if isinstance(client, Gitlab):
            return client
        return Gitlab(transport=None if client is None else _Carrier(client), **settings)

    def execute(
        self,
        request: str,
        variable_values: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run a query or mutation; return what GitLab answers as `data`.

        Raises GitlabGraphQLError when the answer holds errors, GitlabAuthenticationError on 401,
        GitlabHttpError on other refusals.
        """
        return self._gl._run(self._call(request, variable_values, operation_name))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._gl.close()


class AsyncGraphQL(_Endpoint):
    """The same without blocking."""

    def _connected(self, client: Any, **settings: Any) -> AsyncGitlab:
        if isinstance(client, AsyncGitlab):
            return client
        return AsyncGitlab(transport=None if client is None else _AsyncCarrier(client), **settings)

    async def execute(
        self,
        request: str,
        variable_values: Mapping[str, Any] | None = None,
        operation_name: str | None = None,
        **kwargs: Any,
    ) -> Any:
        """Run a query or mutation; return what GitLab answers as `data`.

        Raises GitlabGraphQLError when the answer holds errors, GitlabAuthenticationError on 401,
        GitlabHttpError on other refusals.
        """
        return await self._gl._run(self._call(request, variable_values, operation_name))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self._gl.close()


class _Carrier:
    """The user's own HTTP client as a transport."""

    def __init__(self, client: Any) -> None:
        self._client = client

    def send(self, request: Request) -> Response | Failure:
        return _read(self._client.request(*_arguments(request), **_content(request)))

    def close(self) -> None:
        """A borrowed client is closed by whoever made it."""


class _AsyncCarrier:
    """The same without blocking."""

    def __init__(self, client: Any) -> None:
        self._client = client

    async def send(self, request: Request) -> Response | Failure:
        return _read(await self._client.request(*_arguments(request), **_content(request)))

    async def close(self) -> None:
        """A borrowed client is closed by whoever made it."""


def _arguments(request: Request) -> tuple[str, str]:
    return request.method, request.url


def _content(request: Request) -> dict[str, Any]:
    return {"headers": request.headers, "content": request.body}


def _read(response: Any) -> Response:
    return Response(
        status=response.status_code,
        reason=getattr(response, "reason_phrase", ""),
        headers=CaseInsensitiveDict(response.headers.items()),
        content=response.content,
        url=str(response.url),
        received_at=time.time(),
    )


def _data(response: Response) -> Any:
    answer = decode.to_dict(response)
    errors = answer.get("errors")
    if errors:
        raise GitlabGraphQLError(
            "; ".join(str(error.get("message", error)) for error in errors),
            response.status,
            response.content,
        )
    return answer.get("data")


def _may_change(request: str) -> bool:
    """Whether the word `mutation` stands in the request's code: then it is not repeated."""
    return re.search(r"\bmutation\b", _STRINGS_AND_COMMENTS.sub(" ", request)) is not None
