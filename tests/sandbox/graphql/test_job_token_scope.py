"""The job token scope over GraphQL: what can be read of it, and changed."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.graphql.asking import data, messages, query
from tests.sandbox.small import SCOPE, SEED, ask

UNAVAILABLE = (
    "The resource that you are attempting to access does not exist or you don't have permission to"
    " perform this action"
)
ENTRIES = """{ project(fullPath: "acme/target") { ciJobTokenScopeAllowlist {
    projectsAllowlist { count nodes {
        direction defaultPermissions jobTokenPolicies autopopulated
        addedBy { username } sourceProject { fullPath }
        target { __typename ... on CiJobTokenAccessibleProject { id fullPath } }
    } }
    groupsAllowlist { count nodes {
        direction target { __typename ... on CiJobTokenAccessibleGroup { id fullPath } }
    } }
} } }"""


def mutate(box: Sandbox, name: str, fields: str, token: str = "mary-token", **input: Any) -> Any:
    kind = name[0].upper() + name[1:]
    text = f"mutation($input: {kind}Input!) {{ {name}(input: $input) {{ {fields} errors }} }}"
    return query(box, text, token, input={"projectPath": "acme/target", **input})


def change(
    box: Sandbox, name: str, fields: str = "", token: str = "mary-token", **input: Any
) -> Any:
    return mutate(box, name, fields, token, **input)["data"][name]


# Reading -----------------------------------------------------------------------------------------


def test_the_project_itself_is_on_its_list_and_has_no_entry(box: Sandbox) -> None:
    text = """{ project(fullPath: "acme/target") {
        ciJobTokenScope { inboundAllowlistCount inboundAllowlist { nodes { id } } }
        ciJobTokenScopeAllowlist { projectsAllowlist { count } }
    } }"""
    assert data(box, text, "mary-token")["project"] == {
        "ciJobTokenScope": {
            "inboundAllowlistCount": 1,
            "inboundAllowlist": {"nodes": [{"id": "gid://gitlab/Project/100"}]},
        },
        "ciJobTokenScopeAllowlist": {"projectsAllowlist": {"count": 0}},
    }


def test_entries_tell_what_they_allow_and_come_newest_first(box: Sandbox) -> None:
    change(box, "ciJobTokenScopeAddProject", targetProjectPath="partners/open")
    change(
        box,
        "ciJobTokenScopeAddGroupOrProject",
        "",
        "mary-token",
        targetPath="acme/target",
        defaultPermissions=False,
        jobTokenPolicies=["READ_JOBS", "ADMIN_PACKAGES"],
    )
    change(box, "ciJobTokenScopeAddGroupOrProject", targetPath="acme")
    entries = data(box, ENTRIES, "mary-token")["project"]["ciJobTokenScopeAllowlist"]
    assert entries["groupsAllowlist"] == {
        "count": 1,
        "nodes": [
            {
                "direction": "inbound",
                "target": {
                    "__typename": "CiJobTokenAccessibleGroup",
                    "id": "gid://gitlab/Group/10",
                    "fullPath": "acme",
                },
            }
        ],
    }
    assert entries["projectsAllowlist"]["count"] == 2
    own, other = entries["projectsAllowlist"]["nodes"]
    assert own == {
        "direction": "inbound",
        "defaultPermissions": False,
        "jobTokenPolicies": ["READ_JOBS", "ADMIN_PACKAGES"],
        "autopopulated": False,
        "addedBy": {"username": "mary"},
        "sourceProject": {"fullPath": "acme/target"},
        "target": {
            "__typename": "CiJobTokenAccessibleProject",
            "id": "gid://gitlab/Project/100",
            "fullPath": "acme/target",
        },
    }
    assert other["target"]["fullPath"] == "partners/open"


def test_what_lies_outside_goes_to_another_list(box: Sandbox) -> None:
    allowlist = {"projects": [{"target_project_id": 105, "direction": "outbound"}]}
    projects = [{**SEED["projects"][0], "allowlist": allowlist}, *SEED["projects"][1:]]
    text = """{ project(fullPath: "acme/target") {
        ciJobTokenScope {
            inboundAllowlistCount
            outboundAllowlist { nodes { fullPath } } projects { count }
        }
        ciJobTokenScopeAllowlist { projectsAllowlist { nodes { direction } } }
    } }"""
    with Sandbox(seed={**SEED, "projects": projects}) as other:
        assert data(other, text)["project"] == {
            "ciJobTokenScope": {
                "inboundAllowlistCount": 1,
                "outboundAllowlist": {
                    "nodes": [{"fullPath": "partners/open"}, {"fullPath": "acme/target"}]
                },
                "projects": {"count": 2},
            },
            "ciJobTokenScopeAllowlist": {
                "projectsAllowlist": {"nodes": [{"direction": "outbound"}]}
            },
        }


def test_only_who_administers_a_project_sees_its_scope(box: Sandbox) -> None:
    text = """{ project(fullPath: "acme/target") {
        fullPath ciJobTokenScope { inboundAllowlistCount } ciCdSettings { keepLatestArtifact }
        ciJobTokenScopeAllowlist { groupsAllowlist { count } } ciJobTokenAuthLogs { count }
    } }"""
    assert data(box, text, "dave-token")["project"] == {
        "fullPath": "acme/target",
        "ciJobTokenScope": None,
        "ciCdSettings": None,
        "ciJobTokenScopeAllowlist": None,
        "ciJobTokenAuthLogs": None,
    }


def test_the_log_tells_who_came_and_when() -> None:
    seen = {
        "accessed_project_id": 100,
        "origin_project_id": 101,
        "last_authorized_at": "2024-05-01T08:00:00.000Z",
    }
    text = """{ project(fullPath: "acme/target") { ciJobTokenAuthLogs {
        count nodes { lastAuthorizedAt originProject { fullPath } }
    } } }"""
    with Sandbox(seed={**SEED, "auth_log": [seen]}) as box:
        assert data(box, text, "mary-token")["project"]["ciJobTokenAuthLogs"] == {
            "count": 1,
            "nodes": [
                {
                    "lastAuthorizedAt": "2024-05-01T08:00:00Z",
                    "originProject": {"fullPath": "acme/platform/deploy"},
                }
            ],
        }


# Changing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", ["acme/target", "no/such"])
def test_nobody_below_maintainer_changes_anything(box: Sandbox, path: str) -> None:
    token = "dave-token" if path == "acme/target" else "mary-token"
    answer = mutate(
        box,
        "ciJobTokenScopeAddProject",
        "",
        token,
        projectPath=path,
        targetProjectPath="partners/open",
    )
    assert answer["data"] == {"ciJobTokenScopeAddProject": None}
    (error,) = answer["errors"]
    assert error["message"] == UNAVAILABLE
    assert error["path"] == ["ciJobTokenScopeAddProject"]


def test_an_unknown_target_is_refused_as_an_unreadable_one(box: Sandbox) -> None:
    text = (
        "The target_project that you are attempting to access does not exist or you don't have"
        " permission to perform this action"
    )
    for path in ("no/such", "acme/platform/deploy"):
        payload = change(
            box,
            "ciJobTokenScopeAddProject",
            "ciJobTokenScope { inboundAllowlistCount }",
            targetProjectPath=path,
        )
        assert payload == {"ciJobTokenScope": None, "errors": [text]}


def test_a_removed_project_is_told_with_its_entry(box: Sandbox) -> None:
    change(box, "ciJobTokenScopeAddProject", targetProjectPath="partners/open")
    fields = "ciJobTokenScope { inboundAllowlistCount } ciJobTokenScopeAllowlistEntry { direction }"
    gone = change(box, "ciJobTokenScopeRemoveProject", fields, targetProjectPath="partners/open")
    assert gone == {
        "ciJobTokenScope": {"inboundAllowlistCount": 1},
        "ciJobTokenScopeAllowlistEntry": {"direction": "inbound"},
        "errors": [],
    }
    for path in ("partners/open", "no/such"):
        again = change(box, "ciJobTokenScopeRemoveProject", targetProjectPath=path)
        assert again == {"errors": ["Target project is not in the job token scope"]}
    itself = change(box, "ciJobTokenScopeRemoveProject", targetProjectPath="acme/target")
    assert itself == {"errors": ["Source project cannot be removed from the job token scope"]}


def test_a_group_that_is_not_listed_cannot_be_removed(box: Sandbox) -> None:
    for path in ("acme", "no-such"):
        payload = change(box, "ciJobTokenScopeRemoveGroup", targetGroupPath=path)
        assert payload == {"errors": ["Target group is not in the job token scope"]}


def test_the_own_entry_is_made_when_its_policies_are_set(box: Sandbox) -> None:
    fields = "ciJobTokenScopeAllowlistEntry { defaultPermissions jobTokenPolicies }"
    payload = change(
        box,
        "ciJobTokenScopeUpdatePolicies",
        fields,
        targetPath="acme/target",
        defaultPermissions=False,
        jobTokenPolicies=["READ_JOBS"],
    )
    assert payload == {
        "ciJobTokenScopeAllowlistEntry": {
            "defaultPermissions": False,
            "jobTokenPolicies": ["READ_JOBS"],
        },
        "errors": [],
    }
    entries = data(box, ENTRIES, "mary-token")["project"]["ciJobTokenScopeAllowlist"]
    assert entries["projectsAllowlist"]["count"] == 1


def test_policies_of_an_unknown_target_cannot_be_set(box: Sandbox) -> None:
    payload = change(
        box,
        "ciJobTokenScopeUpdatePolicies",
        targetPath="no/such",
        defaultPermissions=True,
        jobTokenPolicies=[],
    )
    assert payload == {"errors": ["The target does not exist"]}


def test_settings_are_stored_and_told_and_rest_sees_them(box: Sandbox) -> None:
    text = """mutation { projectCiCdSettingsUpdate(input: {
        fullPath: "acme/target", inboundJobTokenScopeEnabled: false, keepLatestArtifact: false,
        pushRepositoryForJobTokenAllowed: true, clientMutationId: "7"
    }) { clientMutationId errors ciCdSettings {
        inboundJobTokenScopeEnabled jobTokenScopeEnabled keepLatestArtifact groupRunnersEnabled
        pushRepositoryForJobTokenAllowed crossProjectPushForJobTokenAllowed
    } } }"""
    assert data(box, text, "mary-token")["projectCiCdSettingsUpdate"] == {
        "clientMutationId": "7",
        "errors": [],
        "ciCdSettings": {
            "inboundJobTokenScopeEnabled": False,
            "jobTokenScopeEnabled": False,
            "keepLatestArtifact": False,
            "groupRunnersEnabled": True,
            "pushRepositoryForJobTokenAllowed": True,
            "crossProjectPushForJobTokenAllowed": False,
        },
    }
    _, _, scope = ask(box, "GET", SCOPE, "mary-token")
    assert scope == {"inbound_enabled": False, "outbound_enabled": False}
    _, _, project = ask(box, "GET", "/api/v4/projects/100", "mary-token")
    assert project["keep_latest_artifact"] is False
    assert project["ci_push_repository_for_job_token_allowed"] is True


def test_a_refused_outbound_entry_leaves_no_trace(box: Sandbox) -> None:
    answer = mutate(
        box,
        "ciJobTokenScopeAddProject",
        "",
        targetProjectPath="partners/open",
        direction="OUTBOUND",
    )
    assert "OUTBOUND scope entries can only be removed" in messages(answer)[0]
    entries = data(box, ENTRIES, "mary-token")["project"]["ciJobTokenScopeAllowlist"]
    assert entries["projectsAllowlist"]["count"] == 0
