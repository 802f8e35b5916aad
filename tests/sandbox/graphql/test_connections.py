"""Paging by cursor."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, strategies as st

from gitlab.sandbox import Sandbox
from tests.sandbox.graphql.asking import data, messages, query

COUNT = 7
TEXT = """query($first: Int, $last: Int, $after: String, $before: String, $sort: String) {
    projects(first: $first, last: $last, after: $after, before: $before, sort: $sort) {
        count
        nodes { path }
        edges { cursor node { path } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
    }
}"""


@pytest.fixture(scope="module")
def many() -> Iterator[Sandbox]:
    """Projects of which several share a name."""
    projects = [
        {"id": id, "full_path": f"root/p{id}", "name": f"Name {id % 3}"}
        for id in range(1, COUNT + 1)
    ]
    with Sandbox(seed={"projects": projects}) as box:
        yield box


def page(box: Sandbox, **arguments: Any) -> Any:
    return data(box, TEXT, **arguments)["projects"]


def paths(page: Any) -> list[str]:
    return [node["path"] for node in page["nodes"]]


def test_without_arguments_the_newest_come_first(many: Sandbox) -> None:
    everything = page(many)
    assert paths(everything) == [f"p{id}" for id in range(COUNT, 0, -1)]
    assert everything["count"] == COUNT
    assert [edge["node"]["path"] for edge in everything["edges"]] == paths(everything)
    assert everything["pageInfo"]["hasNextPage"] is False
    assert everything["pageInfo"]["endCursor"] == everything["edges"][-1]["cursor"]


@given(size=st.integers(1, COUNT + 1), sort=st.sampled_from(["id_desc", "name_asc", "path_desc"]))
def test_pages_forward_have_everything_once_and_backward_too(
    many: Sandbox, size: int, sort: str
) -> None:
    whole = paths(page(many, sort=sort))
    seen: list[str] = []
    found = page(many, first=size, sort=sort)
    while True:
        seen += paths(found)
        if not found["pageInfo"]["hasNextPage"]:
            break
        found = page(many, first=size, sort=sort, after=found["pageInfo"]["endCursor"])
    assert seen == whole
    backward: list[str] = []
    found = page(many, last=size, sort=sort)
    while True:
        backward = paths(found) + backward
        if not found["pageInfo"]["hasPreviousPage"]:
            break
        found = page(many, last=size, sort=sort, before=found["pageInfo"]["startCursor"])
    assert backward == whole


def test_no_page_is_longer_than_a_hundred() -> None:
    projects = [{"full_path": f"root/p{id}"} for id in range(101)]
    with Sandbox(seed={"projects": projects}) as box:
        found = page(box, first=500)
    assert (len(found["nodes"]), found["count"]) == (100, 101)
    assert found["pageInfo"]["hasNextPage"] is True


def test_a_page_has_one_end(many: Sandbox) -> None:
    wrong = query(many, TEXT, first=1, last=1)
    assert messages(wrong) == ["Can only provide either `first` or `last`, not both"]


@pytest.mark.parametrize("cursor", ["what", "eyJ9", "e30", "", "bnVsbA"])
def test_a_cursor_that_is_none_is_refused(many: Sandbox, cursor: str) -> None:
    assert messages(query(many, TEXT, after=cursor)) == ["Please provide a valid cursor"]


def test_an_empty_page_has_no_cursors(many: Sandbox) -> None:
    text = (
        '{ projects(search: "no such") { count nodes { id } pageInfo { endCursor startCursor } } }'
    )
    assert data(many, text)["projects"] == {
        "count": 0,
        "nodes": [],
        "pageInfo": {"endCursor": None, "startCursor": None},
    }
