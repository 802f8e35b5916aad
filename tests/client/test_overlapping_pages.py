"""Pages of one list that are fetched several at a time, in both colours."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import anyio
import pytest
import requests
import responses

from gitlab import Gitlab, exceptions as exc
from gitlab._core.values import Response
from tests.client.paged import URL, Paged, reply


def eventually(true: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 5
    while not true() and time.monotonic() < deadline:
        time.sleep(0.005)
    return true()


def own_threads() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "gitlab"]


def test_all_pages_come_in_order_and_at_most_sixteen_are_under_way() -> None:
    server = Paged(2950, pause=0.005)
    projects = server.client().projects.list(get_all=True)
    assert [project.id for project in projects] == server.ids
    assert sorted(server.pages) == list(range(1, 31))
    assert 2 <= server.most_under_way <= 16
    assert not own_threads()


async def test_all_pages_come_in_order_without_blocking() -> None:
    server = Paged(2950, pause=0.005)
    projects = await server.async_client().projects.list(get_all=True)
    assert [project.id for project in projects] == server.ids
    assert server.most_under_way == 16


def test_iterating_fetches_the_pages_several_at_a_time() -> None:
    server = Paged(2950, pause=0.005)
    ids = [project.id for project in server.client().projects.list(iterator=True)]
    assert ids == server.ids
    assert 2 <= server.most_under_way <= 16
    assert not own_threads()


async def test_iterating_fetches_the_pages_several_at_a_time_without_blocking() -> None:
    server = Paged(4950, pause=0.02)
    ids = [project.id async for project in server.async_client().projects.list()]
    assert ids == server.ids
    assert 4 <= server.most_under_way <= 16


def test_a_slow_reader_holds_the_pages_back() -> None:
    server = Paged(10_000)
    projects = server.client(pages_in_flight=4).projects.list(iterator=True)
    for _ in range(101):
        next(projects)
    time.sleep(0.05)
    assert len(server.asked) <= 6
    assert projects.current_page == 2


def test_the_first_page_alone_is_fetched_until_it_is_read() -> None:
    server = Paged(1000)
    projects = server.client().projects.list(iterator=True)
    assert len(projects) == 1000
    assert projects.total_pages == 10
    for _ in range(100):
        next(projects)
    assert server.pages == [1]


@pytest.mark.parametrize("where", ["client", "call"])
def test_the_number_of_pages_in_flight_is_settable(where: str) -> None:
    server = Paged(1500, pause=0.005)
    if where == "client":
        server.client(pages_in_flight=2).projects.list(get_all=True)
    else:
        server.client(pages_in_flight=16).projects.list(get_all=True, pages_in_flight=2)
    assert server.most_under_way == 2
    assert all("pages_in_flight" not in query for query in server.asked)


def test_one_page_at_a_time_starts_no_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading.Thread, "start", lambda self: pytest.fail("a thread"))
    server = Paged(500)
    assert len(server.client(pages_in_flight=1).projects.list(get_all=True)) == 500
    assert server.pages == [1, 2, 3, 4, 5]


def test_fewer_than_one_page_in_flight_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 1"):
        Paged(500).client().projects.list(get_all=True, pages_in_flight=0)


def test_without_counts_pages_are_followed_one_by_one() -> None:
    server = Paged(950, counted=False, pause=0.001)
    projects = server.client().projects.list(get_all=True)
    assert [project.id for project in projects] == server.ids
    assert server.pages == list(range(1, 11))
    assert server.most_under_way == 1


def test_a_list_that_grows_meanwhile_is_followed_to_its_end() -> None:
    server = Paged(400)

    def grow(query: dict[str, str]) -> None:
        if query.get("page") == "4" and len(server.ids) == 400:
            server.ids += range(-1, -251, -1)

    server.before = grow
    projects = server.client().projects.list(get_all=True)
    assert [project.id for project in projects] == server.ids
    assert len(projects) == 650


async def test_a_list_that_shrinks_meanwhile_ends_early() -> None:
    server = Paged(600)

    def shrink(query: dict[str, str]) -> None:
        if "page" in query:
            del server.ids[350:]

    server.before = shrink
    projects = await server.async_client().projects.list(get_all=True)
    assert {project.id for project in projects} == set(server.ids)


def failing_at(page: str) -> Callable[[dict[str, str]], Response | None]:
    def answer(query: dict[str, str]) -> Response | None:
        return reply(500, {"message": "boom"}) if query.get("page") == page else None

    return answer


def test_the_error_of_a_page_is_raised_and_leaves_no_thread() -> None:
    server = Paged(2000, pause=0.001)
    server.before = failing_at("5")
    with pytest.raises(exc.GitlabListError, match="boom"):
        server.client().projects.list(get_all=True)
    assert eventually(lambda: not own_threads())
    assert len(server.asked) < 20


async def test_the_error_of_a_page_cancels_the_others() -> None:
    server = Paged(2000, pause=0.001)
    server.before = failing_at("5")
    with pytest.raises(exc.GitlabListError, match="boom"):
        await server.async_client(pages_in_flight=8).projects.list(get_all=True)
    assert server.under_way == 0
    assert len(server.asked) < 20


def test_after_an_error_the_iteration_goes_on_where_it_was() -> None:
    server = Paged(1000)
    server.before = failing_at("4")
    projects = server.client().projects.list(iterator=True)
    ids = []
    with pytest.raises(exc.GitlabListError):
        ids += [next(projects).id for _ in range(1000)]
    taken = projects.current_page
    server.before = lambda query: None
    rest = [project.id for project in projects]
    assert taken == 3
    assert rest == server.ids[300:]


def test_an_iteration_left_early_leaves_nothing_behind() -> None:
    server = Paged(5000, pause=0.002)
    for number, _ in enumerate(server.client().projects.list(iterator=True)):
        if number == 150:
            break
    assert eventually(lambda: not own_threads() and server.under_way == 0)
    assert len(server.asked) <= 5


def test_an_interrupt_ends_the_listing_at_once() -> None:
    server = Paged(5000, pause=0.005)
    main = threading.main_thread()

    def interrupt(query: dict[str, str]) -> None:
        if query.get("page") == "9":
            import signal

            assert main.ident is not None
            signal.pthread_kill(main.ident, signal.SIGINT)

    server.before = interrupt
    with pytest.raises(KeyboardInterrupt):
        server.client().projects.list(get_all=True)
    assert eventually(lambda: not own_threads())
    assert len(server.asked) < 50


async def test_a_cancelled_listing_stops_asking() -> None:
    server = Paged(5000, pause=0.02)
    gl = server.async_client()
    with anyio.move_on_after(0.05) as scope:
        await gl.projects.list(get_all=True)
    assert scope.cancelled_caught
    assert server.under_way == 0
    assert server.ended == len(server.asked) < 50


async def test_an_iteration_left_early_cancels_the_pages_ahead() -> None:
    server = Paged(5000, pause=10)
    server.is_paused = lambda query: int(query.get("page", 1)) > 2
    async for project in server.async_client().projects.list():
        if project.id == 5000 - 150:
            await anyio.wait_all_tasks_blocked()
            assert server.under_way == 3
            break
    await anyio.wait_all_tasks_blocked()
    assert server.under_way == 0
    assert len(server.asked) == 5


async def test_whoever_iterates_gets_the_largest_pages() -> None:
    server = Paged(300)
    assert [project.id async for project in server.async_client().projects.list()] == server.ids
    assert [query.get("per_page") for query in server.asked] == ["100"] * 3


async def test_a_slow_reader_without_blocking_holds_the_pages_back() -> None:
    server = Paged(10_000)
    projects = server.async_client(pages_in_flight=4).projects.list(iterator=True)
    reader = await projects
    for _ in range(501):
        await reader.next()
    await anyio.wait_all_tasks_blocked()
    assert len(server.asked) == 10
    assert reader.current_page == 6


async def test_after_an_error_the_iteration_goes_on_without_blocking() -> None:
    server = Paged(1000)
    server.before = failing_at("4")
    projects = await server.async_client().projects.list(iterator=True)
    with pytest.raises(exc.GitlabListError):
        [project async for project in projects]
    assert projects.current_page == 3
    server.before = lambda query: None
    assert [project.id async for project in projects] == server.ids[300:]


async def test_after_a_cancellation_the_iteration_goes_on() -> None:
    server = Paged(500, pause=0.05)
    projects = await server.async_client().projects.list(iterator=True)
    ids = [(await projects.next()).id for _ in range(100)]
    with anyio.move_on_after(0.01) as scope:
        await projects.next()
    assert scope.cancelled_caught
    ids += [project.id async for project in projects]
    assert ids == server.ids
    assert sorted(server.pages) == [1, 2, 3, 4, 5]


@pytest.fixture
def mocked() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as mock:
        pages = [
            {
                "X-Page": str(page),
                "X-Next-Page": str(page + 1) if page < 4 else "",
                "X-Total-Pages": "4",
                "Link": f'<{URL}/api/v4/projects?page={page + 1}>; rel="next"' if page < 4 else "",
            }
            for page in range(1, 5)
        ]
        for page, headers in enumerate(pages, start=1):
            mock.get(f"{URL}/api/v4/projects", json=[{"id": page}], headers=headers)
        yield mock


def test_a_mock_of_requests_sees_one_page_after_the_other(mocked: Any) -> None:
    with Gitlab(URL) as gl:
        assert [project.id for project in gl.projects.list(get_all=True)] == [1, 2, 3, 4]
        assert gl._pages_at_a_time(None) == 1
        assert gl._pages_at_a_time(3) == 3


def test_a_passed_session_carries_several_pages_only_when_asked() -> None:
    with requests.Session() as session, Gitlab(URL, session=session) as gl:
        assert gl._pages_at_a_time(None) == 1
        assert gl.with_options(pages_in_flight=5)._pages_at_a_time(None) == 5
    with Gitlab(URL) as gl:
        assert gl._pages_at_a_time(None) == 16
