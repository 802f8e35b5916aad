"""Looking at two projects and a user, in both colours."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gitlab import exceptions as exc
from gitlab.job_token import alook, look
from gitlab.job_token.explaining.verdict import Caller
from gitlab.sandbox import Sandbox


@pytest.fixture(scope="module")
def demo() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as box:
        yield box


async def test_both_colours_see_the_same(demo: Sandbox) -> None:
    sight = look(demo.client("alice"), "acme/lib", "acme/app", user="bob")
    async with demo.async_client("alice") as gl:
        assert await alook(gl, "acme/lib", "acme/app", user="bob") == sight
    assert [project.path for project in sight.fleet.projects] == ["acme/app", "acme/lib"]
    assert sight.caller.access_level == 30


def test_administrators_are_told_more_of_the_user(demo: Sandbox) -> None:
    assert look(demo.client(), "acme/lib", "acme/app", user="erin").caller == Caller(
        0, is_external=True, is_admin=False, name="erin"
    )
    assert look(demo.client("alice"), "acme/lib", "acme/app", user="erin").caller == Caller(
        0, name="erin"
    )


def test_a_source_that_the_token_cannot_see_is_known_by_its_path(demo: Sandbox) -> None:
    fleet, _ = look(demo.client("alice"), "initech/printers/auth/auth-service", "acme/app")
    assert [project.path for project in fleet.projects] == ["acme/app"]


def test_a_target_that_the_token_cannot_see_is_an_error(demo: Sandbox) -> None:
    with pytest.raises(exc.GitlabGetError):
        look(demo.client("alice"), "acme/app", "initech/printers/auth/auth-service")
