"""CI/CD variables."""

from __future__ import annotations

import pytest

from tests.sandbox.rules.conftest import Ask

PROJECT, GROUP, INSTANCE = "/projects/1/variables", "/groups/10/variables", "/admin/ci/variables"


def test_a_variable_is_created_with_gitlabs_defaults(ask: Ask) -> None:
    reply = ask("mark", f"POST {PROJECT}", key="DEPLOY_TO", value="prod")
    assert reply.status == 201
    assert reply.json == {
        "variable_type": "env_var",
        "key": "DEPLOY_TO",
        "value": "prod",
        "hidden": False,
        "protected": False,
        "masked": False,
        "raw": False,
        "environment_scope": "*",
        "description": None,
    }


@pytest.mark.parametrize("path", [PROJECT, GROUP, INSTANCE])
def test_a_key_is_taken_once(ask: Ask, path: str) -> None:
    assert ask("root", f"POST {path}", key="A", value="1").status == 201
    reply = ask("root", f"POST {path}", key="A", value="2")
    assert (reply.status, reply.json) == (400, {"message": {"key": ["(A) has already been taken"]}})


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"key": "NOT OK", "value": "x"}, {"key": ["can contain only letters, digits and '_'."]}),
        ({"key": "K" * 256, "value": "x"}, {"key": ["is too long (maximum is 255 characters)"]}),
        ({"key": "A", "value": "short", "masked": True}, {"value": ["is invalid"]}),
    ],
)
def test_keys_and_masked_values_have_a_form(
    ask: Ask, sent: dict[str, object], message: object
) -> None:
    assert ask("mark", f"POST {PROJECT}", **sent).json == {"message": message}


def test_missing_and_impossible_parameters_are_refused(ask: Ask) -> None:
    assert ask("mark", f"POST {PROJECT}").json == {"error": "key is missing, value is missing"}
    reply = ask("mark", f"POST {PROJECT}", key="A", value="1", variable_type="number")
    assert reply.json == {"error": "variable_type does not have a valid value"}


def test_variables_are_for_maintainers_of_projects_and_owners_of_groups(ask: Ask) -> None:
    assert ask("dev", f"GET {PROJECT}").json == {"message": "403 Forbidden"}
    assert ask("mark", f"GET {PROJECT}").json == []
    assert ask("mark", f"POST {GROUP}", key="A", value="1").status == 403
    assert ask("olive", f"POST {GROUP}", key="A", value="1").status == 201
    assert ask("olive", f"POST {INSTANCE}", key="A", value="1").status == 403


def test_one_key_may_have_a_value_for_each_environment(ask: Ask) -> None:
    for scope in ("staging", "production"):
        sent = {"key": "URL", "value": scope, "environment_scope": scope}
        assert ask("mark", f"POST {PROJECT}", **sent).status == 201
    reply = ask("mark", f"GET {PROJECT}/URL")
    assert reply.status == 409
    assert "filter[environment_scope]" in reply.json["message"]
    one = f"{PROJECT}/URL?filter[environment_scope]=staging"
    assert ask("mark", f"GET {one}").json["value"] == "staging"
    staging = {"environment_scope": "staging"}
    reply = ask("mark", f"PUT {PROJECT}/URL", value="new", filter=staging)
    assert reply.json["value"] == "new"
    assert ask("mark", f"DELETE {one}").status == 204
    assert ask("mark", f"GET {PROJECT}/URL").json["value"] == "production"


def test_a_hidden_variable_never_shows_its_value(ask: Ask) -> None:
    sent = {"key": "SECRET", "value": "hunter2hunter2", "masked_and_hidden": True}
    created = ask("mark", f"POST {PROJECT}", **sent).json
    assert (created["hidden"], created["masked"], created["value"]) == (True, True, None)
    assert ask("mark", f"PUT {PROJECT}/SECRET", masked=False).status == 400


def test_each_kind_of_variable_is_missing_by_its_name(ask: Ask) -> None:
    assert ask("root", f"GET {PROJECT}/NO").json == {"message": "404 Variable Not Found"}
    assert ask("root", f"GET {GROUP}/NO").json == {"message": "404 GroupVariable Not Found"}
    assert ask("root", f"DELETE {INSTANCE}/NO").json == {
        "message": "404 InstanceVariable Not Found"
    }
