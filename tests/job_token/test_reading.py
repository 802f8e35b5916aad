"""Reading a fleet from the demo sandbox, in both colours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from anyio.lowlevel import checkpoint

from gitlab import exceptions as exc
from gitlab.job_token import Fleet, acollect, audit, collect
from gitlab.job_token.state import INSTANCE
from gitlab.sandbox import Sandbox

READABLE_TO_FRANK = "acme/payments/"


def noon() -> datetime:
    return datetime(2026, 11, 26, 13, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture(scope="module")
def demo() -> Iterator[Sandbox]:
    with Sandbox(seed="demo") as box:
        yield box


@pytest.fixture(scope="module")
def fleet(demo: Sandbox) -> Fleet:
    return collect(demo.client("alice"), "acme", clock=noon)


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
        assert await acollect(gl, "acme", clock=noon) == fleet


async def test_no_more_requests_are_under_way_than_allowed(demo: Sandbox) -> None:
    async with demo.async_client("alice") as gl:
        spy = gl._transport = Spy(gl._transport)
        await acollect(gl, "acme/payments", concurrency=3, graphql=False)
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
            await acollect(gl, "acme/payments", graphql=False)


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


def test_several_groups_are_one_fleet_and_a_group_below_another_counts_once(demo: Sandbox) -> None:
    fleet = collect(demo.client("alice"), ["globex/optics", "acme/mobile/web", "acme/mobile"])
    assert fleet.roots == ("acme/mobile", "globex/optics")
    paths = [project.path for project in fleet.projects]
    assert len(paths) == len(set(paths))
    assert {path.partition("/")[0] for path in paths} == {"acme", "globex"}


def test_without_a_group_the_whole_instance_is_read(demo: Sandbox) -> None:
    gl = demo.client()
    fleet = collect(gl)
    assert fleet.roots == fleet.surveyed == (INSTANCE,)
    assert fleet.outside == ()
    assert fleet.tree.below("initech/printers") == frozenset(
        project.id for project in fleet.projects if project.path.startswith("initech/printers/")
    )
    assert len(fleet.groups) == len(gl.groups.list(get_all=True))


def test_a_snapshot_tells_where_and_when_it_was_taken(demo: Sandbox, fleet: Fleet) -> None:
    assert (fleet.url, fleet.taken_at) == (demo.client().url, "2026-11-26T12:00:00Z")
    assert fleet.gitlab_version == demo.client().version()[0]


def test_projects_carry_what_selectors_and_rules_of_access_need(fleet: Fleet) -> None:
    app = fleet.by_path["acme/app"]
    assert app.visibility == "internal"
    assert app.features["package_registry"] == "enabled"
    assert app.archived is False


def test_enforcement_is_told_by_the_settings_or_by_a_switch_that_is_off() -> None:
    with Sandbox(seed="demo") as box:
        root, alice = box.client(), box.client("alice")
        assert collect(root, "acme/support").enforced is False
        assert collect(alice, "acme/support", graphql=False).enforced is False
        root.settings.update(new_data={"enforce_ci_inbound_job_token_scope_enabled": True})
        assert collect(root, "acme/support").enforced is True
        by_rest = collect(alice, "acme/support", graphql=False)
        assert by_rest.enforced is None
        assert {project.inbound_enabled for project in by_rest.projects} == {True}
        assert {project.stored_inbound_enabled for project in by_rest.projects} == {None}


async def test_an_interrupted_collection_goes_on_where_it_stopped(
    demo: Sandbox, tmp_path: Path
) -> None:
    journal = tmp_path / "journal"
    async with demo.async_client("alice") as gl:
        expected = await acollect(gl, "acme/payments", clock=noon, graphql=False)
        inner = gl._transport
        whole = gl._transport = Spy(inner)
        await acollect(gl, "acme/payments", graphql=False)
        gl._transport = Spy(inner, refuse_after=60)
        with pytest.raises(exc.GitlabAuthenticationError):
            await acollect(gl, "acme/payments", graphql=False, journal=journal)
        rest = gl._transport = Spy(inner)
        resumed = await acollect(gl, "acme/payments", clock=noon, graphql=False, journal=journal)
    assert resumed == expected
    assert rest.sent < whole.sent - 30
