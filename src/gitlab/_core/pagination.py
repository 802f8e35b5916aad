"""Reading one page of a list from GitLab's headers, and where the next one is."""

from __future__ import annotations

from typing import Any, NamedTuple

from gitlab._core.links import parse_links
from gitlab._core.values import Response


class Page(NamedTuple):
    """One page of a list and what GitLab said about the whole."""

    items: list[Any]
    next_url: str | None
    current_page: int | None
    prev_page: int | None
    next_page: int | None
    per_page: int | None
    total_pages: int | None
    total: int | None
    may_go_on: bool = False
    """Whether there is another page, or nobody said that there is none."""


def read_page(response: Response, items: list[Any]) -> Page:
    headers = response.headers

    def number(name: str) -> int | None:
        text = headers.get(name, "")
        return int(text) if text.isdigit() else None

    next_page = number("X-Next-Page")
    next_url = parse_links(headers.get("Link", "")).get("next", {}).get("url")
    if next_url is None and next_page is not None:
        # Some proxies drop `Link`; a list must not end early because of it.
        next_url = _with_page(response.url, next_page)
    return Page(
        items=items,
        next_url=next_url,
        current_page=number("X-Page"),
        prev_page=number("X-Prev-Page"),
        next_page=next_page,
        per_page=number("X-Per-Page"),
        total_pages=number("X-Total-Pages"),
        total=number("X-Total"),
        may_go_on=next_url is not None or not ("Link" in headers or "X-Next-Page" in headers),
    )


def rebased(url: str, base_url: str) -> str:
    """`url` moved to the scheme, host and relative root of `base_url`."""
    from urllib.parse import urlsplit, urlunsplit

    target, base = urlsplit(url), urlsplit(base_url)
    path = target.path
    at = path.find("/api/v")
    if at >= 0:
        path = base.path.rstrip("/") + path[at:]
    return urlunsplit((base.scheme, base.netloc, path, target.query, ""))


def page_number(url: str) -> int | None:
    """The page that an address asks for."""
    from urllib.parse import parse_qs, urlsplit

    last = parse_qs(urlsplit(url).query).get("page", [""])[-1]
    return int(last) if last.isdigit() else None


def _with_page(url: str, page: int) -> str:
    from gitlab._core import encode

    return encode.url("", url, {"page": page})
