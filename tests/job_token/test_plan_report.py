"""Plans as text, as Markdown, as JSON and for GitLab's widget."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token import Fleet, PolicyFile, plan, plan_dict, plan_markdown, plan_text, read_plan
from gitlab.job_token.policy_files.reading import Permissions
from gitlab.job_token.state import Entry, Use
from tests.job_token._fleets import project
from tests.job_token._policies import NOW, allow, histories, policies, policy, rule, some

USE = Use(3, "acme/a/x", "2026-11-02T00:00:00Z")
OF = some(
    replace(
        project("acme/app", Entry("project", 3, "acme/a/x", True), inbound_enabled=False),
        log=(USE,),
    ),
    project("acme/b/w", id=6, error="403: 403 Forbidden"),
)
MADE = plan(
    OF,
    policy(
        rule(
            allow("acme/lib", Permissions(False, ("read_jobs",))),
            replace(allow("acme/a/a"), owner="web"),
            name="shared",
            enabled=True,
        )
    ),
    NOW,
)


def test_the_text_is_a_diff_in_the_order_of_the_steps() -> None:
    assert list(plan_text(MADE)) == [
        "acme/app",
        "  + group acme/a/a  # shared; owner web",
        "  + project acme/lib (read_jobs)  # shared",
        "  ~ allowlist on",
        "  - project acme/a/x",
        "  ! warning: acme/a/x would lose access; last used on 2026-11-02",
        "",
        "acme/b/w",
        "  ! error: cannot be read, so nothing is planned: 403: 403 Forbidden",
        "",
        "2 to add, 1 to change, 1 to remove in 1 of 2 projects; 1 cannot be planned",
    ]


def test_the_note_for_a_merge_request_tells_what_to_look_at_and_folds_the_rest() -> None:
    lines = plan_markdown(MADE).splitlines()
    assert lines[0].startswith("### Job token plan: 2 to add, 1 to change, 1 to remove")
    assert lines[2:4] == [
        "- :warning: `acme/app`: acme/a/x would lose access; last used on 2026-11-02",
        "- :no_entry: `acme/b/w`: cannot be read, so nothing is planned: 403: 403 Forbidden",
    ]
    assert lines[4:] == [
        "",
        "<details><summary>Steps</summary>",
        "",
        "```diff",
        "# acme/app",
        "+ group acme/a/a  # shared; owner web",
        "+ project acme/lib (read_jobs)  # shared",
        "! allowlist on",
        "- project acme/a/x",
        "```",
        "",
        "</details>",
    ]


def test_nothing_to_do_is_said_in_a_line() -> None:
    nothing = plan(some(project()), policy(rule()), NOW)
    assert list(plan_text(nothing)) == ["nothing to do, 1 projects are as the policy wants them"]


@given(histories(), policies())
def test_a_saved_plan_is_read_back_without_the_log(of: Fleet, wanted: PolicyFile) -> None:
    made = plan(of, wanted, NOW)
    read = read_plan(json.loads(json.dumps(plan_dict(made))))
    assert plan_dict(read) == plan_dict(made)
    assert read.steps == made.steps


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"format": 1}, "no job token plan"),
        ({"plan_format": 2}, "has format 2, and this version reads 1"),
        ({"plan_format": 1, "url": "https://x"}, "the plan is damaged: 'gitlab_version'"),
    ],
)
def test_what_is_no_plan_is_refused(data: Any, message: str) -> None:
    with pytest.raises(GitlabParsingError, match=message):
        read_plan(data)
