"""What a list shows is what can be read one by one."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gitlab.sandbox import access
from gitlab.sandbox.planting import plant
from gitlab.sandbox.seed import read
from gitlab.sandbox.store import Row, Store
from gitlab.sandbox.visible import groups_of, projects_of, visible_groups, visible_projects

USERS = ("root", "alice", "bob", "dave", "erin", "frank", "grace")


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    store = Store()
    plant(store, read("demo"), "19.4")
    for share in (
        {"project_id": 1, "namespace_id": None, "group_id": 2, "group_access": 30},
        {"project_id": None, "namespace_id": 3, "group_id": 2, "group_access": 20},
    ):
        store.insert("shares", share | {"expires_at": None})
    yield store
    store.close()


def _user(store: Store, name: str) -> Row | None:
    return store.first("users", username=name)


def _ids(rows: object) -> set[int]:
    assert isinstance(rows, list)
    return {row["id"] for row in rows}


@pytest.mark.parametrize("name", [*USERS, "nobody"])
def test_visible_projects_are_those_that_can_be_read(store: Store, name: str) -> None:
    user = _user(store, name)
    readable = [
        row for row in store.select("projects") if access.can_read_project(store, user, row)
    ]
    assert _ids(list(visible_projects(store, user))) == _ids(readable)


@pytest.mark.parametrize("name", [*USERS, "nobody"])
def test_visible_groups_are_those_that_can_be_read(store: Store, name: str) -> None:
    user = _user(store, name)
    groups = store.select("namespaces", kind="group")
    readable = [row for row in groups if access.can_read_group(store, user, row)]
    assert _ids(list(visible_groups(store, user))) == _ids(readable)


@pytest.mark.parametrize("name", USERS)
@pytest.mark.parametrize("level", [10, 20, 30, 40])
def test_roles_in_lists_are_those_of_each(store: Store, name: str, level: int) -> None:
    user = _user(store, name)
    assert user is not None
    for found, rows in (
        (projects_of(store, user, level), store.select("projects")),
        (groups_of(store, user, level), store.select("namespaces", kind="group")),
    ):
        each = [row for row in rows if access.access_level(store, user, row) >= level]
        assert _ids(list(found)) == _ids(each)
