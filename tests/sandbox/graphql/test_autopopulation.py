"""An allowlist filled from the authentication log."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from gitlab.sandbox import Sandbox
from gitlab.sandbox.allowlist import NotChanged
from gitlab.sandbox.autopopulation import compact
from tests.sandbox.graphql.asking import data
from tests.sandbox.small import SEED

SCOPE = """{ project(fullPath: "acme/target") {
    ciJobTokenScope {
        inboundAllowlistAutopopulatedIds groupAllowlistAutopopulatedIds
        inboundAllowlistCount groupsAllowlistCount
    }
    ciCdSettings { inboundJobTokenScopeEnabled }
} }"""


def filled(box: Sandbox, action: str = "AutopopulateAllowlist") -> Any:
    name = f"ciJobTokenScope{action}"
    text = f'mutation {{ {name}(input: {{ projectPath: "acme/target" }}) {{ status errors }} }}'
    return data(box, text)[name]


def seed(origins: list[int], **more: Any) -> dict[str, Any]:
    log = [{"accessed_project_id": 100, "origin_project_id": id} for id in origins]
    return {**SEED, "auth_log": log, **more}


def test_who_came_is_let_in_and_the_list_switched_on() -> None:
    projects = [{**SEED["projects"][0], "inbound_enabled": False}, *SEED["projects"][1:]]
    with Sandbox(seed=seed([101, 105], projects=projects)) as box:
        assert filled(box) == {"status": "complete", "errors": []}
        found = data(box, SCOPE)["project"]
        assert sorted(found["ciJobTokenScope"]["inboundAllowlistAutopopulatedIds"]) == [
            "gid://gitlab/Project/101",
            "gid://gitlab/Project/105",
        ]
        assert found["ciCdSettings"] == {"inboundJobTokenScopeEnabled": True}
        assert filled(box, "ClearAllowlistAutopopulations") == {"status": "complete", "errors": []}
        found = data(box, SCOPE)["project"]
        assert found["ciJobTokenScope"]["inboundAllowlistCount"] == 1
        assert found["ciCdSettings"] == {"inboundJobTokenScopeEnabled": True}


def test_who_is_listed_already_is_not_listed_again() -> None:
    listed = {"groups": [11], "projects": [{"target_project_id": 105}]}
    projects = [{**SEED["projects"][0], "allowlist": listed}, *SEED["projects"][1:]]
    with Sandbox(seed=seed([101, 105, 106], projects=projects)) as box:
        filled(box)
        scope = data(box, SCOPE)["project"]["ciJobTokenScope"]
        assert scope["inboundAllowlistAutopopulatedIds"] == ["gid://gitlab/Project/106"]
        filled(box, "ClearAllowlistAutopopulations")
        scope = data(box, SCOPE)["project"]["ciJobTokenScope"]
        assert (scope["inboundAllowlistCount"], scope["groupsAllowlistCount"]) == (2, 1)


def test_groups_stand_in_for_projects_when_there_are_too_many() -> None:
    fleet: list[dict[str, Any]] = [
        {"id": 1000 + i, "full_path": f"partners/p{i}"} for i in range(201)
    ]
    origins = [project["id"] for project in fleet]
    with Sandbox(seed=seed([101, *origins], projects=SEED["projects"] + fleet)) as box:
        assert filled(box)["status"] == "complete"
        scope = data(box, SCOPE)["project"]["ciJobTokenScope"]
        assert scope["groupAllowlistAutopopulatedIds"] == ["gid://gitlab/Group/20"]
        assert scope["inboundAllowlistAutopopulatedIds"] == ["gid://gitlab/Project/101"]


def test_nothing_is_listed_when_it_cannot_be_few_enough() -> None:
    groups = [{"full_path": f"g{i}"} for i in range(201)]
    fleet: list[dict[str, Any]] = [{"id": 1000 + i, "full_path": f"g{i}/p"} for i in range(201)]
    more = {"groups": SEED["groups"] + groups, "projects": SEED["projects"] + fleet}
    with Sandbox(seed=seed([project["id"] for project in fleet], **more)) as box:
        errors = ["CompactionLimitCannotBeAchievedError"]
        assert filled(box) == {"status": "error", "errors": errors}
        scope = data(box, SCOPE)["project"]["ciJobTokenScope"]
        assert (scope["inboundAllowlistCount"], scope["groupsAllowlistCount"]) == (1, 0)


def test_the_lowest_group_goes_first_and_of_several_the_fullest() -> None:
    paths = [("a", "b", "1"), ("a", "b", "2"), ("a", "c", "3"), ("a", "c", "4"), ("a", "c", "5")]
    assert compact(paths, 4) == [("a", "b", "1"), ("a", "b", "2"), ("a", "c")]
    assert compact(paths, 2) == [("a", "b"), ("a", "c")]
    assert compact(paths, 1) == [("a",)]
    with pytest.raises(NotChanged, match="CompactionLimitCannotBeAchievedError"):
        compact([*paths, ("z", "1")], 1)


PATHS = st.lists(
    st.lists(st.sampled_from("ab"), min_size=1, max_size=3).map(tuple), min_size=1, max_size=12
).map(lambda groups: [(*group, f"project {i}") for i, group in enumerate(groups)])


@given(paths=PATHS, limit=st.integers(1, 8))
def test_what_is_compacted_covers_everything_once_and_keeps_the_limit(
    paths: list[tuple[str, ...]], limit: int
) -> None:
    try:
        found = compact(paths, limit)
    except NotChanged:
        assert len({path[0] for path in paths}) > limit
        return
    assert len(found) <= limit or len(found) == len(set(paths)) <= limit
    for path in paths:
        assert sum(path[: len(entry)] == entry for entry in found) == 1
