"""The rules of access as they are told, without GitLab."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, strategies as st

from gitlab.job_token.explaining.roles import DEVELOPER, GUEST, MAINTAINER, REPORTER
from gitlab.job_token.explaining.verdict import Caller, Verdict, explain
from gitlab.job_token.policies import POLICIES
from gitlab.job_token.state import Entry, Fleet, ProjectState
from tests.job_token._fleets import fleet

RELEASES = "GET /projects/:id/releases"
UPLOAD = "POST /projects/:id/releases"
FEATURES = ("releases", "package_registry", "repository", "issues", "builds", "environments")
FEATURES_ON = dict.fromkeys((*FEATURES, "merge_requests"), "enabled")

LIB = "acme/libs/lib"
APP = Entry("project", 1, "acme/web/app", True)


def target(*entries: Entry, visibility: str = "private", **fields: Any) -> ProjectState:
    fields = {"features": FEATURES_ON, "inbound_enabled": True, **fields}
    own = Entry("self", 2, LIB)
    return ProjectState(id=2, path=LIB, visibility=visibility, entries=(own, *entries), **fields)


def world(lib: ProjectState) -> Fleet:
    app = ProjectState(id=1, path="acme/web/app", visibility="private", inbound_enabled=True)
    return fleet(app, lib)


def ask(
    lib: ProjectState, level: int | None = DEVELOPER, endpoint: str = RELEASES, **caller: Any
) -> Verdict:
    return explain(world(lib), "acme/web/app", LIB, endpoint, Caller(level, **caller))


FINE = Entry("project", 1, "acme/web/app", False, ("read_jobs",))
HIDDEN = "403 Forbidden - Authentication by CI/CD job token not allowed from app to project #2."


def lacking(policy: str) -> str:
    return (
        "403 Forbidden - Insufficient permissions to access this resource in project #2. "
        f"The following token permission is required: {policy}."
    )


@pytest.mark.parametrize(
    ("lib", "level", "endpoint", "allowed", "message"),
    [
        (target(), DEVELOPER, RELEASES, False, HIDDEN),
        (target(APP), 0, RELEASES, False, HIDDEN),
        (target(APP), GUEST, RELEASES, True, None),
        (target(FINE), DEVELOPER, RELEASES, False, lacking("read_releases")),
        (target(inbound_enabled=False), GUEST, RELEASES, True, None),
        (target(inbound_enabled=False), 0, RELEASES, False, HIDDEN),
        (target(visibility="public"), 0, RELEASES, True, None),
        (target(visibility="internal"), 0, RELEASES, True, None),
        (
            target(visibility="public", features=FEATURES_ON | {"releases": "private"}),
            DEVELOPER,
            RELEASES,
            False,
            lacking("read_releases"),
        ),
        (target(visibility="public"), MAINTAINER, UPLOAD, False, lacking("admin_releases")),
        (
            target(APP, visibility="public", features=FEATURES_ON | {"releases": "private"}),
            GUEST,
            RELEASES,
            True,
            None,
        ),
        (target(APP), REPORTER, UPLOAD, False, "403 Forbidden"),
        (target(APP), DEVELOPER, UPLOAD, True, None),
    ],
)
def test_the_table_of_outcomes(
    lib: ProjectState, level: int, endpoint: str, allowed: bool, message: str | None
) -> None:
    verdict = ask(lib, level, endpoint, is_external=False)
    assert (verdict.allowed, verdict.message) == (allowed, message)


def test_a_project_that_lists_itself_narrowly_is_narrow_to_itself() -> None:
    own = Entry("self", 2, LIB, False, ("read_jobs",))
    lib = replace(target(), entries=(own,))
    assert explain(world(lib), LIB, LIB, RELEASES, Caller(DEVELOPER)).allowed is False
    assert explain(world(target()), LIB, LIB, RELEASES, Caller(DEVELOPER)).allowed is True


def test_the_nearest_entry_counts_even_where_it_is_narrower() -> None:
    near = Entry("group", 8, "acme/web", False, ("read_jobs",))
    far = Entry("group", 9, "acme", True)
    assert ask(target(far)).allowed is True
    assert ask(target(far, near)).allowed is False
    assert ask(target(far, near, APP)).allowed is True


def test_paths_are_compared_as_gitlab_does_without_regard_to_case() -> None:
    assert ask(target(Entry("group", 9, "Acme/WEB", True))).allowed is True


def test_what_was_not_read_is_unknown_and_decides_only_where_it_matters() -> None:
    unread = target(inbound_enabled=None, error="403: 403 Forbidden")
    assert ask(unread).allowed is None
    assert ask(unread, 0).allowed is False
    assert ask(replace(unread, visibility="public"), None, is_external=False).allowed is True
    assert ask(target(APP), None).allowed is None
    rest = Entry("project", 1, "acme/web/app")
    verdict = ask(target(rest))
    assert verdict.allowed is None
    assert verdict.decisive is not None
    assert verdict.decisive.rule == "policies"


def test_an_endpoint_that_takes_no_job_tokens_is_told_apart_from_a_refusal() -> None:
    verdict = ask(target(APP), endpoint="GET /projects/:id/job_token_scope")
    assert verdict.allowed is False
    assert verdict.decisive is not None
    assert verdict.decisive.rule == "endpoint"
    assert "access token" in verdict.decisive.fix


def test_the_registry_takes_tokens_of_its_own_project_only() -> None:
    verdict = ask(target(APP), endpoint="GET /projects/:id/registry/repositories")
    assert verdict.message is not None
    assert "container registry of a different project" in verdict.message


def test_a_feature_that_is_off_is_off_for_members_too() -> None:
    verdict = ask(target(APP, features=FEATURES_ON | {"releases": "disabled"}), MAINTAINER)
    assert verdict.allowed is False
    assert verdict.decisive is not None
    assert verdict.decisive.rule == "features"


def test_a_project_that_the_snapshot_lacks_is_named() -> None:
    with pytest.raises(LookupError, match="acme/none"):
        explain(world(target()), "acme/web/app", "acme/none", RELEASES)


entries = st.builds(
    Entry,
    st.just("group"),
    st.integers(7, 9),
    st.sampled_from(["acme", "acme/web", "acme/libs"]),
    st.sampled_from([True, False, None]),
    st.lists(st.sampled_from(POLICIES), max_size=3, unique=True).map(tuple),
)
libs = st.builds(
    lambda entries, visibility, enabled, features: target(
        *entries, visibility=visibility, inbound_enabled=enabled, features=features
    ),
    st.lists(entries, max_size=2, unique_by=lambda entry: entry.path),
    st.sampled_from(["private", "internal", "public"]),
    st.sampled_from([True, True, False]),
    st.fixed_dictionaries(
        {name: st.sampled_from(["enabled", "private", "disabled"]) for name in FEATURES_ON}
    ),
)
endpoints = st.sampled_from(
    [
        RELEASES,
        UPLOAD,
        "GET /projects/:id/packages",
        "DELETE /projects/:id/packages/:package_id",
        "GET /projects/:id/issues",
        "GET /projects/:id/repository/branches",
        "POST /projects/:id/deployments",
        "GET /projects/:id/secure_files",
        "GET /projects/:id/terraform/state/:name",
    ]
)
levels = st.sampled_from([0, GUEST, REPORTER, DEVELOPER, MAINTAINER, 50])


@given(libs, levels, st.booleans(), endpoints)
def test_doing_all_that_the_verdict_asks_for_is_enough_and_no_step_of_it_is_idle(
    lib: ProjectState, level: int, external: bool, endpoint: str
) -> None:
    lib = replace(
        lib,
        entries=tuple(
            e for e in lib.entries if e.default_permissions is not None or e.kind == "self"
        ),
    )
    before = ask(lib, level, endpoint, is_external=external)
    assert before.allowed is not None
    failed = {step.rule for step in before.steps if step.fix in before.fixes}
    assert bool(failed) is not before.allowed
    mended = _mended(lib, level, failed)
    assert ask(*mended, endpoint, is_external=external).allowed
    for rule in failed:
        assert not ask(
            *_mended(lib, level, failed - {rule}), endpoint, is_external=external
        ).allowed


def _mended(lib: ProjectState, level: int, rules: set[str]) -> tuple[ProjectState, int]:
    """The world after the fixes of these rules."""
    if "listed" in rules:
        lib = replace(lib, entries=(*lib.entries, APP))
    if "policies" in rules:
        widened = (replace(e, default_permissions=e.kind != "self" or None) for e in lib.entries)
        lib = replace(lib, entries=tuple(widened))
    if "features" in rules:
        levels = {k: "private" if v == "disabled" else v for k, v in lib.features.items()}
        lib = replace(lib, features=levels)
    return lib, 50 if rules & {"visible", "role"} else level


@given(libs, levels, st.booleans(), endpoints)
def test_knowing_less_never_turns_a_verdict_into_its_opposite(
    lib: ProjectState, level: int, external: bool, endpoint: str
) -> None:
    told = ask(lib, level, endpoint, is_external=external).allowed
    for less in (
        ask(lib, None, endpoint, is_external=external),
        ask(lib, level, endpoint),
        ask(replace(lib, features={}), level, endpoint, is_external=external),
        ask(replace(lib, inbound_enabled=None, entries=()), level, endpoint, is_external=external),
    ):
        assert less.allowed in (None, told)
