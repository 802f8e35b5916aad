"""Pages of many projects come from indexes: SQLite sorts nothing and scans no table for them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from gitlab.sandbox.context import Context
from gitlab.sandbox.listing import ordered, within
from gitlab.sandbox.records import create_group, create_project, create_user
from gitlab.sandbox.store import Row, Selection, Store
from gitlab.sandbox.visible import projects_of, visible_projects


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store()
    user = create_user(store, "mary", admin=True)
    group = create_group(store, "acme")
    for number in range(50):
        create_project(store, f"p{number}", group)
    store.insert(
        "members", {"namespace_id": group["id"], "user_id": user["id"], "access_level": 30}
    )
    return store


def _plan(rows: Selection, order_by: str) -> str:
    params = {"order_by": order_by, "sort": "desc"}
    return "\n".join(ordered(cast(Context, SimpleNamespace(params=params)), rows).plan())


@pytest.mark.parametrize("order_by", ["id", "name", "created_at", "updated_at", "last_activity_at"])
@pytest.mark.parametrize("name", ["root", "mary"])
def test_a_page_in_an_order_is_read_in_that_order(store: Store, order_by: str, name: str) -> None:
    user: Any = store.first("users", username="mary")
    user = user | {"admin": name == "root"}
    plan = _plan(visible_projects(store, user), order_by)
    assert "ORDER BY" not in plan
    if order_by != "id":
        assert "projects USING INDEX projects_by_" in plan


def test_the_projects_of_a_group_and_its_subgroups_are_found_by_their_namespace(
    store: Store,
) -> None:
    rows = store.select("projects").where_in("namespace_id", (1, 2, 3))
    assert "projects USING INDEX projects_namespace_id" in "\n".join(rows.plan())


@pytest.mark.parametrize("order_by", ["id", "name", "created_at", "last_activity_at"])
def test_many_projects_of_a_group_and_its_subgroups_are_read_in_their_order(
    store: Store, order_by: str
) -> None:
    rows = store.select("projects").where_in("namespace_id", (1, 2, 3)).walking()
    plan = _plan(rows, order_by)
    assert "ORDER BY" not in plan
    assert "projects_namespace_id" not in plan


def test_many_projects_of_a_member_are_read_in_their_order(store: Store) -> None:
    user: Row | None = store.first("users", username="mary")
    assert user is not None
    plan = _plan(within(store.select("projects"), projects_of(store, user)).walking(), "name")
    assert "SCAN projects USING INDEX projects_by_0" in plan
    assert "ORDER BY" not in plan


def test_walking_finds_the_same_rows(store: Store) -> None:
    rows = store.select("projects").where("id % 3 = 0").where("name < 'p4'").order_by("name DESC")
    assert rows.walking().page(5, 2) == rows.page(5, 2)
    assert rows.page(5, 2)


def test_the_projects_of_a_member_are_found_by_the_memberships(store: Store) -> None:
    user: Row | None = store.first("users", username="mary")
    assert user is not None
    plan = "\n".join(within(store.select("projects"), projects_of(store, user)).plan())
    assert "SCAN projects" not in plan
    assert "members USING INDEX members_user_id" in plan


def test_what_waits_for_its_deletion_is_known_without_reading_the_rest(store: Store) -> None:
    waits = store.select("projects").where("json_extract(data, '$.pending_delete')")
    assert "projects USING" in "\n".join(waits.plan())
    assert "projects_by_4" in "\n".join(waits.plan())
