"""Flags and how their values are read."""

from __future__ import annotations

import io
import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gitlab import cli
from gitlab._registry import Operation, Parameter, Resource, resources
from gitlab.base import RESTObject
from gitlab.cli.actions import Action, Flag, actions_of
from gitlab.cli.tree import action_parser, global_parser
from gitlab.cli.values import from_file, read, read_argument


def operation(name: str, path: str, on: str = "manager", **fields: Any) -> Operation:
    empty: dict[str, Any] = {"parameters": (), "shape": (), "exclusive": ()}
    return Operation(name=name, method="GET", path=path, doc="", on=on, **{**empty, **fields})


def resource(*operations: Operation, **fields: Any) -> Resource:
    described: dict[str, Any] = {
        "name": "ProjectThing",
        "manager": "ProjectThingManager",
        "module": "gitlab.v4.objects.things",
        "path": "/projects/{project_id}/things",
        "id_attr": "iid",
        "repr_attr": None,
        "parents": (("project_id", "id"),),
        "operations": {each.name: each for each in operations},
        "attributes": (),
        "children": (),
        "doc": "",
        "docs_url": "",
        "integer_ids": (),
        "singleton": False,
        **fields,
    }
    return Resource(**described)


def flags(action: Action, *, required: bool) -> set[str]:
    """The flags that help shows."""
    usage = action_parser(action).format_usage()
    optional = set(re.findall(r"[\[|] ?(--[\w-]+)", usage))
    return optional if not required else set(re.findall(r"--[\w-]+", usage)) - optional


def test_parents_and_id_are_required() -> None:
    action = actions_of(resource(operation("get", "/projects/{project_id}/things/{iid}")))["get"]
    assert flags(action, required=True) == {"--project-id", "--iid"}
    assert flags(action, required=False) == {"--sudo"}


def test_the_only_one_of_its_kind_is_got_without_id() -> None:
    only = resource(operation("get", "/projects/{project_id}/things"), singleton=True)
    assert flags(actions_of(only)["get"], required=True) == {"--project-id"}


def test_lists_take_paging_flags() -> None:
    action = actions_of(resource(operation("list", "/projects/{project_id}/things")))["list"]
    assert flags(action, required=False) == {
        "--page",
        "--per-page",
        "--get-all",
        "--no-get-all",
        "--sudo",
    }


def test_action_of_an_object_needs_its_id() -> None:
    own = operation("take_over", "/projects/{project_id}/things/{iid}/take_over", on="object")
    assert flags(actions_of(resource(own))["take-over"], required=True) == {"--project-id", "--iid"}


def test_action_of_a_manager_takes_an_id_and_does_not_need_it() -> None:
    action = actions_of(resource(operation("all", "/projects/{project_id}/things/all")))["all"]
    assert flags(action, required=True) == {"--project-id"}
    action_parser(action).parse_args(["--project-id", "1", "--iid", "2"])


def test_action_of_a_top_level_resource_takes_no_sudo() -> None:
    own = operation("ban", "/things/{iid}/ban", on="object")
    action = actions_of(resource(own, parents=(), path="/things"))["ban"]
    assert flags(action, required=False) == set()


def test_verb_that_the_manager_lacks_is_no_action() -> None:
    own = operation("delete", "/projects/{project_id}/things/{iid}", on="object")
    assert actions_of(resource(own)) == {}


def test_exclusive_parameters_are_refused_together() -> None:
    parameters = (Parameter("email", "str", False, ""), Parameter("user_id", "int", False, ""))
    made = operation(
        "create",
        "/projects/{project_id}/things",
        parameters=parameters,
        exclusive=(("email", "user_id"),),
    )
    parser = action_parser(actions_of(resource(made))["create"])
    parser.parse_args(["--project-id", "1", "--email", "a@example.com"])
    with pytest.raises(SystemExit):
        parser.parse_args(["--project-id", "1", "--email", "a@example.com", "--user-id", "2"])


@pytest.mark.parametrize(
    ("words", "environment", "verify"),
    [
        ([], None, None),
        ([], "false", False),
        ([], "/ca.pem", "/ca.pem"),
        (["--ssl-verify", "/other.pem"], "false", "/other.pem"),
        (["--no-ssl-verify"], "/ca.pem", False),
    ],
)
def test_certificates_are_checked_as_told_last(
    words: list[str], environment: str | None, verify: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    if environment is not None:
        monkeypatch.setenv("GITLAB_SSL_VERIFY", environment)
    assert global_parser().parse_args(words).ssl_verify == verify


def test_every_action_has_a_parser() -> None:
    for each in resources().values():
        for action in actions_of(each).values():
            assert action_parser(action).format_help()


def test_one_parser_holds_everything_for_manuals_and_completion() -> None:
    words = ["-o", "json", "project-job-token-scope", "get", "--project-id", "1"]
    parsed = cli.docs().parse_args(words)
    assert (parsed.output, parsed.gitlab_resource, parsed.resource_action, parsed.project_id) == (
        "json",
        "project-job-token-scope",
        "get",
        "1",
    )
    assert cli.docs().parse_args(["sandbox", "serve"]).port == 8929


def test_at_sign_reads_a_file(tmp_path: Path) -> None:
    text, image = tmp_path / "text", tmp_path / "image"
    text.write_text("words")
    image.write_bytes(b"\x89PNG")
    assert from_file(f"@{text}") == "words"
    assert from_file(f"@{image}") == b"\x89PNG"


def test_at_sign_and_dash_read_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"from a pipe\n")))
    assert from_file("@-") == "from a pipe\n"


def test_two_at_signs_are_one() -> None:
    assert from_file("@@ada") == "@ada"


@pytest.mark.parametrize(
    ("flag", "text", "value"),
    [
        (Flag("name"), "7", "7"),
        (Flag("enabled", "bool"), "true", "true"),
        (Flag("topics", "list[str]"), "a, b", ["a", "b"]),
        (Flag("topics", "list[str]"), "", []),
        (Flag("scopes", "list[Literal['api', 'sudo']]"), "api,sudo", ["api", "sudo"]),
        (Flag("labels", "str", style="comma"), "a,b", ["a", "b"]),
        (Flag("target", "int | str | RESTObject"), "acme/api", "acme/api"),
        (Flag("state", "Literal['a, b', 'c']"), "c", "c"),
        (Flag("params", "dict[str, Any] | None"), '{"a": 1}', {"a": 1}),
        (Flag("policy", "PolicyAttributes"), '{"a": 1}', {"a": 1}),
        (Flag("actions", "list[dict[str, Any]]"), '[{"a": 1}]', [{"a": 1}]),
        (Flag("anything", "str", style="json"), "[1]", [1]),
    ],
)
def test_text_is_read_by_the_parameters_kind(flag: Flag, text: str, value: object) -> None:
    assert read(flag, text) == value


def test_structure_that_is_no_json_is_named_by_its_flag() -> None:
    with pytest.raises(ValueError, match="--override-params takes JSON"):
        read(Flag("override_params", "dict[str, Any]"), "a=1")


def test_method_gets_true_and_false_and_not_their_names() -> None:
    flag = Flag("overwrite", "bool | None")
    assert read_argument(flag, "false") is False
    assert read_argument(flag, "True") is True
    assert read_argument(flag, "perhaps") == "perhaps"


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ProjectMergeRequest", "project-merge-request"),
        ("UserGPGKey", "user-gpg-key"),
        ("LDAPGroup", "ldap-group"),
    ],
)
def test_class_and_resource_names_are_converted(name: str, told: str) -> None:
    cls = type(name, (RESTObject,), {})
    assert cli.cls_to_gitlab_resource(cls) == told
    assert cli.gitlab_resource_to_cls(told, SimpleNamespace(**{name: cls})) is cls


def test_die_writes_the_message_the_error_and_its_hints(capsys: pytest.CaptureFixture[str]) -> None:
    error = ValueError("wrong")
    error.add_note("Do it right.")
    with pytest.raises(SystemExit) as end:
        cli.die("Impossible", error)
    assert end.value.code == 1
    assert capsys.readouterr().err == "Impossible (wrong)\nDo it right.\n"
