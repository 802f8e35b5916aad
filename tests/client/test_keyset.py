"""Lists that are too long for page numbers, and go on by keyset."""

from __future__ import annotations

from typing import Any

import anyio
import pytest

from gitlab import exceptions as exc
from gitlab._core.values import Response
from tests.client.paged import Paged, link, reply, rows
from tests.client.test_overlapping_pages import eventually

LIMIT = 500
REFUSAL = {
    "error": f"Offset pagination has a maximum allowed offset of {LIMIT} for requests that return "
    "objects of type Project. Remaining records can be retrieved using keyset pagination."
}


class Deep(Paged):
    """It refuses page numbers beyond `LIMIT` rows; keyset pages are told by id, or by a cursor."""

    def __init__(self, total: int, **settings: Any) -> None:
        super().__init__(total, counted=False, **settings)
        self.keyset_pages = 0

    def answer(self, query: dict[str, str]) -> Response:
        size = int(query.get("per_page", 20))
        if query.get("pagination") == "keyset":
            self.keyset_pages += 1
            return self._by_keyset(query, size)
        if int(query.get("page", 1)) * size > LIMIT:
            return reply(405, REFUSAL)
        return super().answer(query)

    def _by_keyset(self, query: dict[str, str], size: int) -> Response:
        assert "page" not in query
        up = query["sort"] == "asc"
        place = "id_after" if up else "id_before"
        ids = sorted(self.ids, reverse=not up)
        if place in query:
            ids = [id for id in ids if (id > int(query[place])) == up and id != int(query[place])]
        more = len(ids) > size
        shown = ids[:size]
        return rows(shown, {"Link": link({**query, place: str(shown[-1])})} if more else {})


async def test_a_list_beyond_the_offset_limit_goes_on_by_keyset() -> None:
    server = Deep(1150)
    projects = await server.async_client().projects.list(get_all=True)
    assert [project.id for project in projects] == server.ids


def test_an_iteration_beyond_the_offset_limit_goes_on_by_keyset() -> None:
    server = Deep(1150)
    ids = [project.id for project in server.client().projects.list(iterator=True)]
    assert ids == server.ids


async def test_an_iteration_without_blocking_goes_on_by_keyset() -> None:
    server = Deep(1150)
    ids = [project.id async for project in server.async_client(pages_in_flight=1).projects.list()]
    assert ids == server.ids


def test_rows_in_another_order_come_once_all_the_same() -> None:
    server = Deep(1150)
    server.ids = [*server.ids[0::3], *server.ids[1::3], *server.ids[2::3]]
    ids = [project.id for project in server.client().projects.list(iterator=True)]
    assert len(ids) == 1150
    assert set(ids) == set(server.ids)


def test_in_the_order_of_ids_it_goes_on_behind_the_last_one() -> None:
    server = Deep(1150)
    server.ids.reverse()
    projects = server.client().projects.list(get_all=True, order_by="id", sort="asc")
    assert [project.id for project in projects] == server.ids
    assert server.keyset_pages == 7


def test_the_next_keyset_page_is_on_its_way_while_one_is_read() -> None:
    server = Deep(1150, pause=0.001)
    projects = server.client().projects.list(iterator=True, pagination="keyset", sort="desc")
    for _ in range(100):
        next(projects)
    assert server.keyset_pages == 1
    next(projects)
    assert eventually(lambda: server.keyset_pages == 3)
    assert server.most_under_way == 1


async def test_the_next_keyset_page_is_on_its_way_without_blocking() -> None:
    server = Deep(1150)
    projects = await server.async_client().projects.list(
        iterator=True, pagination="keyset", sort="desc"
    )
    for _ in range(100):
        await projects.next()
    assert server.keyset_pages == 1
    await projects.next()
    await anyio.wait_all_tasks_blocked()
    assert server.keyset_pages == 3


def test_an_order_that_keyset_cannot_do_is_refused_clearly() -> None:
    server = Deep(1150)
    with pytest.raises(
        exc.GitlabListError, match=r"order_by='name'.*only order_by 'id'"
    ) as refused:
        server.client().projects.list(get_all=True, order_by="name")
    assert refused.value.response_code == 405
    assert "maximum allowed offset" in str(refused.value.__cause__)


def test_where_keyset_paging_is_unknown_gitlabs_refusal_stands() -> None:
    server = Deep(1150)
    with pytest.raises(exc.GitlabListError, match="maximum allowed offset"):
        server.client().groups.list(get_all=True)


def test_a_list_that_starts_at_a_later_page_is_not_begun_anew() -> None:
    server = Deep(1150)
    with pytest.raises(exc.GitlabListError, match="maximum allowed offset"):
        server.client().projects.list(get_all=True, page=3)


def test_a_limit_below_the_counted_pages_is_passed_as_well() -> None:
    server = Deep(1150)
    server.counted = True
    projects = server.client().projects.list(get_all=True)
    assert [project.id for project in projects] == server.ids


async def test_count_is_what_gitlab_counts() -> None:
    server = Paged(950)
    assert await server.async_client().projects.count() == 950
    assert server.asked == [{"per_page": "1"}]


def test_count_goes_through_what_gitlab_does_not_count() -> None:
    server = Deep(1150)
    assert server.client().projects.count(archived=False) == 1150
    assert all(query["archived"] == "False" for query in server.asked)


@pytest.mark.parametrize("total", [0, 1])
def test_count_of_a_short_list_takes_one_request(total: int) -> None:
    server = Paged(total, counted=False)
    assert server.client().projects.count() == total
    assert len(server.asked) == 1


async def test_first_is_the_first_of_the_list_or_none() -> None:
    server = Paged(30)
    project = await server.async_client().projects.first(search="p")
    assert project is not None
    assert project.id == 30
    assert server.asked == [{"per_page": "1", "search": "p"}]
    assert await Paged(0).async_client().projects.first() is None


def test_first_of_a_sync_list_is_an_object_of_its_manager() -> None:
    gl = Paged(30).client()
    project = gl.projects.first()
    assert project is not None
    assert project.manager is gl.projects
