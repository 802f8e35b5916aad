"""Sync transport over `requests`: sessions, adapters and mocks that people know keep working."""

from __future__ import annotations

import time
from typing import Any

import requests
import urllib3

from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response


def new_session() -> requests.Session:
    return requests.Session()


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
    except (
        requests.ConnectionError,
        requests.Timeout,
        requests.exceptions.ChunkedEncodingError,
    ) as error:
        return Failure(error, processed=False if _never_connected(error) else None)
    return Response(
        status=response.status_code,
        reason=response.reason or "",
        headers=CaseInsensitiveDict(response.headers),
        content=content,
        url=response.url,
        received_at=time.time(),
        native=response,
    )


def _as_it_is(prepared: requests.PreparedRequest) -> requests.PreparedRequest:
    """An `auth` that adds nothing, which also keeps `requests` from reading .netrc."""
    return prepared


def _never_connected(error: Exception) -> bool:
    """Whether the connection was refused or never made, so that GitLab saw nothing."""
    if isinstance(error, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", None)
    return isinstance(reason, urllib3.exceptions.NewConnectionError)
