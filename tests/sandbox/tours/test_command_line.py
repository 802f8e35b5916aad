"""A team's first day by the command line, on a GitLab that has nobody but root."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gitlab.cli import main
from gitlab.sandbox import Sandbox

Do = Callable[..., Any]


@pytest.fixture
def do(capsys: pytest.CaptureFixture[str]) -> Iterator[Do]:
    """`do("project create", name="app")`: what the command answers, as JSON."""
    with Sandbox() as box:

        def do(command: str, **options: Any) -> Any:
            words = ["--server-url", box.url, "--private-token", box.token, "-o", "json"]
            words += command.split()
            for name, value in options.items():
                words += [f"--{name.replace('_', '-')}", str(value)]
            main(words)
            out = capsys.readouterr().out
            return json.loads(out) if out.strip() else None

        yield do


def test_a_team_gets_its_group_and_project(do: Do) -> None:
    about = {"name": "Ann", "email": "ann@x.org", "password": "a long password"}
    ann = do("user create", username="ann", **about)
    group = do("group create", name="Team", path="team")
    member = do("group-member create", group_id="team", user_id=ann["id"], access_level=40)
    assert (member["username"], member["access_level"]) == ("ann", 40)
    project = do("project create", name="app", namespace_id=group["id"])
    assert project["path_with_namespace"] == "team/app"
    changed = do("project update", id="team/app", description="ours", topics="a,b")
    assert (changed["description"], changed["topics"]) == ("ours", ["a", "b"])
    assert [it["id"] for it in do("user-project list", user_id=ann["id"])] == []
    assert [it["id"] for it in do("group-project list", group_id="team")] == [project["id"]]
    do("project-variable create", project_id="team/app", key="COLOUR", value="red")
    assert [it["value"] for it in do("project-variable list", project_id="team/app")] == ["red"]
    do("project-variable delete", project_id="team/app", key="COLOUR")
    assert do("project-variable list", project_id="team/app") == []


def test_work_goes_from_an_issue_to_a_release(do: Do) -> None:
    do("project create", name="app")
    here = {"project_id": "root/app"}
    label = do("project-label create", **here, name="bug", color="#d9534f")
    assert label["name"] == "bug"
    issue = do("project-issue create", **here, title="It breaks", labels="bug")
    do("project-issue-note create", **here, issue_iid=issue["iid"], body="When?")
    change = {"commit_message": "Mend it", "content": "whole"}
    do("project-file create", **here, file_path="a.txt", branch="main", **change)
    do("project-branch create", **here, branch="mend", ref="main")
    do(
        "project-file update",
        **here,
        file_path="a.txt",
        branch="mend",
        **change | {"content": "ok"},
    )
    request = {"source_branch": "mend", "target_branch": "main", "title": "Mend"}
    made = do("project-merge-request create", **here, **request, description="Closes #1")
    merged = do("project-merge-request merge", **here, iid=made["iid"])
    assert merged["state"] == "merged"
    assert do("project-issue get", **here, iid=1)["state"] == "closed"
    assert do("project-protected-branch list", **here)[0]["name"] == "main"
    release = do("project-release create", **here, tag_name="v1", ref="main", description="First")
    assert release["tag_name"] == "v1"
    assert [it["name"] for it in do("project-tag list", **here)] == ["v1"]


def test_refusals_end_with_a_status_and_gitlabs_words(
    do: Do, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    do("project create", name="app")
    for command, options, words in (
        ("project create", {"name": "app"}, "has already been taken"),
        ("project get", {"id": "root/nothing"}, "404 Project Not Found"),
        ("project-protected-branch delete", {"project_id": 1, "name": "main"}, "404"),
        ("project-issue create", {"project_id": 1, "title": "x" * 256}, "too long"),
    ):
        with pytest.raises(SystemExit) as ended:
            do(command, **options)
        assert ended.value.code == 1
        assert words in capsys.readouterr().err
