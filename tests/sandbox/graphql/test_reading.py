"""Users, groups and projects over GraphQL: who sees what, and in which words."""

from __future__ import annotations

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.graphql.asking import PATH, data, messages, query
from tests.sandbox.small import ask


def test_the_current_user_has_a_global_id(box: Sandbox) -> None:
    found = data(box, "{ currentUser { id username active namespace { fullPath } } }", "mary-token")
    assert found == {
        "currentUser": {
            "id": "gid://gitlab/User/3",
            "username": "mary",
            "active": True,
            "namespace": {"fullPath": "mary"},
        }
    }


def test_without_a_token_nobody_is_the_current_user(box: Sandbox) -> None:
    found = data(box, "{ currentUser { id } metadata { version } projects { nodes { id } } }", "")
    assert found == {
        "currentUser": None,
        "metadata": None,
        "projects": {"nodes": [{"id": "gid://gitlab/Project/105"}]},
    }


def test_a_project_that_one_may_not_read_is_null_without_an_error(box: Sandbox) -> None:
    text = '{ project(fullPath: "mary/notes") { id } }'
    assert data(box, text, "dave-token") == {"project": None}
    assert data(box, text, "mary-token") == {"project": {"id": "gid://gitlab/Project/102"}}


def test_a_project_is_found_by_its_path_in_any_case_and_never_by_a_number(box: Sandbox) -> None:
    assert data(box, '{ project(fullPath: "ACME/Target") { name } }')["project"]
    assert data(box, "{ project(fullPath: 100) { name } }") == {"project": None}


def test_a_project_tells_its_times_in_seconds(box: Sandbox) -> None:
    created = data(box, '{ project(fullPath: "acme/target") { createdAt } }')["project"][
        "createdAt"
    ]
    assert len(created) == len("2024-01-01T00:00:00Z")


def test_a_project_tells_what_its_reader_may_do(box: Sandbox) -> None:
    text = """{ project(fullPath: "acme/target") {
        nameWithNamespace
        maxAccessLevel { integerValue stringValue humanAccess }
        userPermissions { adminProject pushCode readProject }
    } }"""
    assert data(box, text, "dave-token")["project"] == {
        "nameWithNamespace": "Acme / target",
        "maxAccessLevel": {
            "integerValue": 30,
            "stringValue": "DEVELOPER",
            "humanAccess": "Developer",
        },
        "userPermissions": {"adminProject": False, "pushCode": True, "readProject": True},
    }


def test_a_group_lists_its_projects_with_those_of_its_subgroups(box: Sandbox) -> None:
    text = """query($deep: Boolean) { group(fullPath: "acme") {
        fullName webUrl
        descendantGroups { count nodes { fullPath fullName parent { id } } }
        projects(includeSubgroups: $deep, sort: PATH_ASC) { count nodes { fullPath } }
    } }"""
    found = data(box, text, deep=True)["group"]
    assert found["webUrl"] == "https://gitlab.example.com/groups/acme"
    assert found["descendantGroups"] == {
        "count": 1,
        "nodes": [
            {
                "fullPath": "acme/platform",
                "fullName": "Acme / Platform",
                "parent": {"id": "gid://gitlab/Group/10"},
            }
        ],
    }
    paths = [node["fullPath"] for node in found["projects"]["nodes"]]
    assert paths == ["acme/platform/deploy", "acme/target"]
    assert data(box, text, deep=False)["group"]["projects"]["count"] == 1


@pytest.mark.parametrize(
    ("arguments", "paths"),
    [
        ("membership: true", ["mary/notes", "acme/target"]),
        ("minAccessLevel: OWNER", ["mary/notes"]),
        ('search: "TARG"', ["acme/target"]),
        ('ids: ["gid://gitlab/Project/105", "gid://gitlab/Project/101"]', ["partners/open"]),
        ('fullPaths: ["acme/target", "no/such"]', ["acme/target"]),
        ("visibilityLevel: internal", ["partners/intern"]),
        ('sort: "name_asc", search: "o"', ["mary/notes", "partners/open"]),
    ],
)
def test_projects_are_filtered_and_only_what_one_may_read_is_there(
    box: Sandbox, arguments: str, paths: list[str]
) -> None:
    found = data(box, f"{{ projects({arguments}) {{ nodes {{ fullPath }} }} }}", "mary-token")
    assert [node["fullPath"] for node in found["projects"]["nodes"]] == paths


def test_an_id_of_another_kind_is_refused(box: Sandbox) -> None:
    text = "query($id: ID!) { projects(ids: [$id]) { nodes { id } } }"
    wrong = query(box, text, id="gid://gitlab/Group/1")
    assert wrong["data"] == {"projects": None}
    assert messages(wrong) == ["gid://gitlab/Group/1 is not a valid ID for Project."]
    assert messages(query(box, text, id="7")) == ["7 is not a valid GitLab ID."]


def test_a_hundred_projects_are_read_by_one_query(box: Sandbox) -> None:
    aliases = " ".join(f'p{i}: project(fullPath: "acme/target") {{ id }}' for i in range(100))
    assert len(data(box, f"{{ {aliases} }}")) == 100


@pytest.mark.parametrize("version", ["17.11", "18.11", "19.4"])
def test_fields_are_there_from_their_version_on(version: str) -> None:
    text = '{ __type(name: "ProjectCiCdSetting") { fields { name } } }'
    policies = '{ __type(name: "CiJobTokenScopePolicies") { enumValues { name } } }'
    with Sandbox(version=version) as box:
        fields = {field["name"] for field in data(box, text)["__type"]["fields"]}
        names = {value["name"] for value in data(box, policies)["__type"]["enumValues"]}
        assert data(box, "{ metadata { version } }") == {"metadata": {"version": f"{version}.0"}}
    assert ("crossProjectPushForJobTokenAllowed" in fields) is (version == "19.4")
    assert ("ADMIN_BADGES" in names) is (version == "19.4")
    assert ("READ_WORK_ITEMS" in names) is (version != "17.11")


# Who asks ----------------------------------------------------------------------------------------


def test_a_token_that_is_none_is_refused(box: Sandbox) -> None:
    status, _, answer = ask(box, "POST", PATH, "no-token", json={"query": '{ echo(text: "") }'})
    assert (status, answer) == (401, {"errors": [{"message": "Invalid token"}]})


def test_a_token_comes_as_a_bearer_too(box: Sandbox) -> None:
    headers = {"Authorization": "Bearer mary-token"}
    json = {"query": '{ echo(text: "hi") }'}
    _, _, answer = ask(box, "POST", PATH, headers=headers, json=json)
    assert answer == {"data": {"echo": '"mary" says: hi'}}


def test_a_token_that_only_reads_queries_and_changes_nothing() -> None:
    seed = {"tokens": [{"user": "root", "token": "reader", "scopes": ["read_api"]}]}
    with Sandbox(seed=seed) as box:
        assert data(box, "{ currentUser { username } }", "reader")["currentUser"]
        refused = query(box, "mutation { echoCreate(input: {}) { errors } }", "reader")
    assert refused["data"] == {"echoCreate": None}
    assert messages(refused)[0].startswith("The resource that you are attempting to access")
    assert refused["errors"][0]["path"] == ["echoCreate"]


def test_a_token_for_other_things_is_nobody() -> None:
    seed = {"tokens": [{"user": "root", "token": "runner", "scopes": ["create_runner"]}]}
    with Sandbox(seed=seed) as box:
        assert data(box, '{ echo(text: "hi") }', "runner") == {"echo": "nil says: hi"}


def test_a_blocked_user_gets_no_answer() -> None:
    seed = {
        "users": [{"username": "bob", "state": "blocked"}],
        "tokens": [{"user": "bob", "token": "bobs"}],
    }
    with Sandbox(seed=seed) as box:
        status, _, answer = ask(box, "POST", PATH, "bobs", json={"query": "{ currentUser { id } }"})
    assert (status, answer) == (403, {"errors": [{"message": "API not accessible for user"}]})
