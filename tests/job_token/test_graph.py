from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from gitlab.job_token.access import admitted
from gitlab.job_token.graphing.graph import Change, Edge, Graph, difference
from gitlab.job_token.state import Entry, Fleet, Place
from tests.job_token._fleets import fleet, fleets, project

APP = project("acme/web/app", id=1)
WEB = Entry("group", 7, "acme/web")
LIB = project("acme/libs/lib", WEB, id=2)
PROD = project("acme/prod", Entry("project", 2, "acme/libs/lib"), id=3)
OPEN = project("acme/open", id=4, inbound_enabled=False)
CHAIN = fleet(APP, LIB, PROD)


def targets(edges: tuple[Edge, ...]) -> list[str]:
    return [edge.target for edge in edges]


def sources(edges: tuple[Edge, ...]) -> list[str]:
    return [edge.source for edge in edges]


def test_direct_reach_names_the_entry() -> None:
    assert Graph(CHAIN).reached_from("acme/web/app") == (
        Edge("acme/web/app", "acme/libs/lib", WEB),
    )


def test_reach_through_others_goes_on_from_each_target() -> None:
    graph = Graph(CHAIN)
    assert targets(graph.reached_from("acme/web/app", through_others=True)) == [
        "acme/libs/lib",
        "acme/prod",
    ]
    assert sources(graph.reaching("acme/prod", through_others=True)) == [
        "acme/libs/lib",
        "acme/web/app",
    ]


def test_the_shortest_way_is_told_edge_by_edge() -> None:
    way = Graph(CHAIN).path("ACME/web/app", "acme/prod")
    assert way is not None
    assert [(edge.source, edge.target) for edge in way] == [
        ("acme/web/app", "acme/libs/lib"),
        ("acme/libs/lib", "acme/prod"),
    ]
    assert Graph(CHAIN).path("acme/prod", "acme/web/app") is None


def test_a_project_without_allowlist_is_reached_from_everywhere() -> None:
    graph = Graph(fleet(APP, LIB, OPEN))
    assert Edge("acme/libs/lib", "acme/open", None) in graph.reached_from("acme/libs/lib")
    assert sources(graph.reaching("acme/open")) == ["acme/web/app", "acme/libs/lib"]
    assert graph.open == ("acme/open",)


def test_a_listed_group_outside_brings_its_projects() -> None:
    outside = (Place(9, "globex/energy/app"),)
    graph = Graph(fleet(project("acme/app", Entry("group", 5, "globex")), outside=outside))
    assert sources(graph.reaching("acme/app")) == ["globex/energy/app"]
    assert targets(graph.reached_from("globex/energy/app")) == ["acme/app"]


def test_groups_whose_projects_are_unknown_are_named() -> None:
    graph = Graph(fleet(project("acme/app", Entry("group", 5, "initech"))))
    assert graph.unsurveyed == ("initech",)
    assert graph.reaching("acme/app") == ()


def test_islands_are_what_no_entry_ties_together() -> None:
    lonely = project("acme/lonely", id=8)
    assert Graph(fleet(APP, LIB, PROD, lonely, OPEN)).islands() == (
        ("acme/libs/lib", "acme/prod", "acme/web/app"),
        ("acme/lonely",),
        ("acme/open",),
    )


@given(fleets())
def test_both_directions_tell_the_same_edges_and_those_of_the_allowlists(of: Fleet) -> None:
    graph = Graph(of)
    forward = {
        (edge.source, edge.target) for p in of.projects for edge in graph.reached_from(p.path)
    }
    backward = {(edge.source, edge.target) for p in of.projects for edge in graph.reaching(p.path)}
    expected = set()
    for target in of.projects:
        access = admitted(target, of.tree)
        if access is not None:
            let_in = [p for p in of.projects if access.everyone or p.id in access.projects]
            expected |= {(p.path, target.path) for p in let_in if p.id != target.id}
    assert forward == backward == expected


@given(fleets())
def test_reach_is_what_ways_lead_to_and_ways_are_made_of_edges(of: Fleet) -> None:
    graph = Graph(of)
    for source in of.projects:
        far = set(targets(graph.reached_from(source.path, through_others=True)))
        for target in of.projects:
            way = graph.path(source.path, target.path)
            assert (way is not None) == (target.path in far)
            for edge in way or ():
                assert edge in graph.reached_from(edge.source) or edge.entry is not None
            if way:
                assert [e.target for e in way[:-1]] == [e.source for e in way[1:]]


@given(fleets())
def test_who_reaches_whom_stays_on_its_island(of: Fleet) -> None:
    graph = Graph(of)
    island = {path: i for i, paths in enumerate(graph.islands()) for path in paths}
    assert sorted(island) == sorted(p.path for p in of.projects)
    for p in of.projects:
        for edge in graph.reached_from(p.path):
            assert edge.entry is None or island[edge.source] == island[edge.target]


def test_a_difference_tells_entries_and_people() -> None:
    after = fleet(APP, replace(LIB, entries=LIB.entries[:1]), PROD)
    assert difference(CHAIN, after) == (
        Change("acme/libs/lib", None, (), (WEB,), (), ("acme/web/app",)),
    )
    assert difference(after, CHAIN)[0].gained == ("acme/web/app",)


def test_a_difference_shows_who_came_in_by_moving_into_a_listed_group() -> None:
    newcomer = project("acme/web/new", id=9)
    (change,) = difference(CHAIN, fleet(APP, LIB, PROD, newcomer))
    assert (change.target, change.added, change.gained) == ("acme/libs/lib", (), ("acme/web/new",))


@pytest.mark.parametrize(("was", "now", "switched"), [(True, False, False), (False, True, True)])
def test_a_difference_tells_a_switch(was: bool, now: bool, switched: bool) -> None:
    before, after = (fleet(project(inbound_enabled=on)) for on in (was, now))
    assert difference(before, after)[0].switched is switched


@given(fleets())
def test_nothing_differs_from_itself(of: Fleet) -> None:
    assert difference(of, of) == ()


def test_a_company_that_lists_itself_everywhere_is_no_nine_million_edges() -> None:
    company = Entry("group", 9, "acme")
    graph = Graph(fleet(*(project(f"acme/t{i % 50}/p{i}", company, id=i) for i in range(3000))))
    assert len(graph.reached_from("acme/t1/p1", through_others=True)) == 2999
    assert len(graph.reaching("acme/t1/p1", through_others=True)) == 2999
    assert len(graph.islands()) == 1
