"""Offset and keyset paging, without a request around it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from gitlab.sandbox.answers import Refused
from gitlab.sandbox.paging import Keyset, Link, keyset_page, offset_page, to_query
from gitlab.sandbox.store import Store

URL = "https://gitlab.example.com/api/v4/things"


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store()
    for id in range(1, 6):
        store.insert("users", {"id": id, "username": f"user{id}", "state": "ab"[id % 2]})
    yield store
    store.close()


def offset(rows: Any, page: int = 1, per_page: int = 2, keyset: Keyset | None = None) -> Any:
    params = {"page": page, "per_page": per_page}
    return offset_page(rows, params, Link(URL, params), keyset)


def test_middle_page_links_to_all_others(store: Store) -> None:
    page = offset(store.select("users"), page=2)
    assert [row["id"] for row in page.rows] == [3, 4]
    assert page.headers == {
        "X-Page": "2",
        "X-Per-Page": "2",
        "X-Next-Page": "3",
        "X-Prev-Page": "1",
        "X-Total": "5",
        "X-Total-Pages": "3",
        "Link": f'<{URL}?page=1&per_page=2>; rel="prev", <{URL}?page=3&per_page=2>; rel="next", '
        f'<{URL}?page=1&per_page=2>; rel="first", <{URL}?page=3&per_page=2>; rel="last"',
    }


def test_page_past_the_end_is_empty(store: Store) -> None:
    page = offset(store.select("users"), page=9)
    assert page.rows == []
    assert page.headers["X-Page"] == "9"
    assert (page.headers["X-Next-Page"], page.headers["X-Prev-Page"]) == ("", "")


def test_empty_list_has_one_page() -> None:
    headers = offset([]).headers
    assert (headers["X-Total"], headers["X-Total-Pages"]) == ("0", "1")


def test_size_is_clamped_but_links_repeat_what_was_asked() -> None:
    page = offset([{"id": id} for id in range(150)], per_page=500)
    assert len(page.rows) == 100
    assert page.headers["X-Per-Page"] == "100"
    assert "per_page=500" in page.headers["Link"]


def test_long_list_comes_without_totals() -> None:
    headers = offset([{"id": 1}] * 10_001).headers
    assert "X-Total" not in headers
    assert 'rel="last"' not in headers["Link"]
    assert 'rel="next"' in headers["Link"]


def test_offset_has_a_ceiling_where_keyset_paging_is_possible() -> None:
    assert offset([], page=501, per_page=100).rows == []
    with pytest.raises(Refused) as refusal:
        offset([], page=501, per_page=100, keyset=Keyset("Project"))
    assert refusal.value.answer.status == 405
    assert "objects of type Project" in str(refusal.value.answer.body)


def test_keyset_by_id_follows_the_last_row(store: Store) -> None:
    params = {"per_page": 2, "sort": "asc"}
    page = keyset_page(store.select("users"), params, Link(URL, params), Keyset("User"))
    assert [row["id"] for row in page.rows] == [1, 2]
    assert page.headers == {"Link": f'<{URL}?id_after=2&per_page=2&sort=asc>; rel="next"'}


def test_keyset_by_cursor_reaches_every_row_once(store: Store) -> None:
    seen: list[int] = []
    params: dict[str, Any] = {"per_page": 2, "order_by": "state", "sort": "desc"}
    keyset = Keyset("User", ("state",), cursor=True)
    while True:
        page = keyset_page(store.select("users"), params, Link(URL, params), keyset)
        seen += [row["id"] for row in page.rows]
        if not page.headers:
            break
        query = urlsplit(page.headers["Link"].partition(">")[0]).query
        params = params | {"cursor": parse_qs(query)["cursor"][0]}
    assert seen == [5, 3, 1, 4, 2]


def test_keyset_by_another_order_is_refused(store: Store) -> None:
    params = {"per_page": 2, "order_by": "name"}
    with pytest.raises(Refused) as refusal:
        keyset_page(store.select("users"), params, Link(URL, params), Keyset("User"))
    assert refusal.value.answer.status == 405


def test_query_is_written_as_rails_does() -> None:
    params = {"b": [1, 2], "a": {"c": True}, "path": "x/y z", "none": None}
    assert to_query(params) == "a%5Bc%5D=true&b%5B%5D=1&b%5B%5D=2&none=&path=x%2Fy+z"
