"""What actions on pipelines, jobs, lint results, flags and artifacts send and do to the object."""

from __future__ import annotations

import json
from typing import Any, TypeVar

import pytest

from gitlab import Gitlab
from gitlab._core.values import CaseInsensitiveDict, Failure, Request, Response
from gitlab.base import RESTManager
from gitlab.exceptions import GitlabCiLintError, GitlabCreateError
from gitlab.v4.objects.artifacts import ProjectArtifactManager
from gitlab.v4.objects.ci_lint import ProjectCiLintManager
from gitlab.v4.objects.cluster_agents import ProjectClusterAgentManager
from gitlab.v4.objects.feature_flag_user_lists import ProjectFeatureFlagUserListManager
from gitlab.v4.objects.feature_flags import ProjectFeatureFlag, ProjectFeatureFlagManager
from gitlab.v4.objects.jobs import ProjectJobManager
from gitlab.v4.objects.pipelines import (
    ProjectPipelineBridgeManager,
    ProjectPipelineManager,
    ProjectPipelineSchedule,
    ProjectPipelineScheduleManager,
)
from gitlab.v4.objects.projects import Project
from gitlab.v4.objects.runners import RunnerManager
from gitlab.v4.objects.secure_files import ProjectSecureFileManager
from gitlab.v4.objects.variables import ProjectVariableManager

M = TypeVar("M", bound=RESTManager[Any])


class Canned:
    """A transport that keeps requests and answers each with the same body."""

    def __init__(self, answer: Any = None, status: int = 200) -> None:
        self.body = answer if isinstance(answer, bytes) else json.dumps(answer or {}).encode()
        self.status = status
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response | Failure:
        self.requests.append(request)
        headers = CaseInsensitiveDict({"Content-Type": "application/json"})
        return Response(self.status, "", headers, self.body, request.url)

    def close(self) -> None:
        pass

    @property
    def sent(self) -> str:
        [request] = self.requests
        address = request.url.removeprefix("https://gitlab.example.com/api/v4/projects/1/")
        return f"{request.method} {address}"

    @property
    def data(self) -> Any:
        [request] = self.requests
        assert isinstance(request.body, bytes)
        return json.loads(request.body)


def below(canned: Canned, manager: type[M]) -> M:
    """The manager below project 1."""
    client = Gitlab("https://gitlab.example.com", transport=canned)
    return manager(client, parent=Project(client.projects, {"id": 1}))


def test_a_pipeline_is_made_at_another_path_than_listed() -> None:
    canned = Canned({"id": 7})
    below(canned, ProjectPipelineManager).create({"ref": "main", "inputs": {"deploy": True}})
    assert canned.sent == "POST pipeline"
    assert canned.data == {"ref": "main", "inputs": {"deploy": True}}


def test_the_latest_pipeline_of_a_branch_is_asked_for_even_lazily() -> None:
    canned = Canned({"id": 7, "ref": "main"})
    assert below(canned, ProjectPipelineManager).latest("main", lazy=True).id == 7
    assert canned.sent == "GET pipelines/latest?ref=main"


def test_statuses_of_bridges_are_sent_as_an_array() -> None:
    canned = Canned(b"[]")
    pipeline = below(canned, ProjectPipelineManager).get(7, lazy=True)
    ProjectPipelineBridgeManager(pipeline.manager.gitlab, parent=pipeline).list(
        scope=["failed", "manual"]
    )
    assert canned.sent == ("GET pipelines/7/bridges?scope%5B%5D=failed&scope%5B%5D=manual")


def test_a_schedule_that_is_played_keeps_its_data() -> None:
    canned = Canned({"message": "201 Created"}, status=201)
    schedules = below(canned, ProjectPipelineScheduleManager)
    schedule = ProjectPipelineSchedule(schedules, {"id": 3, "cron": "0 1 * * *"})
    assert schedule.play() == {"message": "201 Created"}
    assert (canned.sent, schedule.cron) == ("POST pipeline_schedules/3/play", "0 1 * * *")


def test_a_new_owner_of_a_schedule_is_taken_over() -> None:
    canned = Canned({"id": 3, "owner": {"username": "root"}}, status=201)
    schedule = below(canned, ProjectPipelineScheduleManager).get(3, lazy=True)
    schedule.take_ownership()
    assert schedule.owner == {"username": "root"}


def test_a_job_that_is_played_takes_over_the_answer_and_a_retried_one_does_not() -> None:
    canned = Canned({"id": 9, "status": "pending"})
    job = below(canned, ProjectJobManager).get(8, lazy=True)
    assert job.retry()["id"] == 9
    assert job.id == 8
    job.play()
    assert (job.id, job.status) == (9, "pending")


def test_paths_of_artifacts_keep_their_slashes_and_are_encoded() -> None:
    canned = Canned(b"content")
    job = below(canned, ProjectJobManager).get(8, lazy=True)
    assert job.artifact("reports/100% #1.txt") == b"content"
    assert canned.sent == "GET jobs/8/artifacts/reports/100%25%20%231.txt"


def test_a_branch_with_slashes_is_one_part_of_the_path_of_its_artifacts() -> None:
    canned = Canned(b"content")
    raw = below(canned, ProjectArtifactManager).raw("feature/x", "a/b.txt", "build")
    assert raw == b"content"
    assert canned.sent == "GET jobs/artifacts/feature%2Fx/raw/a/b.txt?job=build"


def test_the_logs_of_jobs_come_in_chunks_too() -> None:
    chunks: list[bytes] = []
    job = below(Canned(b"one two"), ProjectJobManager).get(8, lazy=True)
    assert job.trace(streamed=True, action=chunks.append) is None
    assert b"".join(chunks) == b"one two"


def test_a_valid_configuration_passes() -> None:
    canned = Canned({"valid": True, "errors": []})
    below(canned, ProjectCiLintManager).validate({"content": "job: {script: ls}"})
    assert canned.sent == "POST ci/lint"
    assert canned.data == {"content": "job: {script: ls}"}


def test_an_invalid_configuration_is_an_error_that_tells_what_is_wrong() -> None:
    answer = {"valid": False, "errors": ["jobs config should contain a job", "unknown keys"]}
    with pytest.raises(GitlabCiLintError) as invalid:
        below(Canned(answer), ProjectCiLintManager).validate({"content": ""})
    assert str(invalid.value) == "jobs config should contain a job\nunknown keys"


def test_a_configuration_that_gitlab_does_not_look_at_is_another_error() -> None:
    with pytest.raises(GitlabCreateError):
        below(Canned({}, status=403), ProjectCiLintManager).validate({"content": ""})


def test_a_flag_is_renamed_by_its_old_name() -> None:
    canned = Canned({"name": "new"})
    flags = below(canned, ProjectFeatureFlagManager)
    flag = ProjectFeatureFlag(flags, {"name": "old", "active": True})
    flag.name = "new"
    flag.save()
    assert (canned.sent, canned.data) == ("PUT feature_flags/old", {"name": "new"})
    assert flag.get_id() == "new"


def test_a_flag_without_changes_is_not_sent() -> None:
    canned = Canned({})
    flags = below(canned, ProjectFeatureFlagManager)
    assert ProjectFeatureFlag(flags, {"name": "old", "active": True}).save() is None
    assert canned.requests == []


def test_the_new_name_of_a_flag_may_be_called_so() -> None:
    canned = Canned({"name": "new"})
    below(canned, ProjectFeatureFlagManager).update("old", {"new_name": "new"})
    assert (canned.sent, canned.data) == ("PUT feature_flags/old", {"name": "new"})


def test_the_users_of_a_list_are_sent_as_text() -> None:
    canned = Canned({"iid": 1})
    users = below(canned, ProjectFeatureFlagUserListManager)
    users.create({"name": "beta", "user_xids": ["a", "b"]})
    assert canned.data == {"name": "beta", "user_xids": "a,b"}


def test_one_of_several_variables_is_named_by_its_environment() -> None:
    canned = Canned({"key": "K"})
    below(canned, ProjectVariableManager).get("K", filter={"environment_scope": "prod"})
    assert canned.sent == "GET variables/K?filter%5Benvironment_scope%5D=prod"


def test_a_secure_file_is_uploaded_as_a_form() -> None:
    canned = Canned({"id": 1}, status=201)
    below(canned, ProjectSecureFileManager).create({"name": "key.jks", "file": b"\x00secret"})
    [request] = canned.requests
    assert request.headers["Content-type"].startswith("multipart/form-data")
    assert isinstance(request.body, bytes)
    assert b"\x00secret" in request.body


def test_all_runners_are_filtered_as_any_list() -> None:
    canned = Canned(b"[]")
    below(canned, RunnerManager).all("online", tag_list=["linux", "arm"], get_all=True)
    assert canned.requests[0].url.endswith(
        "/api/v4/runners/all?per_page=100&tag_list=linux%2Carm&scope=online"
    )


def test_an_agent_cannot_be_changed() -> None:
    agent = below(Canned({}), ProjectClusterAgentManager).get(1, lazy=True)
    agent.name = "other"
    with pytest.raises(AttributeError, match="update"):
        agent.save()
