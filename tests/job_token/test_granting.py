"""Fine-grained permissions of allowlist entries, read and written through GraphQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from gitlab import Gitlab, exceptions as exc
from gitlab.job_token import aread_policies, aset_policies, read_policies, set_policies
from gitlab.job_token.policies import POLICIES, Policy
from gitlab.sandbox import Sandbox

SEED: dict[str, Any] = {
    "groups": [{"id": 10, "full_path": "acme", "visibility": "private"}],
    "users": [
        {"id": 2, "username": "mary", "name": "Mary"},
        {"id": 3, "username": "dave", "name": "Dave"},
    ],
    "projects": [
        {
            "id": 1,
            "full_path": "acme/app",
            "visibility": "private",
            "allowlist": {"projects": [2], "groups": [10]},
        },
        {"id": 2, "full_path": "acme/lib", "visibility": "private"},
        {"id": 3, "full_path": "acme/web", "visibility": "private"},
    ],
    "members": [
        {"group": "acme", "user": "mary", "access_level": 40},
        {"group": "acme", "user": "dave", "access_level": 30},
    ],
}
Permissions = dict[tuple[str, str], tuple[bool | None, tuple[str, ...]]]


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox


@pytest.fixture
def mary(box: Sandbox) -> Gitlab:
    return box.client("mary")


def permissions(gl: Gitlab) -> Permissions:
    return {
        (entry.kind, entry.path): (entry.default_permissions, entry.policies)
        for entry in read_policies(gl, "acme/app")
    }


def test_entries_are_read_with_what_they_permit(mary: Gitlab) -> None:
    assert permissions(mary) == {
        ("project", "acme/lib"): (True, ()),
        ("group", "acme"): (True, ()),
    }


def test_what_is_set_is_read_back_and_the_others_stay(mary: Gitlab) -> None:
    set_policies(mary, "acme/app", "acme/lib", ["read_packages", "admin_jobs", "read_packages"])
    set_policies(mary, "acme/app", "acme", [])
    assert permissions(mary) == {
        ("project", "acme/lib"): (False, ("admin_jobs", "read_packages")),
        ("group", "acme"): (False, ()),
    }
    set_policies(mary, "acme/app", "acme/lib", None)
    assert permissions(mary)["project", "acme/lib"] == (True, ())


def test_every_permission_of_the_catalogue_can_be_set(mary: Gitlab) -> None:
    set_policies(mary, "acme/app", "acme/lib", POLICIES)
    assert permissions(mary)["project", "acme/lib"] == (False, tuple(sorted(POLICIES)))


def test_a_project_can_narrow_its_own_jobs(mary: Gitlab) -> None:
    set_policies(mary, "acme/app", "acme/app", ["read_jobs"])
    assert permissions(mary)["self", "acme/app"] == (False, ("read_jobs",))


async def test_both_colours_do_the_same(box: Sandbox) -> None:
    async with box.async_client("mary") as gl:
        await aset_policies(gl, "acme/app", "acme/lib", ["read_jobs"])
        found = await aread_policies(gl, "acme/app")
    assert found == read_policies(box.client("mary"), "acme/app")


def test_long_lists_are_read_to_the_end() -> None:
    with Sandbox(seed="demo") as box:
        entries = read_policies(box.client("alice"), "acme/platform/ci-templates")
    assert len(entries) == len(set(entries)) == 200


@pytest.mark.parametrize("name", ["read_containers", "read_everything"])
def test_a_name_that_no_entry_can_be_given_is_refused_before_anything_is_sent(name: Any) -> None:
    unreachable = Gitlab("http://127.0.0.1:1")
    with pytest.raises(ValueError, match=f"no entry can be given {name}"):
        set_policies(unreachable, "acme/app", "acme/lib", [name])


def test_who_is_no_maintainer_is_told_so(box: Sandbox) -> None:
    with pytest.raises(exc.GitlabGetError, match="not at least Maintainer there"):
        read_policies(box.client("dave"), "acme/app")
    with pytest.raises(exc.GitlabUpdateError, match="does not exist or you don't have permission"):
        set_policies(box.client("dave"), "acme/app", "acme/lib", ["read_jobs"])


def test_a_target_that_is_not_listed_is_told(mary: Gitlab) -> None:
    with pytest.raises(exc.GitlabUpdateError, match="Unable to find a job token scope"):
        set_policies(mary, "acme/app", "acme/web", ["read_jobs"])


def test_an_older_gitlab_is_told_for_what_it_is() -> None:
    newest: list[Policy] = ["admin_badges"]
    with (
        Sandbox(seed=SEED, version="18.11") as box,
        pytest.raises(exc.GitlabUpdateError, match="too old for one of these permissions"),
    ):
        set_policies(box.client("mary"), "acme/app", "acme/lib", newest)
