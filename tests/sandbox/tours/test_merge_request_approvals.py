"""Who has to approve, who did, and what that means for the merge."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import (
    GitlabAuthenticationError,
    GitlabCreateError,
    GitlabMRApprovalError,
    GitlabMRClosedError,
    GitlabUpdateError,
)
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


class Team:
    """A project with ann and bob as Developers, eve as Reporter, and a merge request of ann's."""

    def __init__(self, box: Sandbox, gl: Gitlab, wire: Wire) -> None:
        self.ann, self.bob, self.eve = wire.join("ann", "bob", "eve")
        self.project: Any = gl.projects.create({"name": "app", "initialize_with_readme": True})
        for id, level in ((self.ann, 30), (self.bob, 30), (self.eve, 20)):
            member: Any = {"user_id": id, "access_level": level}
            self.project.members.create(member)
        self.box, self.wire = box, wire
        hers: Any = box.client("ann").projects.get(self.project.id)
        self.push("one")
        sent: Any = {"source_branch": "work", "target_branch": "main", "title": "Work"}
        self.request = self.seen(hers.mergerequests.create(sent).iid)

    def push(self, path: str) -> None:
        sent: Any = {"branch": "work", "commit_message": f"Add {path}"}
        if path == "one":
            sent["start_branch"] = "main"
        sent["actions"] = [{"action": "create", "file_path": path, "content": "x"}]
        self.project.commits.create(sent)

    def seen(self, iid: int, by: str = "root") -> Any:
        gl = self.box.client() if by == "root" else self.box.client(by)
        return gl.projects.get(self.project.id).mergerequests.get(iid)

    def by(self, name: str) -> Any:
        return self.seen(self.request.iid, name)


@pytest.fixture
def team(box: Sandbox, gl: Gitlab, wire: Wire) -> Team:
    return Team(box, gl, wire)


def test_settings_of_a_project_are_read_and_changed(team: Team) -> None:
    settings = team.project.approvals.get()
    assert settings.reset_approvals_on_push is True
    assert settings.merge_requests_author_approval is False
    settings.reset_approvals_on_push = False
    settings.merge_requests_author_approval = True
    settings.save()
    settings = team.project.approvals.get()
    assert (settings.reset_approvals_on_push, settings.approver_groups) == (False, [])
    fine = team.wire(f"GET /projects/{team.project.id}/merge_request_approval_setting").body
    assert fine["retain_approvals_on_push"] == {
        "value": True,
        "locked": False,
        "inherited_from": None,
    }
    assert fine["allow_author_approval"]["value"] is True
    path = f"/projects/{team.project.id}/merge_request_approval_setting"
    assert team.wire(f"PUT {path}", {"allow_author_approval": "false"}).status == 200
    assert team.project.approvals.get().merge_requests_author_approval is False
    assert team.wire(f"POST /projects/{team.project.id}/approvals", {}, by="ann").status == 403


def test_a_group_holds_settings_fast(gl: Gitlab, wire: Wire) -> None:
    group = gl.groups.create({"name": "g", "path": "g"})
    project = gl.projects.create({"name": "app", "namespace_id": group.id})
    held = wire(f"GET /groups/{group.id}/merge_request_approval_setting").body
    assert held["allow_author_approval"]["value"] is True
    form = {"retain_approvals_on_push": "false"}
    assert wire(f"PUT /groups/{group.id}/merge_request_approval_setting", form).status == 200
    path = f"/projects/{project.id}/merge_request_approval_setting"
    assert wire(f"PUT {path}", {"retain_approvals_on_push": "true"}).body[
        "retain_approvals_on_push"
    ] == {"value": False, "locked": True, "inherited_from": "group"}


def test_a_rule_names_people_groups_and_branches(team: Team, gl: Gitlab) -> None:
    group = gl.groups.create({"name": "g", "path": "g", "visibility": "public"})
    group.members.create({"user_id": team.eve, "access_level": 30})
    branch = team.project.protectedbranches.get("main")
    rule = team.project.approvalrules.create(
        {
            "name": "security",
            "approvals_required": 2,
            "user_ids": [team.ann],
            "usernames": ["bob", "nobody"],
            "group_ids": [group.id],
            "protected_branch_ids": [branch.id, 999],
        }
    )
    assert rule.rule_type == "regular"
    assert [user["username"] for user in rule.users] == ["ann", "bob"]
    assert [user["username"] for user in rule.eligible_approvers] == [
        "root",
        "ann",
        "bob",
        "eve",
    ]
    assert [found["full_path"] for found in rule.groups] == ["g"]
    (shown,) = rule.protected_branches
    assert (shown["name"], shown["push_access_levels"][0]["access_level"]) == ("main", 40)
    assert rule.contains_hidden_groups is False

    rule.user_ids = [team.bob]
    rule.approvals_required = 1
    rule.save()
    rule = team.project.approvalrules.get(rule.id)
    assert [user["username"] for user in rule.users] == ["bob"]
    assert [found["full_path"] for found in rule.groups] == ["g"]
    with pytest.raises(GitlabCreateError, match="has already been taken"):
        team.project.approvalrules.create({"name": "security", "approvals_required": 1})
    rule.delete()
    assert team.project.approvalrules.list() == []


def test_a_rule_for_all_protected_branches_names_them(team: Team) -> None:
    team.project.protectedbranches.create({"name": "release-*"})
    rule = team.project.approvalrules.create(
        {
            "name": "all",
            "approvals_required": 1,
            "user_ids": [team.ann],
            "applies_to_all_protected_branches": True,
        }
    )
    assert rule.applies_to_all_protected_branches is True
    assert [branch["name"] for branch in rule.protected_branches] == ["main", "release-*"]


def test_there_is_one_rule_for_anybody(team: Team) -> None:
    sent: Any = {"name": "All Members", "approvals_required": 1, "rule_type": "any_approver"}
    rule = team.project.approvalrules.create(sent)
    assert (rule.rule_type, rule.users, rule.eligible_approvers) == ("any_approver", [], [])
    with pytest.raises(GitlabCreateError, match="any-approver for the project already exists"):
        team.project.approvalrules.create(sent | {"name": "Others"})


@pytest.mark.parametrize("required", [-1, 101])
def test_a_rule_wants_a_number_of_people_there_can_be(team: Team, required: int) -> None:
    with pytest.raises(GitlabCreateError, match="approvals_required") as caught:
        team.project.approvalrules.create({"name": "r", "approvals_required": required})
    assert caught.value.response_code == 400


def test_only_maintainers_make_rules_of_a_project(team: Team) -> None:
    path = f"/projects/{team.project.id}/approval_rules"
    form = {"name": "r", "approvals_required": "1"}
    assert team.wire(f"POST {path}", form, by="bob").status == 403
    assert team.wire(f"GET {path}", by="bob").body == []
    assert team.wire(f"DELETE {path}/999").status == 404


def test_a_request_waits_for_its_approvals(team: Team) -> None:
    rule: Any = {"name": "bob", "approvals_required": 1, "user_ids": [team.bob]}
    team.project.approvalrules.create(rule)
    assert team.by("root").detailed_merge_status == "not_approved"
    with pytest.raises(GitlabMRClosedError, match="405 Method Not Allowed"):
        team.by("root").merge()
    asked = team.by("ann").approvals.get()
    assert (asked.approved, asked.approvals_required, asked.approvals_left) == (False, 1, 1)
    assert [rule["name"] for rule in asked.approval_rules_left] == ["bob"]
    assert asked.user_can_approve is False  # her own work

    with pytest.raises((GitlabMRApprovalError, GitlabAuthenticationError)):
        team.by("ann").approve()
    answer = team.by("bob").approve(sha=team.by("bob").sha)
    assert answer["approvals_left"] == 0
    with pytest.raises((GitlabMRApprovalError, GitlabAuthenticationError)):
        team.by("bob").approve()  # once is enough
    got = team.by("bob").approvals.get()
    assert (got.approved, got.user_has_approved, got.user_can_approve) == (True, True, False)
    assert [approval["user"]["username"] for approval in got.approved_by] == ["bob"]
    state = team.by("root").approval_state.get()
    assert state.approval_rules_overwritten is False
    assert [(rule["name"], rule["approved"]) for rule in state.rules] == [("bob", True)]
    assert state.rules[0]["approved_by"][0]["username"] == "bob"
    assert team.by("root").merge()["state"] == "merged"


def test_an_approval_is_for_the_commit_that_was_seen(team: Team) -> None:
    with pytest.raises(GitlabMRApprovalError, match="409: SHA does not match HEAD"):
        team.by("bob").approve(sha="0" * 40)


def test_reporters_approve_where_a_rule_names_them(team: Team) -> None:
    assert team.wire(f"POST {_place(team)}/approve", by="eve").status == 401
    team.project.approvalrules.create(
        {"name": "eve", "approvals_required": 1, "user_ids": [team.eve]}
    )
    assert team.by("eve").approve()["approved"] is True


def test_an_approval_is_taken_back(team: Team) -> None:
    place = f"{_place(team)}/unapprove"
    assert team.wire(f"POST {place}", by="bob").status == 404
    team.by("bob").approve()
    team.by("bob").unapprove()
    assert team.by("root").approvals.get().approved_by == []


@pytest.mark.parametrize("resets", [True, False])
def test_a_push_takes_approvals_back_where_it_is_said_to(team: Team, resets: bool) -> None:
    team.project.approvals.update(new_data={"reset_approvals_on_push": resets})
    team.by("bob").approve()
    team.push("two")
    assert bool(team.by("root").approvals.get().approved_by) is not resets


def test_bots_reset_approvals_and_nobody_else(team: Team) -> None:
    team.by("bob").approve()
    assert team.wire(f"PUT {_place(team)}/reset_approvals").status == 401
    sent = {"name": "bot", "scopes": ["api"], "access_level": 40, "expires_at": "2027-01-01"}
    token = team.project.access_tokens.create(sent).token
    headers = {"PRIVATE-TOKEN": token}
    assert team.wire(f"PUT {_place(team)}/reset_approvals", headers=headers).status == 202
    assert team.by("root").approvals.get().approved_by == []


def test_a_request_has_rules_of_its_own(team: Team) -> None:
    rule: Any = {"name": "bob", "approvals_required": 1, "user_ids": [team.bob]}
    source = team.project.approvalrules.create(rule)
    request = team.by("ann")
    own = request.approval_rules.create(
        {"name": "x", "approvals_required": 0, "approval_project_rule_id": source.id}
    )
    assert (own.name, own.source_rule, own.overridden) == ("bob", {"approvals_required": 1}, True)
    assert [user["username"] for user in own.users] == ["bob"]
    assert team.by("root").approval_state.get().approval_rules_overwritten is True
    assert team.by("root").detailed_merge_status == "mergeable"
    path = f"{_place(team)}/approval_rules/{own.id}"
    assert team.wire(f"PUT {path}", {"approvals_required": "1"}).body["overridden"] is False
    request.approvals.set_approvers(1, approver_ids=[team.eve], approval_rule_name="eve")
    assert [rule.name for rule in request.approval_rules.list()] == ["bob", "eve"]
    assert team.wire(f"DELETE {path}", by="eve").status == 403
    assert team.wire(f"DELETE {path}").status == 204


def test_a_project_may_keep_requests_from_having_rules(team: Team) -> None:
    settings: Any = {"disable_overriding_approvers_per_merge_request": True}
    team.project.approvals.update(new_data=settings)
    with pytest.raises(GitlabCreateError) as caught:
        team.by("root").approval_rules.create({"name": "r", "approvals_required": 1})
    assert caught.value.response_code == 403


def test_rules_of_other_branches_do_not_hold(team: Team) -> None:
    branch = team.project.protectedbranches.create({"name": "release"})
    sent: Any = {"name": "r", "approvals_required": 1, "user_ids": [team.bob]}
    team.project.approvalrules.create(sent | {"protected_branch_ids": [branch.id]})
    assert team.by("root").approval_state.get().rules == []
    assert team.by("root").approvals.get().approved is True


def test_groups_have_rules_for_protected_branches(gl: Gitlab, wire: Wire) -> None:
    (ann,) = wire.join("ann")
    group = gl.groups.create({"name": "g", "path": "g"})
    group.members.create({"user_id": ann, "access_level": 30})
    rule = group.approval_rules.create(
        {"name": "security", "approvals_required": 1, "user_ids": [ann]}
    )
    assert (rule.applies_to_all_protected_branches, rule.users[0].get("id")) == (True, ann)
    with pytest.raises(GitlabUpdateError, match="approvals_required"):
        group.approval_rules.update(rule.id, {"approvals_required": 101})
    sent: Any = {"name": "app", "namespace_id": group.id, "initialize_with_readme": True}
    project: Any = gl.projects.create(sent)
    project.branches.create({"branch": "work", "ref": "main"})
    about: Any = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    request = project.mergerequests.create(about)
    assert [r["name"] for r in request.approval_state.get().rules] == ["security"]


def test_a_password_is_asked_for_where_it_has_to_be(team: Team) -> None:
    team.project.approvals.update(new_data={"require_password_to_approve": True})
    assert team.wire(f"POST {_place(team)}/approve", by="bob").status == 401
    form = {"approval_password": "a long password"}
    assert team.wire(f"POST {_place(team)}/approve", form, by="bob").status == 201


def test_gitlabs_own_pages_see_the_same_rules(team: Team) -> None:
    form = {"name": "r", "approvals_required": "1", "users[]": str(team.bob)}
    path = f"/projects/{team.project.id}/approval_settings"
    made = team.wire(f"POST {path}/rules", form).body
    assert [user["username"] for user in made["users"]] == ["bob"]
    assert [rule["name"] for rule in team.wire(f"GET {path}").body["rules"]] == ["r"]
    seen = team.wire(f"GET {_place(team)}/approval_settings").body
    assert [rule["approvals_required"] for rule in seen["rules"]] == [1]
    changed = team.wire(f"PUT {path}/rules/{made['id']}", {"name": "s"}).body
    assert (changed["name"], changed["users"]) == ("s", made["users"])
    assert team.wire(f"DELETE {path}/rules/{made['id']}").status == 204
    assert team.project.approvalrules.list() == []


def _place(team: Team) -> str:
    return f"/projects/{team.project.id}/merge_requests/{team.request.iid}"
