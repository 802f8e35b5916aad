"""Where issues, labels, milestones, merge requests and approvals differ from the usual verbs."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab._core.pagination import Page
from gitlab._core.values import Call
from gitlab._lists import RESTObjectList
from gitlab.base import RESTObject
from gitlab.v4.objects.issues import (
    ProjectIssue,
    ProjectIssueLinkManager,
    ProjectIssueManager,
)
from gitlab.v4.objects.labels import ProjectLabel, ProjectLabelManager
from gitlab.v4.objects.merge_request_approvals import (
    ProjectMergeRequestApprovalManager,
    ProjectMergeRequestApprovalRule,
)
from gitlab.v4.objects.merge_requests import ProjectMergeRequest, ProjectMergeRequestManager
from gitlab.v4.objects.milestones import ProjectMilestone, ProjectMilestoneManager
from gitlab.v4.objects.projects import Project
from gitlab.v4.objects.status_checks import (
    ProjectMergeRequestStatusCheck,
    ProjectMergeRequestStatusCheckManager,
)
from tests.client.test_client import Echo
from tests.objects.test_skeleton_actions import Canned


def project(client: Gitlab) -> Project:
    return Project(client.projects, {"id": 1})


def issue(client: Gitlab) -> ProjectIssue:
    return ProjectIssue(ProjectIssueManager(client, project(client)), {"id": 70, "iid": 7})


def label(client: Gitlab) -> ProjectLabel:
    return ProjectLabel(ProjectLabelManager(client, project(client)), {"name": "bug"})


def merge_request(client: Gitlab) -> ProjectMergeRequest:
    manager = ProjectMergeRequestManager(client, project(client))
    return ProjectMergeRequest(manager, {"id": 90, "iid": 9, "title": "Fix"})


def milestone(client: Gitlab) -> ProjectMilestone:
    return ProjectMilestone(ProjectMilestoneManager(client, project(client)), {"id": 4})


# Issues


def test_a_link_gives_both_issues_each_in_its_own_project() -> None:
    client = Canned(
        {
            "source_issue": {"iid": 7, "project_id": 1},
            "target_issue": {"iid": 5, "project_id": 2},
        }
    )
    links = ProjectIssueLinkManager(client, issue(client))
    source, target = links.create({"target_project_id": 2, "target_issue_iid": 5})
    assert client.sent == ("POST", "/projects/1/issues/7/links")
    assert (source._own_path, target._own_path) == ("/projects/1/issues/7", "/projects/2/issues/5")


def test_a_link_needs_both_ids_of_its_target() -> None:
    client = Canned({})
    data: Any = {"target_project_id": 2}
    with pytest.raises(AttributeError, match="Missing attributes: target_issue_iid"):
        ProjectIssueLinkManager(client, issue(client)).create(data)


def test_a_moved_issue_shows_what_it_became() -> None:
    client = Canned({"iid": 1, "project_id": 2})
    moved = issue(client)
    moved.move(2)
    assert client.calls[0].body == {"to_project_id": 2}
    assert (moved.iid, moved.project_id) == (1, 2)


def test_reorder_sends_the_neighbours_that_are_given() -> None:
    client = Canned({"iid": 7, "relative_position": 3})
    issue(client).reorder(move_after_id=71)
    assert client.calls[0].body == {"move_after_id": 71}


# Labels


def test_a_label_is_saved_by_its_name_in_the_body() -> None:
    client = Canned({"name": "defect", "color": "#f00"})
    renamed = label(client)
    renamed._updated_attrs["new_name"] = "defect"
    renamed.save()
    assert client.sent == ("PUT", "/projects/1/labels")
    assert client.calls[0].body == {"name": "bug", "new_name": "defect"}
    assert renamed.get_id() == "defect"


def test_a_label_is_saved_even_without_a_change() -> None:
    client = Canned({"name": "bug"})
    label(client).save()
    assert client.calls[0].body == {"name": "bug"}


def test_a_lazy_label_is_saved_by_its_plain_name() -> None:
    client = Canned({"name": "needs review"})
    ProjectLabelManager(client, project(client)).get("needs review", lazy=True).save()
    assert client.calls[0].body == {"name": "needs review"}


# Lists that are read as they go


def listed(owner: RESTObject, method: str) -> Any:
    return getattr(owner, method)(get_all=False)


@pytest.mark.parametrize(
    ("make", "method", "path"),
    [
        (milestone, "issues", "/projects/1/milestones/4/issues"),
        (milestone, "merge_requests", "/projects/1/milestones/4/merge_requests"),
        (merge_request, "closes_issues", "/projects/1/merge_requests/9/closes_issues"),
        (merge_request, "related_issues", "/projects/1/merge_requests/9/related_issues"),
        (merge_request, "commits", "/projects/1/merge_requests/9/commits"),
    ],
)
def test_these_lists_are_always_read_page_by_page(make: Any, method: str, path: str) -> None:
    echo = Echo(b'[{"id": 50, "iid": 5}]')
    found = listed(make(Gitlab("https://gitlab.example.com", transport=echo)), method)
    assert isinstance(found, RESTObjectList)
    [item] = found
    assert item._own_path.startswith("/projects/1/")
    assert echo.requests[0].url == f"https://gitlab.example.com/api/v4{path}"


# Merge requests


def test_approving_adds_the_approvals_to_what_is_known() -> None:
    client = Canned({"approved": True, "approved_by": []})
    approved = merge_request(client)
    assert approved.approve(sha="c0ffee") == {"approved": True, "approved_by": []}
    assert client.calls[0].body == {"sha": "c0ffee"}
    assert (approved.iid, approved.title) == (9, "Fix")
    assert approved.attributes["approved"] is True
    approved.unapprove()
    assert client.calls[1].path == "/projects/1/merge_requests/9/unapprove"
    assert approved.title == "Fix"


def test_merge_sends_what_is_given() -> None:
    client = Canned({"iid": 9, "state": "merged"})
    merged = merge_request(client)
    merged.merge(should_remove_source_branch=False)
    assert client.calls[0].body == {"should_remove_source_branch": False}
    assert merged.state == "merged"


def test_a_status_check_cannot_be_saved() -> None:
    client = Canned({})
    manager = ProjectMergeRequestStatusCheckManager(client, merge_request(client))
    with pytest.raises(AttributeError):
        ProjectMergeRequestStatusCheck(manager, {"id": 1}).save()


# Approvers

RULES_PATH = "/projects/1/merge_requests/9/approval_rules"
WANTED = {"name": "Security", "approvals_required": 2, "user_ids": [3]}


def approving(client: Gitlab, rules: list[dict[str, Any]]) -> tuple[Any, Call[Any]]:
    """The flow after it was told the rules, and the call it makes then."""
    below = merge_request(client)
    below._attrs["project_id"] = 1
    flow = ProjectMergeRequestApprovalManager(client, below)._set_approvers(
        WANTED, {"sudo": "root"}
    )
    first: Any = next(flow)
    assert (first.method, first.path, first.query) == ("GET", RULES_PATH, {})
    second: Any = flow.send(Page(rules, None, None, None, None, None, None, None))
    return flow, second


def result_of(flow: Any, answer: Any) -> Any:
    with pytest.raises(StopIteration) as stop:
        flow.send(answer)
    return stop.value.value


def test_approvers_without_a_rule_of_that_name_get_one() -> None:
    flow, call = approving(Gitlab(), [{"id": 5, "name": "Legal", "approvals_required": 1}])
    assert (call.method, call.path, call.query) == ("POST", RULES_PATH, {"sudo": "root"})
    assert call.body == {**WANTED, "rule_type": "regular"}
    assert result_of(flow, "the new rule") == "the new rule"


def test_approvers_go_into_the_rule_of_that_name() -> None:
    flow, call = approving(Gitlab(), [{"id": 6, "name": "Security", "approvals_required": 1}])
    assert (call.method, call.path) == ("PUT", f"{RULES_PATH}/6")
    assert call.body == {"id": 6, "merge_request_iid": 9, **WANTED}
    changed = result_of(flow, {"id": 6, "name": "Security", "approvals_required": 2})
    assert isinstance(changed, ProjectMergeRequestApprovalRule)
    assert changed.approvals_required == 2
