"""Reading a fleet from the demo sandbox, in both colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from anyio.lowlevel import checkpoint

from gitlab import exceptions as exc
from gitlab.job_token import Fleet, acollect, audit, collect
from gitlab.sandbox import Sandbox

READABLE_TO_FRANK = "acme/payments/"


@pytest.fixture(scope="module")
def demo() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as box:
        yield box


@pytest.fixture(scope="module")
def fleet(demo: Sandbox) -> Fleet:
    return collect(demo.client("alice"), "acme")


class Spy:
    """A transport that lets others run, and knows how many requests are under way."""

    def __init__(self, inner: Any, refuse_after: int | None = None) -> None:
        self.inner, self.refuse_after = inner, refuse_after
        self.sent = self.under_way = self.most = 0

    async def send(self, request: Any) -> Any:
        self.sent += 1
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        await checkpoint()
        reply = await self.inner.send(request)
        self.under_way -= 1
        if self.refuse_after is not None and self.sent > self.refuse_after:
            return reply._replace(status=401)
        return reply

    async def close(self) -> None:
        await self.inner.close()


def states(fleet: Fleet) -> dict[str, Any]:
    return {project.path: project for project in fleet.projects}


async def test_both_colours_read_the_same(demo: Sandbox, fleet: Fleet) -> None:
    async with demo.async_client("alice") as gl:
        assert await acollect(gl, "acme") == fleet


async def test_no_more_requests_are_under_way_than_allowed(demo: Sandbox) -> None:
    async with demo.async_client("alice") as gl:
        spy = gl._transport = Spy(gl._transport)
        await acollect(gl, "acme/payments", concurrency=3)
        assert spy.most == 3


def test_entries_are_told_apart(fleet: Fleet) -> None:
    app = states(fleet)["acme/app"]
    assert app.inbound_enabled is True
    assert [(entry.kind, entry.path) for entry in app.entries] == [
        ("self", "acme/app"),
        ("project", "acme/platform/ci-templates"),
        ("group", "acme/payments"),
    ]


def test_long_allowlists_are_read_to_the_end(fleet: Fleet) -> None:
    assert len(states(fleet)["acme/platform/ci-templates"].listed("project")) == 200
    assert len(states(fleet)["acme/platform/deploy-tools"].listed("group")) == 200


def test_listed_groups_outside_are_surveyed_as_far_as_the_token_sees(fleet: Fleet) -> None:
    assert fleet.surveyed == ("acme", "globex")
    assert len(fleet.outside) == sum(place.path.startswith("globex/") for place in fleet.outside)
    assert fleet.tree.below("initech/printers/auth") is None


def test_a_project_that_is_being_deleted_is_not_part_of_the_fleet(fleet: Fleet) -> None:
    assert not [path for path in states(fleet) if "deletion_scheduled" in path]


def test_what_the_token_may_not_read_is_reported_per_project(demo: Sandbox) -> None:
    fleet = collect(demo.client("frank"), "acme")
    errors = Counter(
        (path.startswith(READABLE_TO_FRANK), project.error)
        for path, project in states(fleet).items()
    )
    assert set(errors) == {(True, None), (False, "403: 403 Forbidden")}


def test_progress_is_told_after_each_project(demo: Sandbox) -> None:
    told: list[tuple[int, int]] = []
    fleet = collect(
        demo.client("alice"), "acme/mobile/web", lambda done, total: told.append((done, total))
    )
    count = len(fleet.projects)
    assert told == [(done, count) for done in range(1, count + 1)]


async def test_an_unknown_group_is_an_error_of_get(demo: Sandbox) -> None:
    with pytest.raises(exc.GitlabGetError, match="404 Group Not Found"):
        collect(demo.client(), "umbrella")
    async with demo.async_client() as gl:
        with pytest.raises(exc.GitlabGetError, match="404 Group Not Found"):
            await acollect(gl, "umbrella")


async def test_a_token_that_ends_midway_ends_the_reading(demo: Sandbox) -> None:
    async with demo.async_client("alice") as gl:
        gl._transport = Spy(gl._transport, refuse_after=20)
        with pytest.raises(exc.GitlabAuthenticationError):
            await acollect(gl, "acme/payments")


def test_the_audit_of_the_demo_finds_one_of_everything(fleet: Fleet) -> None:
    found = {finding.rule for finding in audit(fleet).findings}
    assert found == {
        "dead-entry",
        "limit-near",
        "limit-reached",
        "open-to-all",
        "redundant-entry",
    }


def test_a_saved_fleet_is_judged_the_same(fleet: Fleet) -> None:
    assert audit(Fleet.from_dict(fleet.to_dict())).to_dict() == audit(fleet).to_dict()
