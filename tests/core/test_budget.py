"""The rate budget of a server: what it learns, who waits, and that nobody waits for nothing."""

from __future__ import annotations

import heapq
from itertools import pairwise
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from gitlab._core.budget import RateBudget, Throttle, Ticket
from gitlab._core.retry import LONGEST_ASKED_SECONDS, asked_delay, seconds_to_reset
from gitlab._core.values import CaseInsensitiveDict, Failure, Response


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def budget(clock: Clock) -> RateBudget:
    return RateBudget(clock)


def answer(status: int = 200, at: float = 1000.0, **headers: object) -> Response:
    named = {name.replace("_", "-"): str(value) for name, value in headers.items()}
    return Response(status, "", CaseInsensitiveDict(named), b"", "https://host", at)


def limits(remaining: int, most: int = 100, reset: int = 1060) -> dict[str, int]:
    return {
        "RateLimit_Limit": most,
        "RateLimit_Remaining": remaining,
        "RateLimit_Reset": reset,
    }


def waits(budget: RateBudget, count: int, method: str = "GET") -> list[float]:
    return [budget.take(method).wait for _ in range(count)]


def test_a_server_without_limits_makes_nobody_wait(budget: RateBudget, clock: Clock) -> None:
    tickets = [budget.take("POST") for _ in range(500)]
    clock.now += 1
    for ticket in tickets:
        budget.give_back(ticket, answer())
    assert {ticket.wait for ticket in tickets} == {0.0}
    assert (budget.requests, budget.delayed, budget.window) == (500, 0, None)


def test_all_wait_when_one_was_told_to_and_then_go_one_by_one(
    budget: RateBudget, clock: Clock
) -> None:
    budget.hold(10)
    first = waits(budget, 5)
    assert first[0] == 10
    assert all(later > earlier for earlier, later in pairwise(first))
    clock.now += 11
    assert waits(budget, 1) == [0.0]


def test_who_has_waited_or_does_not_obey_goes_at_once(budget: RateBudget) -> None:
    budget.hold(10)
    assert budget.take("GET", has_waited=True).wait == 0
    assert budget.take("GET", obeys=False).wait == 0


def test_a_refusal_holds_up_only_those_with_the_same_credential(budget: RateBudget) -> None:
    budget.hold(10, caller=1)
    assert budget.take("GET", 1).wait == 10
    assert budget.take("GET", 2).wait == budget.take("GET").wait == 0


def test_an_announced_limit_is_that_of_the_one_who_asked(budget: RateBudget) -> None:
    budget.give_back(budget.take("GET", 1), answer(**limits(remaining=0)))
    assert budget.take("GET", 1).wait == 60
    assert budget.take("GET", 2).wait == budget.take("GET").wait == 0


def test_callers_with_nothing_to_wait_for_are_forgotten(budget: RateBudget, clock: Clock) -> None:
    for caller in range(1000):
        budget.hold(1, caller)
        clock.now += 1
    assert len(budget._lines) == 1


def test_a_limit_that_is_far_away_slows_nobody(budget: RateBudget) -> None:
    budget.give_back(budget.take("GET"), answer(**limits(60)))
    assert set(waits(budget, 20)) == {0.0}


def test_what_is_left_of_a_limit_is_spread_over_the_time_until_it_is_renewed(
    budget: RateBudget,
) -> None:
    budget.give_back(budget.take("GET"), answer(**limits(20)))
    spread = waits(budget, 20)
    assert spread == pytest.approx([3.0 * turn for turn in range(20)])
    budget.give_back(budget.take("GET"), answer(**limits(0)))
    assert waits(budget, 1)[0] >= 60


def test_writes_slow_down_before_reads_do(budget: RateBudget) -> None:
    budget.give_back(budget.take("GET"), answer(**limits(40)))
    assert waits(budget, 3, "GET") == [0.0, 0.0, 0.0]
    assert waits(budget, 2, "POST")[1] > 1


def test_a_renewed_limit_is_forgotten(budget: RateBudget, clock: Clock) -> None:
    budget.give_back(budget.take("GET"), answer(**limits(0)))
    clock.now += 61
    assert waits(budget, 3) == [0.0, 0.0, 0.0]


def test_limits_of_different_names_are_kept_apart(budget: RateBudget) -> None:
    low = answer(RateLimit_Name="throttle_projects", **limits(0))
    high = answer(RateLimit_Name="throttle_api", **limits(99))
    budget.give_back(budget.take("GET"), low)
    budget.give_back(budget.take("GET"), high)
    assert waits(budget, 1)[0] > 0


def test_an_answer_that_was_overtaken_gives_nothing_back(budget: RateBudget) -> None:
    for remaining in (3, 20):
        budget.give_back(budget.take("GET", obeys=False), answer(**limits(remaining)))
    assert waits(budget, 2)[1] == pytest.approx(20)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_the_number_under_way_is_halved_once_and_grows_again(
    budget: RateBudget, clock: Clock, status: int
) -> None:
    budget.give_back(budget.take("GET"), answer())
    tickets = [budget.take("GET") for _ in range(16)]
    clock.now += 0.1
    for ticket in tickets:
        budget.give_back(ticket, answer(status))
    assert budget.window == 8
    assert budget.strained + budget.refused == 16
    for _ in range(200):
        ticket = budget.take("GET")
        clock.now += 0.1
        budget.give_back(ticket, answer())
    assert budget.window is None


def test_a_crowd_beyond_the_window_waits_for_its_turn(budget: RateBudget, clock: Clock) -> None:
    before = [budget.take("GET") for _ in range(8)]
    clock.now += 0.2
    for ticket in before[:4]:
        budget.give_back(ticket, answer())
    budget.give_back(before[4], Failure(OSError("reset")))
    assert budget.window == 2
    assert budget.take("GET").wait == pytest.approx(0.2)
    assert budget.take("GET").wait == pytest.approx(0.3)


def test_one_after_the_other_is_never_slowed_by_strain(budget: RateBudget, clock: Clock) -> None:
    for _ in range(10):
        ticket = budget.take("POST")
        assert ticket.wait == 0
        clock.now += 1
        budget.give_back(ticket, answer(503))
        clock.now += 0.1


def test_far_slower_answers_are_strain_where_many_ask(budget: RateBudget, clock: Clock) -> None:
    def a_round(seconds: float) -> None:
        tickets = [budget.take("GET") for _ in range(8)]
        clock.now += seconds
        for ticket in tickets:
            budget.give_back(ticket, answer())

    for _ in range(10):
        a_round(0.1)
    assert budget.strained == 0
    a_round(3)
    assert budget.strained == 1
    assert budget.take("GET", obeys=False).wait == 0
    assert budget.window is not None


def test_the_callback_is_told_who_waits_and_why(budget: RateBudget) -> None:
    told: list[Throttle] = []
    budget.on_throttle = told.append
    budget.take("GET")
    budget.hold(5)
    budget.take("PUT")
    assert told == [Throttle(5, "refused", "PUT")]
    assert (budget.delayed, budget.delayed_seconds) == (1, 5)
    assert "delayed:1" in repr(budget)


def test_a_child_process_starts_with_nothing_under_way(budget: RateBudget) -> None:
    budget.hold(100)
    ticket = budget.take("GET")
    budget.start_over()
    assert budget.in_flight == 0
    budget.give_back(ticket, answer())
    assert budget.in_flight == 0
    assert waits(budget, 1) == [0.0]


def test_the_servers_clock_counts_where_it_tells_the_time() -> None:
    headers = CaseInsensitiveDict(
        {"RateLimit-Reset": "1030", "Date": "Thu, 01 Jan 1970 00:16:40 GMT"}
    )
    assert seconds_to_reset(headers, now=5000.0) == 30
    assert asked_delay(headers, now=5000.0) == 30


HEADERS = st.dictionaries(
    st.sampled_from(
        ["RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "RateLimit-Name"]
    ),
    st.one_of(st.integers(0, 2000).map(str), st.text(max_size=5)),
)
REPLIES = st.one_of(
    st.none(),
    st.just(Failure(OSError())),
    st.builds(
        lambda status, headers: Response(
            status, "", CaseInsensitiveDict(headers), b"", "https://host", 1000.0
        ),
        st.sampled_from([200, 201, 204, 404, 429, 500, 503]),
        HEADERS,
    ),
)
STEPS = st.one_of(
    st.tuples(st.just("take"), st.sampled_from(["GET", "POST"])),
    st.tuples(st.just("give back"), REPLIES),
    st.tuples(st.just("hold"), st.floats(0, LONGEST_ASKED_SECONDS)),
    st.tuples(st.just("later"), st.floats(0, 100)),
)


@given(st.lists(STEPS, max_size=80))
def test_whatever_the_server_says_waits_are_bounded_and_all_ends_well(
    steps: list[tuple[str, Any]],
) -> None:
    clock = Clock()
    budget = RateBudget(clock)
    held: list[Ticket] = []
    for step, value in steps:
        if step == "take":
            held.append(budget.take(value))
            assert 0 <= held[-1].wait <= LONGEST_ASKED_SECONDS
        elif step == "give back" and held:
            budget.give_back(held.pop(), value)
        elif step == "hold":
            budget.hold(value)
        elif step == "later":
            clock.now += value
        assert budget.in_flight == len(held)
        assert budget.window is None or budget.window >= 1
    while held:
        budget.give_back(held.pop(), None)
    clock.now += 10 * LONGEST_ASKED_SECONDS + 60 * len(steps)
    assert budget.take("GET").wait == 0


@settings(max_examples=30)
@given(st.integers(1, 30), st.integers(120, 600), st.integers(0, 2**32))
def test_a_crowd_uses_a_limit_up_and_is_hardly_refused(crowd: int, most: int, seed: int) -> None:
    """A server that counts per minute, and so many who ask it all the time for five minutes."""
    clock = Clock()
    clock.now = 0.0
    budget = RateBudget(clock)
    random = Random(seed)
    used: dict[int, int] = {}
    served = refused = 0
    events: list[tuple[float, int, str, Any]] = []

    def push(at: float, kind: str, value: Any) -> None:
        heapq.heappush(events, (at, len(events) + random.randrange(10**9), kind, value))

    for _ in range(crowd):
        push(0.0, "ask", None)
    while events and events[0][0] < 300:
        clock.now, _, kind, value = heapq.heappop(events)
        if kind == "ask":
            ticket = budget.take("GET", has_waited=bool(value))
            push(clock.now + ticket.wait, "arrive", ticket)
        elif kind == "arrive":
            minute = int(clock.now // 60)
            used[minute] = used.get(minute, 0) + 1
            left = most - used[minute]
            reset = 60 * (minute + 1)
            status = 200 if left >= 0 else 429
            reply = answer(status, clock.now, **limits(max(left, 0), most, reset))
            push(clock.now + random.uniform(0.02, 0.1), "answer", (value, reply))
        else:
            ticket, reply = value
            budget.give_back(ticket, reply)
            if reply.status == 429:
                refused += 1
                pause = asked_delay(reply.headers, clock.now) or 0.0
                budget.hold(pause)
                push(clock.now + pause + random.uniform(0, 1), "ask", True)
            else:
                served += 1
                push(clock.now, "ask", None)
    assert refused <= crowd
    assert served >= 5 * most * 0.9
