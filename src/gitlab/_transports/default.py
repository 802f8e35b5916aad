"""The sync transport that a client has by itself: urllib3's pool, or `requests` where it matters.

`requests` is what scripts configure, mock and instrument, so it carries the calls as soon as
somebody has a hand in it: a session that was passed or touched, a patched class. It also keeps
what is rare and intricate: proxies, .netrc, addresses and headers that need preparing. All other
requests go over urllib3's pool, which `requests` brings along, at less than half the cost.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from gitlab._transports.unpatched import requests_is_unpatched

if TYPE_CHECKING:
    import requests

    from gitlab._core.values import Failure, Request, Response
    from gitlab._transports.urllib3_ import PoolTransport

_PLAIN_URL = re.compile(r"https?://\w[\w.-]*(?::\d+)?(?:[/?]|$)", re.ASCII)
_PROXIES = {
    scheme: (f"{scheme}_proxy", f"{scheme.upper()}_PROXY", "all_proxy", "ALL_PROXY")
    for scheme in ("http", "https")
}


class DefaultTransport:
    """Chooses, for each request. Safe to use from many threads, and after a fork."""

    def __init__(self, session: requests.Session | None = None) -> None:
        self._chosen = session
        """The session that somebody else has seen, and may have changed."""
        self._session = session
        self.replaced: requests.Session | None = None
        """The session that was there before another one was assigned."""
        self._pool: PoolTransport | None = None

    @property
    def session(self) -> requests.Session:
        """The session; it carries every call from now on."""
        self._chosen = self._own_session()
        return self._chosen

    @session.setter
    def session(self, session: requests.Session) -> None:
        self.replaced = self._session
        self._chosen = self._session = session

    @session.deleter
    def session(self) -> None:
        self._chosen = self._session = self.replaced

    @property
    def is_watched(self) -> bool:
        """Whether a session of somebody's, or a patched `requests`, carries the calls."""
        return self._chosen is not None or not requests_is_unpatched()

    @property
    def reaches_server(self) -> bool:
        """Whether what answers is a server, as far as one can tell."""
        return requests_is_unpatched()

    def send(self, request: Request) -> Response | Failure:
        if self._chosen is None and requests_is_unpatched() and _suits_the_pool(request):
            return self._open_pool().send(request)
        from gitlab._transports import requests_

        return requests_.send(self._own_session(), request)

    def close(self) -> None:
        if self._session is not None:
            self._session.close()
        if self._pool is not None:
            self._pool.close()

    def _own_session(self) -> requests.Session:
        if self._session is None:
            import requests

            self._session = requests.Session()
        return self._session

    def _open_pool(self) -> PoolTransport:
        pool = self._pool
        if pool is None or pool.process != os.getpid():
            from gitlab._transports.urllib3_ import PoolTransport

            # A forked child leaves its parent's connections alone, and keeps them from the
            # garbage collector: closing waits for locks that nobody in the child will release.
            pool = self._pool = PoolTransport(inherited=pool)
        return pool


def _suits_the_pool(request: Request) -> bool:
    url = request.url
    if not (_PLAIN_URL.match(url) and url.isascii()):
        return False
    for value in request.headers.values():
        if type(value) is not str or not value.isprintable() or value[:1] == " ":
            return False
    return not (request.use_netrc and _has_netrc()) and proxy_for(url) is None


def _has_netrc() -> bool:
    chosen = os.environ.get("NETRC")
    places = (chosen,) if chosen else ("~/.netrc", "~/_netrc")
    return any(os.path.exists(os.path.expanduser(place)) for place in places)


def _may_be_proxied(url: str) -> bool:
    """Whether there is a proxy at all; most programs have none, and asking for one is dear."""
    names = _PROXIES["https" if url.startswith("https") else "http"]
    return any(os.environ.get(name) for name in names) or _system_has_proxies()


def proxy_for(url: str) -> str | None:
    """The proxy that the environment or the system names for this address."""
    if not _may_be_proxied(url):
        return None
    # Which hosts need none is a matter of patterns, networks and platforms: one rule for all.
    from requests.utils import get_environ_proxies, select_proxy

    return select_proxy(url, get_environ_proxies(url, no_proxy=None))


@cache
def _system_has_proxies() -> bool:
    """Whether macOS or Windows knows of proxies; elsewhere the environment is all there is."""
    platform: str = sys.platform
    if platform not in ("darwin", "win32"):
        return False
    from urllib.request import getproxies

    return bool(getproxies())
