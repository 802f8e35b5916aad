"""Large bodies are parsed otherwise than small ones, and mean the same."""

from __future__ import annotations

import gc
import json
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, strategies as st

from gitlab._core.loads import LARGE, collector_paused, loads

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def padded(text: str) -> bytes:
    """A body of that text that is large."""
    return text.encode() + b" " * LARGE


@given(JSON)
def test_a_large_body_says_what_a_small_one_says(data: Any) -> None:
    text = json.dumps(data)
    assert repr(loads(padded(text))) == repr(loads(text.encode())) == repr(json.loads(text))


@pytest.mark.parametrize(
    "text",
    [
        "123456789012345678901234567890",
        "-9223372036854775809",
        "1E400",
        "NaN",
        "-Infinity",
        "-0",
        "-0.0",
        '"\\ud800"',
        '{"a": 1, "a": 2}',
        "0.1000000000000000055511151231257827",
    ],
)
def test_odd_values_are_read_as_json_reads_them(text: str) -> None:
    assert repr(loads(padded(text))) == repr(json.loads(text))


@pytest.mark.parametrize("text", ["[1, 2,]", "{broken", "", "01", "'a'", "[1] 2", "<html>"])
def test_what_is_no_json_is_a_value_error_of_json(text: str) -> None:
    with pytest.raises(json.JSONDecodeError):
        loads(padded(text))


def test_invalid_utf8_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="utf-8"):
        loads(b'"\xff"' + b" " * LARGE)


@pytest.fixture(params=[True, False], ids=["enabled", "disabled"])
def enabled(request: pytest.FixtureRequest) -> Iterator[bool]:
    """The collector as it was before, which is how it is to be found again."""
    before = gc.isenabled()
    (gc.enable if request.param else gc.disable)()
    yield bool(request.param)
    (gc.enable if before else gc.disable)()


def test_the_collector_is_paused_and_then_as_it_was_before(enabled: bool) -> None:
    with collector_paused():
        with collector_paused():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled() is enabled


def test_an_error_leaves_the_collector_as_it_was(enabled: bool) -> None:
    with pytest.raises(ValueError, match="x"), collector_paused():
        raise ValueError("x")
    assert gc.isenabled() is enabled


def test_threads_that_read_at_once_leave_the_collector_as_it_was(enabled: bool) -> None:
    body = padded(json.dumps([{"id": n, "ratio": math.pi} for n in range(100)]))
    with ThreadPoolExecutor(4) as pool:
        assert len({len(items) for items in pool.map(loads, [body] * 40)}) == 1
    assert gc.isenabled() is enabled
