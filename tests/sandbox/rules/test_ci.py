"""Pipelines, jobs and triggers: how they begin, go on and end, and the tokens meanwhile."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from gitlab.exceptions import GitlabCreateError, GitlabGetError, GitlabJobRetryError
from gitlab.sandbox import Sandbox
from tests.sandbox.small import ask

CONFIG = """
stages: [build, test]
compile:
  stage: build
  script: make
  tags: [linux]
unit:
  stage: test
  script: make test
lint:
  stage: test
  script: make lint
  allow_failure: true
deploy:
  stage: test
  when: manual
  script: make deploy
release:
  stage: test
  script: make release
  rules: [{if: $CI_COMMIT_TAG}]
"""


@pytest.fixture
def box() -> Iterator[Sandbox]:
    seed = {
        "users": [{"id": 3, "username": "dave"}],
        "projects": [
            {"id": 1, "full_path": "root/site", "files": {".gitlab-ci.yml": CONFIG}},
            {"id": 2, "full_path": "root/other", "files": {".gitlab-ci.yml": CONFIG}},
        ],
        "members": [{"project": "root/site", "user": "dave", "role": "reporter"}],
    }
    with Sandbox(seed, clock=iter(range(1_790_000_000, 1_800_000_000)).__next__) as sandbox:
        yield sandbox


@pytest.fixture
def project(box: Sandbox) -> Any:
    return box.client().projects.get(1)


def jobs(pipeline: Any) -> dict[str, str]:
    return {job.name: job.status for job in pipeline.jobs.list(get_all=True)}


def end(box: Sandbox, job: Any, status: str = "success") -> None:
    box.run_job(job.id)
    box.end_job(job.id, status)


def test_jobs_of_a_stage_wait_for_those_before(box: Sandbox, project: Any) -> None:
    pipeline = project.pipelines.create({"ref": "main"})
    assert (pipeline.status, pipeline.source, pipeline.iid) == ("pending", "api", 1)
    waiting = {"compile": "pending", "unit": "created", "lint": "created", "deploy": "created"}
    assert jobs(pipeline) == waiting
    by_name = {job.name: job for job in pipeline.jobs.list(get_all=True)}
    end(box, by_name["compile"])
    begun = {"compile": "success", "unit": "pending", "lint": "pending", "deploy": "manual"}
    assert jobs(pipeline) == begun
    end(box, by_name["lint"], "failed")
    end(box, by_name["unit"])
    assert project.pipelines.get(pipeline.id).status == "success"


def test_failure_skips_what_comes_after_and_a_retry_takes_it_up(box: Sandbox, project: Any) -> None:
    pipeline = project.pipelines.create({"ref": "main"})
    (compile_,) = pipeline.jobs.list(scope="pending")
    end(box, project.jobs.get(compile_.id), "failed")
    found = project.pipelines.get(pipeline.id)
    assert (found.status, jobs(found)["unit"]) == ("failed", "skipped")
    failed = project.jobs.get(compile_.id)
    assert failed.failure_reason == "script_failure"
    again = project.jobs.get(failed.retry()["id"])
    assert (again.status, project.pipelines.get(pipeline.id).status) == ("pending", "pending")
    assert len(pipeline.jobs.list(include_retried=True)) == len(jobs(pipeline)) + 1
    with pytest.raises(GitlabJobRetryError, match="403 Forbidden - Job is not retryable"):
        failed.retry()


def test_pipeline_of_a_tag_has_the_jobs_of_its_rules(project: Any) -> None:
    project.tags.create({"tag_name": "v2", "ref": "main"})
    pipeline = project.pipelines.create({"ref": "v2"})
    assert pipeline.tag
    assert "release" in jobs(pipeline)


@pytest.mark.parametrize(
    ("config", "message"),
    [
        (None, "Missing CI config file"),
        ("{", "Invalid configuration format"),
        ("a: {script: x, stage: none}", "chosen stage none does not exist"),
        ("a: {stage: test}", "should implement the script:, run:, or trigger: keyword"),
        ("a: {script: x, rules: [{when: never}]}", "The resulting pipeline would have been empty"),
    ],
)
def test_configuration_that_makes_no_pipeline_is_refused(
    project: Any, config: str | None, message: str
) -> None:
    about = {"branch": "main", "commit_message": "m", "file_path": ".gitlab-ci.yml"}
    if config is None:
        project.files.delete(**about)
    else:
        project.files.update(".gitlab-ci.yml", {"content": config, **about})
    with pytest.raises(GitlabCreateError, match=message):
        project.pipelines.create({"ref": "main"})


def test_pipeline_of_an_unknown_ref_is_refused(project: Any) -> None:
    with pytest.raises(GitlabCreateError, match="Reference not found"):
        project.pipelines.create({"ref": "none"})


def test_variables_are_kept_and_count_in_rules(project: Any) -> None:
    variables = [{"key": "A", "value": "1"}]
    pipeline = project.pipelines.create({"ref": "main", "variables": variables})
    (found,) = pipeline.variables.list()
    assert (found.key, found.value, found.variable_type) == ("A", "1", "env_var")


def test_pipelines_are_listed_cancelled_renamed_and_deleted(project: Any) -> None:
    first, second = (project.pipelines.create({"ref": "main"}) for _ in range(2))
    first.cancel()
    assert [row.id for row in project.pipelines.list()] == [second.id, first.id]
    assert [row.id for row in project.pipelines.list(status="canceled")] == [first.id]
    assert project.pipelines.latest().id == second.id
    first.delete()
    with pytest.raises(GitlabGetError, match="404 Pipeline Not Found"):
        project.pipelines.get(first.id)


def test_reporter_reads_pipelines_and_makes_none(box: Sandbox, project: Any) -> None:
    project.pipelines.create({"ref": "main"})
    mine = box.client("dave").projects.get(1)
    assert len(mine.pipelines.list()) == 1
    with pytest.raises(GitlabCreateError, match="403 Forbidden"):
        mine.pipelines.create({"ref": "main"})


def test_token_counts_as_long_as_its_job_runs(box: Sandbox, project: Any) -> None:
    (job,) = project.pipelines.create({"ref": "main"}).jobs.list(scope="pending")
    token = box.run_job(job.id)
    headers = {"JOB-TOKEN": token}
    status, _, found = ask(box, "GET", "/api/v4/job", headers=headers)
    assert (status, found["id"], found["status"]) == (200, job.id, "running")
    box.end_job(job.id)
    assert ask(box, "GET", "/api/v4/job", headers=headers)[0] == 401


@pytest.mark.parametrize(("version", "dots"), [("18.11", 0), ("19.4", 2)])
def test_token_looks_as_in_its_version(version: str, dots: int) -> None:
    with Sandbox({"projects": [{"id": 1, "full_path": "root/site"}]}, version=version) as box:
        token = box.job_token("root/site")
    assert token.startswith("glcbt-")
    assert token.count(".") == dots


def test_job_reports_trace_artifacts_and_its_end(box: Sandbox, project: Any) -> None:
    (job,) = project.pipelines.create({"ref": "main"}).jobs.list(scope="pending")
    token = box.run_job(job.id)
    target = f"/api/v4/jobs/{job.id}"
    headers = {"JOB-TOKEN": token, "Content-Type": "text/plain", "Content-Range": "0-5"}
    status, answered, _ = box.app.handle("PATCH", f"{target}/trace", headers, b"hello")
    assert (status, answered["Range"]) == (202, "0-5")
    assert project.jobs.get(job.id).trace() == b"hello"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("dist/a.txt", "content")
    form = b'--x\r\nContent-Disposition: form-data; name="file"; filename="artifacts.zip"\r\n\r\n'
    body = form + packed.getvalue() + b"\r\n--x--\r\n"
    headers = {"JOB-TOKEN": token, "Content-Type": "multipart/form-data; boundary=x"}
    assert box.app.handle("POST", f"{target}/artifacts", headers, body)[0] == 201
    found = project.jobs.get(job.id)
    assert found.artifacts_file["size"] == len(packed.getvalue())
    assert found.artifact("dist/a.txt") == b"content"
    assert found.artifacts() == packed.getvalue()
    with pytest.raises(GitlabGetError, match="404"):
        found.artifact("none")
    ask(box, "PUT", target, json={"token": token, "state": "success"})
    assert project.jobs.get(job.id).status == "success"
    assert ask(box, "PUT", target, json={"token": token, "state": "failed"})[0] == 403
    for other in project.jobs.list(scope="pending", get_all=True):
        end(box, other)
    assert project.artifacts.raw("main", "dist/a.txt", "compile") == b"content"
    assert project.artifacts.download("main", "compile") == packed.getvalue()


def test_manual_job_is_played_and_another_is_not(box: Sandbox, project: Any) -> None:
    pipeline = project.pipelines.create({"ref": "main"})
    by_name = {job.name: project.jobs.get(job.id) for job in pipeline.jobs.list(get_all=True)}
    end(box, by_name["compile"])
    by_name["deploy"].play()
    assert jobs(pipeline)["deploy"] == "pending"
    status, _, body = ask(
        box, "POST", f"/api/v4/projects/1/jobs/{by_name['compile'].id}/play", box.token
    )
    assert (status, body) == (400, {"message": "400 Bad request - Unplayable Job"})


def test_trigger_makes_a_pipeline_with_its_token(box: Sandbox, project: Any) -> None:
    trigger = project.triggers.create({"description": "from afar"})
    pipeline = project.trigger_pipeline("main", trigger.token, {"A": "1"})
    assert pipeline.source == "trigger"
    assert ask(
        box, "POST", "/api/v4/projects/1/trigger/pipeline", json={"token": "no", "ref": "main"}
    )[::2] == (404, {"message": "404 Not Found"})


def test_job_token_triggers_where_the_allowlist_lets_it_in(box: Sandbox, project: Any) -> None:
    token = box.job_token("root/other")
    target = "/api/v4/projects/1/trigger/pipeline"
    body = {"token": token, "ref": "main"}
    assert ask(box, "POST", target, json=body)[::2] == (404, {"message": "404 Not Found"})
    project.job_token_scope.get().allowlist.create({"target_project_id": 2})
    status, _, pipeline = ask(box, "POST", target, json=body)
    assert (status, pipeline["source"]) == (201, "pipeline")
    box.end_job(json.loads(box.request("GET", "/api/v4/job", {"JOB-TOKEN": token})[2])["id"])
    assert ask(box, "POST", target, json=body)[::2] == (401, {"message": "Job is not running"})


def test_successful_access_is_in_the_log(box: Sandbox, project: Any) -> None:
    token = box.job_token("root/other")
    target = "/api/v4/projects/1/repository/branches"
    assert ask(box, "GET", target, headers={"JOB-TOKEN": token})[0] == 403
    assert not box.app.store.select("auth_log").exists()
    project.job_token_scope.get().allowlist.create({"target_project_id": 2})
    assert ask(box, "GET", target, headers={"JOB-TOKEN": token})[0] == 200
    (entry,) = box.app.store.select("auth_log", accessed_project_id=1)
    assert (entry["origin_project_id"], list(entry["policies"])) == (2, ["read_repositories"])
