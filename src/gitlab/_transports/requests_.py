"""Sync transport over `requests`: sessions, adapters and mocks that people know keep working."""

from __future__ import annotations

import time
from typing import Any

import requests
import requests.adapters
import urllib3.exceptions as lower

from gitlab._core.values import Failure, Request, Response


def send(session: requests.Session, request: Request) -> Response | Failure:
    # None removes a default of the session from this one request.
    headers: dict[str, Any] = {**dict.fromkeys(request.drop_headers), **request.headers}
    try:
        response = session.request(
            request.method,
            request.url,
            headers=headers,
            data=request.body,
            timeout=request.timeout,
            verify=request.verify,
            stream=request.stream,
            # Redirects are the core's: it knows which request may carry the token where.
            allow_redirects=False,
            auth=None if request.use_netrc else _as_it_is,
        )
        # A stream is read by whoever asked for it; errors and redirects are the core's.
        is_stream = request.stream and 200 <= response.status_code < 300
        content = b"" if is_stream else response.content
    except _NETWORK as error:
        return Failure(error, processed=False if _never_connected(error) else None)
    # Scripts compare the mapping that `head()` returns with what their session gives them.
    headers_of_requests: Any = response.headers
    return Response(
        status=response.status_code,
        reason=response.reason or "",
        headers=headers_of_requests,
        content=content,
        url=response.url,
        received_at=time.time(),
        native=lambda: response,
    )


_NETWORK = (
    requests.ConnectionError,
    requests.Timeout,
    requests.exceptions.ChunkedEncodingError,
)


def response(request: Request, raw: Any, content: bytes | None) -> requests.Response:
    """What a session would have made of urllib3's response; a stream's content is None."""
    made = requests.adapters.HTTPAdapter().build_response(_prepared(request), raw)
    if content is not None:
        vars(made).update(_content=content, _content_consumed=True)
    return made


def failure(error: Exception, request: Request, *, reading: bool) -> Failure:
    """What a session would have raised for urllib3's error, raised too if it is no failure."""
    kind = _kind_while_reading(error) if reading else _kind_while_asking(error)
    if kind is None:
        raise error
    told = kind(error, request=_prepared(request))
    told.__cause__ = error
    if not isinstance(told, _NETWORK):
        raise told
    return Failure(told, processed=False if _never_connected(told) else None)


def _kind_while_asking(error: Exception) -> type[requests.RequestException] | None:
    if isinstance(error, lower.MaxRetryError):
        kind = _kind_while_asking(error.reason) if error.reason else None
        return kind or requests.ConnectionError
    # A connection that was refused is a ConnectTimeoutError to urllib3.
    if isinstance(error, lower.NewConnectionError):
        return requests.ConnectionError
    if isinstance(error, lower.ConnectTimeoutError):
        return requests.ConnectTimeout
    if isinstance(error, lower.ProxyError):
        return requests.exceptions.ProxyError
    if isinstance(error, lower.SSLError):
        return requests.exceptions.SSLError
    if isinstance(error, lower.ReadTimeoutError):
        return requests.ReadTimeout
    if isinstance(error, lower.InvalidHeader):
        return requests.exceptions.InvalidHeader
    if isinstance(error, lower.ProtocolError | lower.ClosedPoolError | OSError):
        return requests.ConnectionError
    return None


def _kind_while_reading(error: Exception) -> type[requests.RequestException] | None:
    if isinstance(error, lower.ProtocolError):
        return requests.exceptions.ChunkedEncodingError
    if isinstance(error, lower.DecodeError):
        return requests.exceptions.ContentDecodingError
    if isinstance(error, lower.ReadTimeoutError):
        return requests.ConnectionError
    return requests.exceptions.SSLError if isinstance(error, lower.SSLError) else None


def _prepared(request: Request) -> requests.PreparedRequest:
    prepared = requests.PreparedRequest()
    prepared.prepare(request.method, request.url, headers=request.headers)
    prepared.body = request.body  # type: ignore[assignment]
    return prepared


def _as_it_is(prepared: requests.PreparedRequest) -> requests.PreparedRequest:
    """An `auth` that adds nothing, which also keeps `requests` from reading .netrc."""
    return prepared


def _never_connected(error: Exception) -> bool:
    """Whether the connection was refused or never made, so that GitLab saw nothing."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", None)
    return isinstance(reason, lower.NewConnectionError)
