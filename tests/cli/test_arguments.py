"""Flags of actions, as the arguments that their methods take."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

if TYPE_CHECKING:
    from tests.cli._stub import Stub
    from tests.cli.conftest import Run

IN_PROJECT = ("--project-id", "1")


@pytest.fixture
def gitlab(run: Run, stub: Stub) -> Run:
    return lambda *words: run("--server-url", stub.url, *words)


def test_package_is_published_from_a_file(gitlab: Run, stub: Stub, tmp_path: Path) -> None:
    stub.answers["/projects/1/packages/generic/tool/1.0/tool.bin"] = [{"message": "201 Created"}]
    file = tmp_path / "tool.bin"
    file.write_bytes(b"\x00\x01")
    words = ("--package-name", "tool", "--package-version", "1.0", "--file-name", "tool.bin")
    uploaded = gitlab("generic-package", "upload", *IN_PROJECT, *words, "--path", str(file))
    assert uploaded.status == 0
    assert (stub.asked[-1].method, stub.asked[-1].body) == ("PUT", b"\x00\x01")


def test_filters_called_like_arguments_of_list_are_filters(gitlab: Run, stub: Stub) -> None:
    stub.answers["/projects/1/repository/commits"] = [[{"id": "a1"}]]
    words = (*IN_PROJECT, "--path", "docs/a.md", "--all", "true", "--sudo", "ada")
    for more in (["list", "--page", "2"], ["list", "--get-all"], ["first"]):
        assert gitlab("project-commit", *more, *words).status == 0
        asked = urlsplit(stub.asked[-1].path)
        query = parse_qs(asked.query)
        assert asked.path == "/api/v4/projects/1/repository/commits"
        assert (query["path"], query["all"], query["sudo"]) == (["docs/a.md"], ["true"], ["ada"])
        assert query.get("page", ["2"]) == ["2"]


def test_sudo_reaches_gitlab_where_a_method_takes_no_keywords(gitlab: Run, stub: Stub) -> None:
    stub.answers["/projects/1/pipelines/latest"] = [{"id": 7}]
    words = ("project-pipeline", "latest", *IN_PROJECT, "--sudo", "ada")
    assert gitlab(*words) == (0, "id: 7\n", "")
    assert stub.asked[-1].headers["Sudo"] == "ada"


def test_two_ids_are_passed_by_their_names(gitlab: Run, stub: Stub) -> None:
    stub.answers["/admin/databases/main/dictionary/tables/projects"] = [{"table_name": "projects"}]
    words = ("get", "--database-name", "main", "--table-name", "projects")
    assert gitlab("database-table", *words).status == 0


def test_parameters_of_an_action_go_into_the_dict_that_it_takes(gitlab: Run, stub: Stub) -> None:
    stub.answers["/user/status"] = [{"emoji": "coffee"}]
    words = ("current-user-status", "patch", "--emoji", "coffee")
    assert gitlab(*words).status == 0
    assert json.loads(stub.asked[-1].body) == {"emoji": "coffee"}


def test_id_of_a_parent_goes_into_the_body_too_where_gitlab_wants_it(
    gitlab: Run, stub: Stub
) -> None:
    path = "/projects/1/merge_requests/5/approval_rules/3"
    stub.answers[path] = [{"id": 3}]
    words = (*IN_PROJECT, "--merge-request-iid", "5", "--id", "3", "--name", "x")
    updated = gitlab(
        "project-merge-request-approval-rule", "update", *words, "--approvals-required", "2"
    )
    assert updated.status == 0, updated.err
    assert json.loads(stub.asked[-1].body) == {
        "merge_request_iid": "5",
        "name": "x",
        "approvals_required": "2",
    }


def test_approvers_are_set_by_a_rule_that_is_changed_or_made(gitlab: Run, stub: Stub) -> None:
    path = "/projects/1/merge_requests/5/approval_rules"
    stub.answers[path] = [[], {"id": 3, "name": "name"}]
    words = (*IN_PROJECT, "--mr-iid", "5", "--approvals-required", "1", "--approver-ids", "2,3")
    done = gitlab("project-merge-request-approval", "set-approvers", *words)
    assert done.status == 0, done.err
    assert stub.asked[-1].method == "POST"
    assert json.loads(stub.asked[-1].body)["user_ids"] == ["2", "3"]


def test_headers_are_written_as_json(gitlab: Run, stub: Stub) -> None:
    stub.answers["/projects/1/repository/files/a/blame"] = [[]]
    words = ("head-blame", *IN_PROJECT, "--file-path", "a", "--ref", "main")
    status, out, err = gitlab("-o", "json", "project-file", *words)
    assert status == 0, err
    assert json.loads(out)["Content-Type"] == "application/json"


def test_the_word_from_needs_no_dash_at_its_end(gitlab: Run, stub: Stub) -> None:
    stub.answers["/projects/1/repository/compare"] = [{"commits": []}]
    for spelling in ("--from", "--from-"):
        compared = gitlab("project", "repository-compare", "--id", "1", spelling, "a", "--to", "b")
        assert compared.status == 0
        assert stub.asked[-1].path.endswith("?from=a&to=b")


def test_artifacts_of_a_project_are_deleted_without_a_name(gitlab: Run, stub: Stub) -> None:
    stub.answers["/projects/1/artifacts"] = [{}]
    assert gitlab("project-artifact", "delete", *IN_PROJECT).status == 0
    assert gitlab("project-artifact", "delete", *IN_PROJECT, "--ref-name", "main").status == 0
