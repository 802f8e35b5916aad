"""GitLab's GraphQL API, on the same core as the REST client and without further packages.

https://docs.gitlab.com/api/graphql/
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from gitlab._core.timeout import DEFAULT_TIMEOUT
from gitlab._core.values import CaseInsensitiveDict, Failure, Options, Request, Response
from gitlab._graphql import graphql_call, nodes
from gitlab._settings import USER_AGENT
from gitlab.aio.client import AsyncGitlab
from gitlab.client import Gitlab

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping
    from types import TracebackType
    from typing import Self

    from gitlab._core.values import Call
    from gitlab._settings import Token

__all__ = ["AsyncGraphQL", "GraphQL"]


class _Endpoint:
    """What both colours are told: the endpoint, and how often to try."""

    def __init__(
        self,
        url: str | None = None,
        *,
        token: Token | None = None,
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
        return graphql_call(self._gl, request, variables, operation_name, self._options)


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

    def nodes(
        self,
        request: str,
        variable_values: Mapping[str, Any] | None = None,
        *,
        path: str | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Give the nodes of a connection, of as many pages as there are.

        The query takes its place as a variable and asks where the page ends:

            query($after: String) {
              projects(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
            }

        With more than one connection, `path` says which one to follow: "project.issues". Raises
        what `execute` raises, and ValueError when the query cannot be followed.
        """
        found: Iterator[dict[str, Any]] = self._gl._emitted(
            nodes(self._gl, request, variable_values, path, self._options)
        )
        return found

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

    def nodes(
        self,
        request: str,
        variable_values: Mapping[str, Any] | None = None,
        *,
        path: str | None = None,
    ) -> AsyncIterator[dict[str, Any]]:
        """Give the nodes of a connection, of as many pages as there are.

        The query takes its place as a variable and asks where the page ends:

            query($after: String) {
              projects(after: $after) { nodes { id } pageInfo { hasNextPage endCursor } }
            }

        With more than one connection, `path` says which one to follow: "project.issues". Raises
        what `execute` raises, and ValueError when the query cannot be followed.
        """
        found: AsyncIterator[dict[str, Any]] = self._gl._emitted(
            nodes(self._gl, request, variable_values, path, self._options)
        )
        return found

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
