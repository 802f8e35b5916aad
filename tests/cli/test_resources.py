"""Resources and their actions, against a server."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from gitlab.sandbox import Sandbox
    from tests.cli.conftest import Run

ALLOWLIST = ("--project-id", "1")


def test_scope_of_a_project_is_shown_word_for_word(gitlab: Run) -> None:
    status, out, err = gitlab("project-job-token-scope", "get", "--project-id", "1")
    assert (status, err) == (0, "")
    assert "No default fields to show" in out


def test_verbose_shows_all_attributes_sorted(gitlab: Run) -> None:
    _, out, _ = gitlab("-v", "project-job-token-scope", "get", "--project-id", "1")
    assert out == "inbound-enabled: True\noutbound-enabled: False\nproject-id: 1\n"


def test_json_has_the_ids_of_the_parents(gitlab: Run) -> None:
    _, out, _ = gitlab("-o", "json", "project-job-token-scope", "get", "--project-id", "1")
    assert json.loads(out) == {
        "project_id": "1",
        "inbound_enabled": True,
        "outbound_enabled": False,
    }


def test_parents_may_be_named_by_path(gitlab: Run) -> None:
    _, out, _ = gitlab("-o", "json", "project-job-token-scope", "get", "--project-id", "acme/api")
    assert json.loads(out)["project_id"] == "acme/api"


def test_object_may_be_named_by_path(gitlab: Run) -> None:
    _, out, _ = gitlab("project", "get", "--id", "acme/web")
    assert out == "id: 2\npath-with-namespace: acme/web\n"


def test_list_has_an_empty_line_after_each_item(gitlab: Run) -> None:
    _, out, _ = gitlab("project", "list", "--order-by", "id", "--sort", "asc")
    assert out == (
        "id: 1\npath-with-namespace: acme/api\n\n"
        "id: 2\npath-with-namespace: acme/web\n\n"
        "id: 3\npath-with-namespace: acme/docs\n\n"
    )


def test_one_page_of_several_names_the_flags(gitlab: Run) -> None:
    with pytest.warns(UserWarning, match=r"--get-all .* --no-get-all"):
        gitlab("project", "list", "--per-page", "1")


def test_no_get_all_says_that_one_page_is_meant(gitlab: Run) -> None:
    status, out, _ = gitlab("-o", "json", "project", "list", "--per-page", "1", "--no-get-all")
    assert status == 0
    assert len(json.loads(out)) == 1


def test_get_all_fetches_every_page(gitlab: Run) -> None:
    status, out, _ = gitlab("-o", "json", "project", "list", "--per-page", "1", "--get-all")
    assert status == 0
    assert len(json.loads(out)) == 3


def test_fields_limit_json(gitlab: Run) -> None:
    _, out, _ = gitlab("-o", "json", "-f", "id,path", "project", "get", "--id", "1")
    assert json.loads(out) == {"id": 1, "path": "api"}


def test_allowlist_is_changed_by_ids_and_by_paths(gitlab: Run) -> None:
    created = gitlab("allowlist-project", "create", *ALLOWLIST, "--target-project-id", "acme/docs")
    assert created == (0, "target-project-id: 3\n", "")
    _, listed, _ = gitlab("-o", "json", "-f", "id", "allowlist-project", "list", *ALLOWLIST)
    assert {item["id"] for item in json.loads(listed)} == {1, 2, 3}
    deleted = gitlab("allowlist-project", "delete", *ALLOWLIST, "--target-project-id", "3")
    assert deleted == (0, "", "")


def test_group_is_let_in(gitlab: Run) -> None:
    created = gitlab("allowlist-group", "create", *ALLOWLIST, "--target-group-id", "10")
    assert created == (0, "target-group-id: 10\n", "")
    _, listed, _ = gitlab("-o", "json", "-f", "id", "allowlist-group", "list", *ALLOWLIST)
    assert json.loads(listed) == [{"id": 10}]


def test_update_sends_what_is_given(gitlab: Run) -> None:
    words = ("update", "--project-id", "3", "--enabled", "false")
    assert gitlab("-o", "json", "project-job-token-scope", *words) == (0, "{}\n", "")
    _, out, _ = gitlab("-o", "json", "project-job-token-scope", "get", "--project-id", "3")
    assert json.loads(out)["inbound_enabled"] is False


def test_create_prints_what_was_made(gitlab: Run, tmp_path: Path) -> None:
    text = tmp_path / "description.txt"
    text.write_text("From a file.")
    status, out, _ = gitlab(
        "-o", "json", "project", "create", "--name", "New", "--description", f"@{text}"
    )
    assert status == 0
    made = json.loads(out)
    assert (made["name"], made["description"]) == ("New", "From a file.")
    gone = gitlab("project", "delete", "--id", str(made["id"]))
    assert gone == (0, "", "")


def test_custom_action_calls_the_object_without_fetching_it(gitlab: Run) -> None:
    assert gitlab("project", "star", "--id", "acme/web")[0] == 0
    _, out, _ = gitlab("-o", "json", "project", "get", "--id", "2")
    assert json.loads(out)["star_count"] == 1


def test_sudo_acts_for_another_user(gitlab: Run) -> None:
    status, _, err = gitlab("project", "get", "--id", "1", "--sudo", "ada")
    assert status == 1
    assert err.startswith("Impossible to get object (404: ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("project get --id 999", "Impossible to get object (404: 404 Project Not Found)"),
        ("allowlist-project list --project-id 999", "Impossible to list objects (404: "),
        ("project update --id 999 --name x", "Impossible to update object (404: "),
        ("project delete --id 999", "Impossible to destroy object (404: "),
        (
            "allowlist-project create --project-id 1 --target-project-id 999",
            "Impossible to create object (",
        ),
        ("project star --id 999", "Impossible to run project star (404: "),
        ("allowlist-project create --project-id 1 --target-project-id @/nonexistent", "[Errno 2]"),
    ],
)
def test_failures_are_told_on_standard_error(gitlab: Run, words: str, told: str) -> None:
    status, out, err = gitlab(*words.split())
    assert (status, out) == (1, "")
    assert err.startswith(told)


def test_hint_follows_the_failure(gitlab: Run) -> None:
    _, _, err = gitlab("project", "get", "--id", "999")
    assert "what a token may not see" in err.splitlines()[1]


def test_rejected_token_is_told_before_the_action(run: Run, server: Sandbox) -> None:
    words = ("--server-url", server.url, "--private-token", "glpat-wrong")
    status, _, err = run(*words, "project", "list")
    assert status == 1
    assert err.startswith("Impossible to log in (401: ")


def test_skip_login_sends_only_the_action(run: Run, server: Sandbox) -> None:
    words = ("--server-url", server.url, "--private-token", "glpat-wrong", "--skip-login")
    status, _, err = run(*words, "project", "get", "--id", "1")
    assert status == 1
    assert err.startswith("Impossible to get object (401: ")


def test_token_may_lie_in_a_file(run: Run, server: Sandbox, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(server.token)
    words = ("--server-url", server.url, "--private-token", f"@{file}")
    assert run(*words, "project", "get", "--id", "1")[0] == 0


def test_two_runs_in_one_process_keep_to_their_own_paths(gitlab: Run) -> None:
    for project in ("1", "2"):
        words = ("project-job-token-scope", "get", "--project-id", project)
        assert json.loads(gitlab("-o", "json", *words).out)["project_id"] == project
