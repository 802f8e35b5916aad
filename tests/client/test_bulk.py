"""`gl.map`: one call for each of many items, bounded, with its errors kept apart."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import anyio
import pytest

from gitlab.sandbox import Sandbox
from tests.client.paged import Paged
from tests.client.test_overlapping_pages import eventually, own_threads


def tenfold(number: int) -> int:
    return number * 10


async def alate(number: int) -> int:
    await anyio.sleep(0.01 * (5 - number))
    return number * 10


def test_every_projects_scope_comes_with_its_project(box: Sandbox) -> None:
    gl = box.client()
    projects = gl.projects.list(get_all=True)[:30]
    found = []
    for project, scope in gl.map(lambda p: p.job_token_scope.get(), projects):
        assert scope.manager.parent_attrs == {"project_id": project.id}
        found.append(project)
    assert found == projects
    assert not own_threads()


async def test_every_projects_scope_comes_with_its_project_without_blocking(box: Sandbox) -> None:
    gl = box.async_client()
    projects = (await gl.projects.list(get_all=True))[:30]
    found = []
    for project, scope in await gl.map(lambda p: p.job_token_scope.get(), projects):
        assert scope.manager.parent_attrs == {"project_id": project.id}
        found.append(project)
    assert found == projects


@pytest.mark.parametrize("ordered", [True, False])
def test_outcomes_come_in_order_or_as_they_end(ordered: bool) -> None:
    others = threading.Barrier(5)

    def late(number: int) -> int:
        others.wait(5)
        if number == 0:
            time.sleep(0.1)
        return number

    values = [value for _, value in Paged(0).client().map(late, range(5), ordered=ordered)]
    assert sorted(values) == [0, 1, 2, 3, 4]
    assert values[0 if ordered else -1] == 0


async def test_outcomes_are_taken_as_they_end_or_in_order_without_blocking() -> None:
    gl = Paged(0).async_client()
    async with gl.map(alate, range(5), ordered=False) as outcomes:
        assert [value async for _, value in outcomes] == [40, 30, 20, 10, 0]
    async with gl.map(alate, range(5)) as outcomes:
        assert [value async for _, value in outcomes] == [0, 10, 20, 30, 40]
    assert [item for item, _ in await gl.map(alate, range(5))] == [0, 1, 2, 3, 4]
    assert [item for item, _ in await gl.map(alate, range(3), ordered=False)] == [2, 1, 0]


@pytest.mark.parametrize("in_flight", [1, 3])
def test_no_more_are_under_way_than_allowed(in_flight: int) -> None:
    server = Paged(5, pause=0.002)
    gl = server.client()
    assert len(list(gl.map(lambda n: gl.projects.first(), range(20), in_flight=in_flight))) == 20
    assert server.most_under_way == in_flight


async def test_no_more_are_under_way_than_allowed_without_blocking() -> None:
    server = Paged(5, pause=0.002)
    gl = server.async_client()
    assert len(await gl.map(lambda n: gl.projects.first(), range(20), in_flight=3)) == 20
    assert server.most_under_way == 3


def test_an_error_stays_with_its_item() -> None:
    gl = Paged(0).client()
    outcomes = list(gl.map(lambda n: 6 // n, [3, 0, 2]))
    assert [outcome.ok for outcome in outcomes] == [True, False, True]
    assert [outcome.value for outcome in outcomes if outcome.ok] == [2, 3]
    failed = outcomes[1]
    assert failed.item == 0
    assert isinstance(failed.error, ZeroDivisionError)
    assert "ZeroDivisionError" in repr(failed)
    with pytest.raises(ZeroDivisionError):
        assert failed.value
    with pytest.raises(ZeroDivisionError):
        _, _ = failed


async def test_an_error_stays_with_its_item_without_blocking() -> None:
    async def divide(n: int) -> int:
        return 6 // n

    outcomes = await Paged(0).async_client().map(divide, [3, 0, 2])
    assert [outcome.ok for outcome in outcomes] == [True, False, True]
    with pytest.raises(ZeroDivisionError):
        assert outcomes[1].value


def test_progress_is_told_after_each_item() -> None:
    seen: list[tuple[int, int | None]] = []

    def note(done: int, total: int | None) -> None:
        seen.append((done, total))

    gl = Paged(0).client()
    list(gl.map(tenfold, [1, 2, 3], progress=note))
    list(gl.map(tenfold, iter([1, 2]), progress=note))
    assert seen == [(1, 3), (2, 3), (3, 3), (1, None), (2, None)]


async def test_progress_is_told_after_each_item_without_blocking() -> None:
    seen: list[tuple[int, int | None]] = []
    gl = Paged(0).async_client()
    await gl.map(alate, [1, 2, 3], progress=lambda done, total: seen.append((done, total)))
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_items_are_drawn_as_they_are_needed() -> None:
    drawn = []

    def endless() -> Iterator[int]:
        number = 0
        while True:
            drawn.append(number)
            yield number
            number += 1

    outcomes = Paged(0).client().map(lambda n: n, endless(), in_flight=4)
    assert [next(outcomes).value for _ in range(10)] == list(range(10))
    outcomes.close()
    assert len(drawn) <= 14
    assert eventually(lambda: not own_threads())


async def test_leaving_the_block_cancels_the_rest() -> None:
    cancelled = []

    async def endless(number: int) -> int:
        if number == 0:
            return 0
        try:
            await anyio.sleep_forever()
        finally:
            cancelled.append(number)
        return number

    gl = Paged(0).async_client()

    async def fail_at_the_first() -> None:
        async with gl.map(endless, range(9), in_flight=4, ordered=False) as outcomes:
            async for _ in outcomes:
                raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        await fail_at_the_first()
    assert sorted(cancelled) == [1, 2, 3]
    with anyio.move_on_after(0.01) as scope:
        await gl.map(endless, range(9), in_flight=4)
    assert scope.cancelled_caught
    assert len(cancelled) == 7


async def test_outcomes_are_not_iterated_unopened() -> None:
    with pytest.raises(TypeError, match="async with"):
        async for _ in Paged(0).async_client().map(alate, [1]):
            pass


def test_an_exit_within_a_thread_is_not_swallowed() -> None:
    def leave(number: int) -> None:
        assert threading.current_thread() is not threading.main_thread()
        raise SystemExit(3)

    with pytest.raises(SystemExit):
        list(Paged(0).client().map(leave, [1, 2]))
