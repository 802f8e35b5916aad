"""Queries that GitLab does not execute: what it says, and where it points."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.graphql.asking import PATH, data, messages, query
from tests.sandbox.small import ask


@pytest.mark.parametrize(
    ("text", "message", "path", "code"),
    [
        (
            "{ projct { id } }",
            "Field 'projct' doesn't exist on type 'Query'",
            ["query", "projct"],
            "undefinedField",
        ),
        (
            "query Mine { me: currentUser { nick } }",
            "Field 'nick' doesn't exist on type 'CurrentUser'",
            ["query Mine", "me", "nick"],
            "undefinedField",
        ),
        (
            "{ project { id } }",
            "Field 'project' is missing required arguments: fullPath",
            ["query", "project"],
            "missingRequiredArguments",
        ),
        (
            "{ currentUser(x: 1) { id } }",
            "Field 'currentUser' doesn't accept argument 'x'",
            ["query", "currentUser", "x"],
            "argumentNotAccepted",
        ),
        (
            '{ projects(first: "a") { count } }',
            (
                "Argument 'first' on Field 'projects' has an invalid value (\"a\")."
                " Expected type 'Int'."
            ),
            ["query", "projects", "first"],
            "argumentLiteralsIncompatible",
        ),
        (
            "{ currentUser }",
            (
                "Field must have selections (field 'currentUser' returns CurrentUser but has no"
                " selections. Did you mean 'currentUser { ... }'?)"
            ),
            ["query", "currentUser"],
            "selectionMismatch",
        ),
        (
            "{ currentUser { id { x } } }",
            (
                "Selections can't be made on scalars (field 'id' returns UserID but has selections"
                ' ["x"])'
            ),
            ["query", "currentUser", "id"],
            "selectionMismatch",
        ),
        (
            "query($x: ID) { project(fullPath: $x) { id } }",
            "Nullability mismatch on variable $x and argument fullPath (ID / ID!)",
            ["query", "fullPath"],
            "variableMismatch",
        ),
        (
            "query Q($x: ID!) { currentUser { id } }",
            "Variable $x is declared by Q but not used",
            ["query Q"],
            "variableNotUsed",
        ),
        (
            "{ project(fullPath: $x) { id } }",
            "Variable $x is used by anonymous query but not declared",
            ["query"],
            "variableNotDefined",
        ),
        (
            "query($x: Strin) { echo(text: $x) }",
            "Strin isn't a defined input type (on $x)",
            ["query"],
            "variableRequiresValidType",
        ),
        (
            "{ currentUser { ... on Nobody { id } } }",
            "No such type Nobody, so it can't be a fragment condition",
            ["query", "currentUser", "... on Nobody"],
            "undefinedType",
        ),
        (
            'mutation { ciJobTokenScopeRemoveGroup(input: { projectPath: "a" }) { errors } }',
            (
                "Argument 'targetGroupPath' on InputObject 'CiJobTokenScopeRemoveGroupInput' is"
                " required. Expected type ID!"
            ),
            ["mutation", "ciJobTokenScopeRemoveGroup", "input", "targetGroupPath"],
            "missingRequiredInputObjectAttribute",
        ),
        (
            "mutation { echoCreate(input: { message: 1 }) { errors } }",
            "InputObject 'EchoCreateInput' doesn't accept argument 'message'",
            ["mutation", "echoCreate", "input", "message"],
            "argumentNotAccepted",
        ),
    ],
)
def test_what_is_wrong_is_said_in_the_words_of_gitlabs_library(
    box: Sandbox, text: str, message: str, path: list[str], code: str
) -> None:
    (error,) = query(box, text)["errors"]
    assert error["message"] == message
    assert error["path"] == path
    assert error["extensions"]["code"] == code
    assert error["locations"][0]["line"] == 1


def test_variables_that_do_not_fit_are_refused(box: Sandbox) -> None:
    text = "query($x: ID!) { project(fullPath: $x) { id } }"
    (error,) = query(box, text)["errors"]
    assert error["message"] == "Variable $x of type ID! was provided invalid value"
    assert error["extensions"] == {
        "value": None,
        "problems": [{"path": [], "explanation": "Expected value to not be null"}],
    }
    assert messages(query(box, text, x={"a": 1})) == [error["message"]]


def test_a_text_that_is_no_query_is_told_with_its_place(box: Sandbox) -> None:
    (error,) = query(box, "{ project(")["errors"]
    assert error["locations"] == [{"line": 1, "column": 11}]


@pytest.mark.parametrize("body", [{}, {"query": ""}, {"query": None}])
def test_no_query_is_an_error_of_its_own(box: Sandbox, body: Any) -> None:
    _, _, answer = ask(box, "POST", PATH, box.token, json=body)
    assert messages(answer) == ["No query string was present"]


def test_one_of_several_operations_has_to_be_named(box: Sandbox) -> None:
    text = 'query A { echo(text: "a") } query B { echo(text: "b") }'
    assert messages(query(box, text)) == ["An operation name is required"]
    for name, expected in (("B", {"data": {"echo": '"root" says: b'}}), ("C", None)):
        json = {"query": text, "operationName": name}
        _, _, answer = ask(box, "POST", PATH, box.token, json=json)
        if expected:
            assert answer == expected
        else:
            assert messages(answer) == ['No operation named "C"']


# Limits ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("token", "limit"), [("mary-token", 250), ("", 200), (None, 300)], ids=["user", "none", "admin"]
)
def test_complexity_has_a_limit_by_who_asks(box: Sandbox, token: str | None, limit: int) -> None:
    def echoes(count: int) -> str:
        return "{" + " ".join(f'e{i}: echo(text: "")' for i in range(count)) + "}"

    assert len(data(box, echoes(limit), token)) == limit
    text = f"Query has complexity of {limit + 1}, which exceeds max complexity of {limit}"
    assert query(box, echoes(limit + 1), token) == {"errors": [{"message": text}]}


def test_complexity_grows_with_the_size_of_a_page_and_is_told(box: Sandbox) -> None:
    text = "query($n: Int) { queryComplexity { score limit } projects(first: $n) { nodes { id } } }"
    assert data(box, text, n=1)["queryComplexity"] == {"score": 6, "limit": 300}
    assert data(box, text, n=100)["queryComplexity"]["score"] == 9


def test_a_query_nests_only_so_deep(box: Sandbox) -> None:
    def nested(depth: int) -> str:
        return '{ group(fullPath: "acme") {' + "parent { " * depth + "id" + "}" * depth + "} }"

    assert "data" in query(box, nested(18))
    text = "Query has depth of 21, which exceeds max depth of 20"
    assert text in messages(query(box, nested(19)))


def test_a_query_has_ten_thousand_characters_at_most(box: Sandbox) -> None:
    text = '{ echo(text: "' + "x" * 10_000 + '") }'
    for body in ({"query": text}, [{"query": text}]):
        status, _, answer = ask(box, "POST", PATH, box.token, json=body)
        assert (status, messages(answer)) == (422, ["Query too large"])


# Forms of a request ------------------------------------------------------------------------------


def test_several_queries_are_answered_at_once(box: Sandbox) -> None:
    queries = [{"query": '{ echo(text: "a") }'}, {"query": "{ nothing }"}]
    status, _, answers = ask(box, "POST", PATH, box.token, json=queries)
    assert status == 200
    assert answers[0] == {"data": {"echo": '"root" says: a'}}
    assert messages(answers[1]) == ["Field 'nothing' doesn't exist on type 'Query'"]


def test_a_query_comes_as_a_form_too_with_its_variables_as_text(box: Sandbox) -> None:
    form = {"query": "query($t: String!) { echo(text: $t) }", "variables": '{"t": "x"}'}
    _, _, answer = ask(box, "POST", PATH, box.token, form=form)
    assert answer == {"data": {"echo": '"root" says: x'}}
    status, _, answer = ask(box, "POST", PATH, box.token, form=form | {"variables": "{"})
    assert status == 422


def test_a_get_reads_and_changes_nothing(box: Sandbox) -> None:
    _, _, answer = ask(box, "GET", f"{PATH}?query=%7BcurrentUser%7Busername%7D%7D", box.token)
    assert answer == {"data": {"currentUser": {"username": "root"}}}
    mutation = "mutation%7BechoCreate(input:%7B%7D)%7Berrors%7D%7D"
    status, _, answer = ask(box, "GET", f"{PATH}?query={mutation}", box.token)
    assert (status, messages(answer)) == (422, ["Mutations are forbidden in GET requests"])


def test_there_is_nothing_to_delete(box: Sandbox) -> None:
    assert ask(box, "DELETE", PATH, box.token)[0] == 404


def test_without_graphql_core_the_answer_says_what_to_install(
    box: Sandbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    import sys

    for name in [name for name in sys.modules if name.startswith("gitlab.sandbox.graphql")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "graphql", None)
    status, _, answer = ask(box, "POST", PATH, box.token, json={"query": "{ a }"})
    assert status == 501
    assert "pip install 'gitlabkit[sandbox]'" in messages(answer)[0]
