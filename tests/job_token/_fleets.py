"""Small fleets to judge, and strategies that make them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from gitlab.job_token.state import Entry, Fleet, Place, ProjectState, Use

ROOT = "acme"


def project(
    path: str = "acme/app",
    *entries: Entry,
    id: int = 1,
    inbound_enabled: bool | None = True,
    error: str | None = None,
    log: tuple[Use, ...] | None = None,
) -> ProjectState:
    return ProjectState(
        id=id,
        path=path,
        visibility="private",
        inbound_enabled=inbound_enabled,
        outbound_enabled=False,
        entries=(Entry("self", id, path), *entries),
        log=log,
        error=error,
    )


def fleet(*projects: ProjectState, outside: tuple[Place, ...] = ()) -> Fleet:
    return Fleet(
        url="https://gitlab.example.com",
        roots=(ROOT,),
        projects=projects,
        surveyed=(ROOT, *{place.path.partition("/")[0] for place in outside}),
        outside=outside,
    )


# Few names, so that projects, groups and entries meet.
segments = st.sampled_from(["a", "b", "c"])
group_paths = st.lists(segments, max_size=3).map(lambda parts: "/".join([ROOT, *parts]))
project_paths = st.tuples(group_paths, segments).map(lambda parts: f"{parts[0]}/p-{parts[1]}")


# What was read of a switch: its position, or why it could not be seen.
readings: st.SearchStrategy[dict[str, Any]] = st.sampled_from(
    [
        *[{"inbound_enabled": True}] * 3,
        *[{"inbound_enabled": False}] * 3,
        *[{"inbound_enabled": None, "error": "403: 403 Forbidden"}] * 2,
    ]
)


@st.composite
def fleets(draw: st.DrawFn) -> Fleet:
    paths = draw(st.lists(project_paths, unique=True, min_size=1, max_size=8))
    ids = {path: number for number, path in enumerate(paths, start=1)}
    entries = st.one_of(
        st.sampled_from(paths).map(lambda path: Entry("project", ids[path], path)),
        group_paths.map(lambda path: Entry("group", 100 + len(path), path)),
    )
    return fleet(
        *(
            project(
                path,
                *draw(st.lists(entries, max_size=4)),
                id=ids[path],
                **draw(readings),
            )
            for path in paths
        )
    )
