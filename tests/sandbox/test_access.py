"""Roles and visibility."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gitlab.sandbox import access, lookup
from gitlab.sandbox.planting import plant
from gitlab.sandbox.seed import Seed
from gitlab.sandbox.store import Row, Store
from tests.sandbox.small import SEED


@pytest.fixture
def store() -> Iterator[Store]:
    store = Store(clock=lambda: 1_750_000_000.0)
    plant(store, Seed(SEED), "19.4")
    yield store
    store.close()


def level(store: Store, user: str, path: str) -> int:
    return access.access_level(store, _user(store, user), _project(store, path))


def test_role_of_a_project_member(store: Store) -> None:
    assert level(store, "mary", "acme/target") == access.MAINTAINER


def test_role_is_inherited_from_the_groups_above(store: Store) -> None:
    assert level(store, "dave", "acme/platform/deploy") == access.DEVELOPER


def test_owner_of_a_personal_namespace_owns_its_projects(store: Store) -> None:
    assert level(store, "mary", "mary/notes") == access.OWNER
    assert level(store, "dave", "mary/notes") == access.NO_ACCESS


def test_invited_group_brings_its_members_up_to_the_level_of_the_invitation(store: Store) -> None:
    store.insert("shares", {"project_id": 105, "group_id": 11, "group_access": 20})
    assert level(store, "dave", "partners/open") == access.REPORTER


def test_invitation_of_a_group_above_counts_too(store: Store) -> None:
    store.insert("shares", {"namespace_id": 20, "group_id": 10, "group_access": 50})
    assert level(store, "dave", "partners/open") == access.DEVELOPER


def test_expired_membership_and_invitation_do_not_count(store: Store) -> None:
    (member,) = store.select("members", user_id=3)
    store.update("members", member["id"], expires_at="2025-06-15")
    assert level(store, "mary", "acme/target") == access.NO_ACCESS
    store.update("members", member["id"], expires_at="2025-06-16")
    assert level(store, "mary", "acme/target") == access.MAINTAINER


def test_internal_is_open_to_users_but_not_to_external_ones(store: Store) -> None:
    project = _project(store, "partners/intern")
    assert access.can_read_project(store, _user(store, "mary"), project)
    assert not access.can_read_project(store, _user(store, "eve"), project)
    assert not access.can_read_project(store, None, project)


def test_member_of_a_project_sees_the_private_groups_above_it(store: Store) -> None:
    group = lookup.group(store, "acme")
    assert group is not None
    assert access.can_read_group(store, _user(store, "mary"), group)
    assert not access.can_read_group(store, _user(store, "eve"), group)


def test_administrator_administers_everything_without_a_role(store: Store) -> None:
    project = _project(store, "acme/target")
    assert access.can_admin_project(store, _user(store, "root"), project)
    assert level(store, "root", "acme/target") == access.NO_ACCESS


def _user(store: Store, name: str) -> Row:
    user = lookup.user(store, name)
    assert user is not None
    return user


def _project(store: Store, path: str) -> Row:
    project = lookup.project(store, path)
    assert project is not None
    return project
