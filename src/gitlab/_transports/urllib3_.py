"""Sync transport over urllib3's connection pools, with the results and errors of `requests`.

`requests` itself is imported when somebody gets to see one of its objects: a raw or streamed
response, or a network failure.
"""

from __future__ import annotations

import os
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.util import parse_url
from urllib3.util.ssl_ import create_urllib3_context

from gitlab._core.uploads import size_of
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response

if TYPE_CHECKING:
    import ssl
    from http.cookiejar import CookieJar

_MOST_CONNECTIONS = 100
"""How many are kept for each server; more threads than that may run, and open further ones."""
_ONCE = urllib3.Retry(0, read=False)
_DEFAULTS = {
    "accept-encoding": (
        "Accept-Encoding",
        urllib3.make_headers(accept_encoding=True)["accept-encoding"],
    ),
    "accept": ("Accept", "*/*"),
    "connection": ("Connection", "keep-alive"),
}


class PoolTransport:
    """A pool for each server and way of checking certificates, and the cookies they set."""

    def __init__(self, inherited: PoolTransport | None = None) -> None:
        self.process = os.getpid()
        self._inherited = inherited
        self._pools: dict[tuple[str, bool | str], urllib3.HTTPConnectionPool] = {}
        self._cookies: CookieJar | None = None if inherited is None else inherited._cookies

    def send(self, request: Request) -> Response | Failure:
        origin, target = _parted(request.url)
        pool = self._pool(origin, _authorities(request.verify))
        reading = False
        try:
            raw: Any = pool.urlopen(
                request.method,
                target,
                body=request.body,
                headers=self._headers(request),
                # Redirects are the core's: it knows which request may carry the token where.
                redirect=False,
                retries=_ONCE,
                timeout=_timeout(request.timeout),
                preload_content=False,
                decode_content=False,
            )
            reading = True
            # A stream is read by whoever asked for it; errors and redirects are the core's.
            is_stream = request.stream and 200 <= raw.status < 300
            content = b"" if is_stream else raw.read(decode_content=True)
        except (urllib3.exceptions.HTTPError, OSError) as error:
            from gitlab._transports.requests_ import failure

            return failure(error, request, reading=reading)
        headers = CaseInsensitiveDict(raw.headers.itermerged())
        if "Set-Cookie" in headers:
            self._keep_cookies(request, raw)

        def native() -> Any:
            from gitlab._transports.requests_ import response

            return response(request, raw, None if is_stream else content)

        return Response(
            status=raw.status,
            reason=raw.reason or "",
            headers=headers,
            content=content,
            url=request.url,
            received_at=time.time(),
            native=native,
        )

    def close(self) -> None:
        for pool in list(self._pools.values()):
            pool.close()
        self._pools.clear()

    def _pool(self, origin: str, authorities: bool | str) -> urllib3.HTTPConnectionPool:
        pool = self._pools.get((origin, authorities))
        if pool is None:
            # Two threads may come here at once; the first one's pool is taken.
            pool = self._pools.setdefault((origin, authorities), _new_pool(origin, authorities))
        return pool

    def _headers(self, request: Request) -> dict[str, str]:
        merged = {**_DEFAULTS}
        for name, value in request.headers.items():
            merged[name.lower()] = (name, value)
        if self._cookies is not None and "cookie" not in merged:
            cookie = self._cookie_header(self._cookies, request.url)
            if cookie is not None:
                merged["cookie"] = ("Cookie", cookie)
        length = _length(request)
        if length is not None:
            merged["content-length"] = ("Content-Length", str(length))
        return dict(merged.values())

    def _cookie_header(self, cookies: CookieJar, url: str) -> str | None:
        from urllib.request import Request as Receiver

        receiver = Receiver(url)
        cookies.add_cookie_header(receiver)
        return receiver.get_header("Cookie")

    def _keep_cookies(self, request: Request, raw: Any) -> None:
        from http.cookiejar import CookieJar
        from urllib.request import Request as Receiver

        if self._cookies is None:
            self._cookies = CookieJar()
        self._cookies.extract_cookies(raw, Receiver(request.url))


def _parted(url: str) -> tuple[str, str]:
    """Scheme with host and port, and the rest."""
    slash = url.find("/", 8)
    mark = url.find("?", 8)
    if mark >= 0 and (mark < slash or slash < 0):
        return url[:mark], f"/{url[mark:]}"
    return (url, "/") if slash < 0 else (url[:slash], url[slash:])


def _new_pool(origin: str, authorities: bool | str) -> urllib3.HTTPConnectionPool:
    address = parse_url(origin)
    assert address.host is not None
    if address.scheme == "http":
        return urllib3.HTTPConnectionPool(address.host, address.port, maxsize=_MOST_CONNECTIONS)
    modified = os.stat(authorities).st_mtime_ns if isinstance(authorities, str) else 0
    return urllib3.HTTPSConnectionPool(
        address.host,
        address.port,
        maxsize=_MOST_CONNECTIONS,
        ssl_context=_tls_context(authorities, modified),
    )


def _authorities(verify: bool | str) -> bool | str:
    """Whose certificates are believed; the variables are those that `requests` obeys."""
    if verify is not True:
        return verify
    return os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("CURL_CA_BUNDLE") or True


@lru_cache(maxsize=16)
def _tls_context(authorities: bool | str, modified: int) -> ssl.SSLContext:
    """One for all connections: making it costs more than a hundred requests."""
    import ssl

    if authorities is False:
        return create_urllib3_context(cert_reqs=ssl.CERT_NONE)
    context = create_urllib3_context(cert_reqs=ssl.CERT_REQUIRED)
    if authorities is True:
        import certifi

        context.load_verify_locations(certifi.where())
    elif os.path.isdir(authorities):
        context.load_verify_locations(capath=authorities)
    else:
        context.load_verify_locations(authorities)
    return context


@lru_cache(maxsize=64)
def _timeout(seconds: tuple[float | None, float | None] | None) -> urllib3.Timeout:
    connect, read = seconds or (None, None)
    return urllib3.Timeout(connect=connect, read=read)


def _length(request: Request) -> int | None:
    """How much of a file is still to be sent; urllib3 itself sees to bytes, and chunks the rest."""
    body: Any = request.body
    if body is None:
        return None if request.method in ("GET", "HEAD") else 0
    if isinstance(body, bytes):
        return None
    return size_of(body)
