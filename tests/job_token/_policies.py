"""Fleets with a history, and policies for them, to plan with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from gitlab.job_token.policy_files.documents import Mark
from gitlab.job_token.policy_files.reading import Allowed, Permissions, PolicyFile, Rule, Selector
from gitlab.job_token.state import Entry, Fleet, Kind, Place, ProjectState, Use
from tests.job_token._fleets import ROOT, fleet

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
NOWHERE = Mark("policy.yml", 1, 1)
GROUPS = tuple(
    Place(100 + n, path) for n, path in enumerate((ROOT, "acme/a", "acme/b", "acme/a/a"))
)
PATHS = ("acme/app", "acme/lib", "acme/a/x", "acme/a/y", "acme/a/a/z", "acme/b/w")
PLACES = tuple(Place(n, path) for n, path in enumerate(PATHS, start=1))
POLICIES = ("read_jobs", "read_packages", "admin_packages")


def rule(*allowed: Allowed, **fields: Any) -> Rule:
    """A rule for all projects, unless `select` says otherwise."""
    said: dict[str, Any] = {"name": "r", "select": Selector(), "allow": allowed, "mark": NOWHERE}
    return Rule(**said | fields)


def allow(path: str, permissions: Permissions | None = None, kind: Any = None) -> Allowed:
    groups = {place.path for place in GROUPS}
    return Allowed(
        kind or ("group" if path in groups else "project"), path, permissions, None, NOWHERE
    )


def policy(*rules: Rule, **fields: Any) -> PolicyFile:
    said: dict[str, Any] = {"rules": rules, "mode": "exact"}
    return PolicyFile(**said | fields)


def some(*projects: ProjectState, **fields: Any) -> Fleet:
    """A fleet whose groups are known, with projects that are targets only."""
    ids = {project.id for project in projects}
    outside = tuple(place for place in PLACES if place.id not in ids)
    return replace(fleet(*projects), outside=outside, groups=GROUPS, **fields)


subsets = st.sets(st.sampled_from(POLICIES)).map(lambda chosen: tuple(sorted(chosen)))


@st.composite
def entries(draw: st.DrawFn, own: int) -> tuple[Entry, ...]:
    targets: list[tuple[Kind, Place]] = [
        *(("project", place) for place in PLACES if place.id != own),
        *(("group", place) for place in GROUPS),
    ]
    listed = []
    for kind, place in draw(st.lists(st.sampled_from(targets), unique=True, max_size=5)):
        default = draw(st.sampled_from([True, True, False]))
        listed.append(Entry(kind, *place, default, () if default else draw(subsets)))
    return (Entry("self", own, PATHS[own - 1]), *listed)


@st.composite
def histories(draw: st.DrawFn) -> Fleet:
    """Up to four projects, whose lists, switches and logs have been read."""
    projects = []
    for place in draw(st.lists(st.sampled_from(PLACES), unique=True, min_size=1, max_size=4)):
        stored = draw(st.booleans())
        uses = draw(st.lists(st.sampled_from(PLACES), unique=True, max_size=3))
        projects.append(
            ProjectState(
                id=place.id,
                path=place.path,
                visibility="private",
                inbound_enabled=stored,
                stored_inbound_enabled=stored,
                entries=draw(entries(place.id)),
                log=tuple(
                    Use(*use, f"2026-11-{10 + use.id}T00:00:00Z") for use in uses if use != place
                ),
            )
        )
    enforced = draw(st.booleans())
    if enforced:
        projects = [replace(each, inbound_enabled=True) for each in projects]
    return some(*projects, enforced=enforced, gitlab_version="18.5.0")


@st.composite
def policies(draw: st.DrawFn) -> PolicyFile:
    permissions = st.one_of(
        st.none(),
        st.just(Permissions(True)),
        subsets.map(lambda chosen: Permissions(False, chosen)),
    )
    names = st.sampled_from([*PATHS, *(place.path for place in GROUPS)])
    selectors = st.one_of(
        st.just(Selector()),
        st.sampled_from(PATHS).map(lambda path: Selector(paths=(path,))),
        st.sampled_from(GROUPS).map(lambda group: Selector(groups=(group.path,))),
    )
    rules = st.builds(
        rule,
        *[st.builds(allow, names, permissions) for _ in range(draw(st.integers(0, 3)))],
        select=selectors,
        mode=st.sampled_from([None, "exact", "at_least"]),
        enabled=st.sampled_from([None, True, True]),
        used_within_days=st.sampled_from([None, None, 12]),
    )
    return policy(*draw(st.lists(rules, min_size=1, max_size=3)))
