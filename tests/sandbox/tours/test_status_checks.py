"""Services outside GitLab that say whether a merge request passes."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.exceptions import GitlabCreateError, GitlabRetryError
from gitlab.sandbox import Sandbox
from tests.sandbox.tours.conftest import Wire


@pytest.fixture
def project(gl: Gitlab) -> Any:
    made = gl.projects.create(
        {"name": "app", "initialize_with_readme": True, "visibility": "internal"}
    )
    made.branches.create({"branch": "work", "ref": "main"})
    return made


@pytest.fixture
def request_(project: Any) -> Any:
    _commit(project, "one")
    sent = {"source_branch": "work", "target_branch": "main", "title": "Work"}
    return project.mergerequests.create(sent)


def _commit(project: Any, path: str) -> Any:
    actions = [{"action": "create", "file_path": path, "content": "x"}]
    return project.commits.create({"branch": "work", "commit_message": "C", "actions": actions})


def _check(project: Any, name: str, **more: Any) -> Any:
    url = f"https://{name}.example.com"
    return project.external_status_checks.create({"name": name, "external_url": url, **more})


def _statuses(request_: Any) -> dict[str, str]:
    return {check.name: check.status for check in request_.status_checks.list(get_all=True)}


def test_a_check_of_a_project_keeps_its_secret(project: Any) -> None:
    (branch,) = project.protectedbranches.list(get_all=True)
    check = _check(project, "qa", shared_secret="hush", protected_branch_ids=[branch.id, 999])
    assert (check.hmac, check.project_id) == (True, project.id)
    assert [found["name"] for found in check.protected_branches] == ["main"]
    assert "hush" not in str(check.attributes)
    with pytest.raises(GitlabCreateError, match="has already been taken"):
        _check(project, "qa")
    check.name = "quality"
    check.save()
    (listed,) = project.external_status_checks.list(get_all=True)
    assert (listed.name, listed.hmac) == ("quality", True)
    check.delete()
    assert project.external_status_checks.list(get_all=True) == []


def test_a_service_responds_for_the_newest_commit(project: Any, request_: Any) -> None:
    check = _check(project, "qa")
    assert _statuses(request_) == {"qa": "pending"}
    answer = request_.status_checks.respond(check.id, request_.sha, "passed")
    assert answer["merge_request"]["iid"] == request_.iid
    assert answer["external_status_check"]["name"] == "qa"
    assert _statuses(request_) == {"qa": "passed"}
    _commit(project, "two")
    assert _statuses(request_) == {"qa": "pending"}
    with pytest.raises(GitlabCreateError, match="SHA does not match HEAD") as caught:
        request_.status_checks.respond(check.id, request_.sha, "passed")
    assert caught.value.response_code == 409


def test_checks_are_for_their_branches(project: Any, request_: Any) -> None:
    _check(project, "all")
    ids = [project.protectedbranches.create({"name": "release-*"}).id]
    other = _check(project, "releases", protected_branch_ids=ids)
    assert _statuses(request_) == {"all": "pending"}
    with pytest.raises(GitlabCreateError, match="404"):
        request_.status_checks.respond(other.id, request_.sha, "passed")


def test_a_failed_check_is_asked_again(project: Any, request_: Any, box: Sandbox) -> None:
    check = _check(project, "qa")
    request_.status_checks.respond(check.id, request_.sha, "passed")
    (shown,) = request_.status_checks.list(get_all=True)
    with pytest.raises(GitlabRetryError, match="External status check must be failed") as caught:
        shown.retry()
    assert caught.value.response_code == 422
    request_.status_checks.respond(check.id, request_.sha, "failed")
    assert _statuses(request_) == {"qa": "failed"}
    shown.retry()
    assert _statuses(request_) == {"qa": "pending"}
    box.clock.advance(121)
    assert _statuses(request_) == {"qa": "failed"}


def test_services_need_the_developer_role(project: Any, request_: Any, wire: Wire) -> None:
    (ann,) = wire.join("ann")
    check = _check(project, "qa")
    place = f"/projects/{project.id}/merge_requests/{request_.iid}"
    form = {"external_status_check_id": check.id, "sha": request_.sha, "status": "passed"}
    assert wire(f"POST {place}/status_check_responses", form, by="ann").status == 403
    assert wire(f"POST {place}/status_checks/{check.id}/retry", by="ann").status == 403
    project.members.create({"user_id": ann, "access_level": 30})
    assert wire(f"POST {place}/status_check_responses", form, by="ann").status == 201
    assert wire(f"GET {place}/status_checks", by="ann").body[0]["status"] == "passed"
    unknown = wire(f"POST {place}/status_check_responses", form | {"status": "odd"})
    assert unknown.body == {"error": "status does not have a valid value"}
