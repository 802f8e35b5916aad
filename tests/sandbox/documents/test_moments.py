"""Lists are cut at moments, in whatever notation these are asked for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from urllib.parse import quote

import pytest
from hypothesis import given, settings, strategies as st

from gitlab.sandbox import Sandbox
from tests.sandbox.small import ask

LIST = "/api/v4/projects/1/issues"
MADE = datetime(2024, 2, 29, 23, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def made() -> Iterator[Sandbox]:
    """With an issue of that moment."""
    with Sandbox({"projects": [{"id": 1, "full_path": "root/app"}]}) as box:
        sent = {"title": "x", "created_at": MADE.isoformat()}
        assert ask(box, "POST", LIST, box.token, json=sent)[0] == 201
        yield box


def found(box: Sandbox, limit: str, moment: str) -> Any:
    status, _, body = ask(box, "GET", f"{LIST}?created_{limit}={quote(moment)}", box.token)
    return len(body) if status == 200 else body


_offsets = st.integers(-14 * 60, 14 * 60).map(lambda m: timezone(timedelta(minutes=m)))


@settings(deadline=None, max_examples=60)
@given(apart=st.integers(-(10**6), 10**6).map(lambda s: timedelta(seconds=s)), offset=_offsets)
def test_offsets_do_not_matter(made: Sandbox, apart: timedelta, offset: timezone) -> None:
    asked = (MADE + apart).astimezone(offset).isoformat()
    assert found(made, "after", asked) == (apart <= timedelta())
    assert found(made, "before", asked) == (apart >= timedelta())


@settings(deadline=None, max_examples=40)
@given(day=st.dates(MADE.date() - timedelta(days=3), MADE.date() + timedelta(days=3)))
def test_a_day_is_its_beginning(made: Sandbox, day: Any) -> None:
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    assert found(made, "after", day.isoformat()) == (begins <= MADE)
    assert found(made, "before", day.isoformat()) == (begins >= MADE)


@pytest.mark.parametrize(
    "moment", ["yesterday", "2024-02-30", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"]
)
def test_what_is_no_moment_is_refused(made: Sandbox, moment: str) -> None:
    assert found(made, "after", moment) == {"error": "created_after is invalid"}
