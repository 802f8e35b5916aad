"""Another CI system reports how a commit fares."""

from __future__ import annotations

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.v4.objects import Project, ProjectCommit


@pytest.fixture
def project(gl: Gitlab) -> Project:
    return gl.projects.create({"name": "app", "initialize_with_readme": True})


@pytest.fixture
def commit(project: Project) -> ProjectCommit:
    return project.commits.get("main")


def test_a_report_makes_a_pipeline_of_external_jobs(
    project: Project, commit: ProjectCommit
) -> None:
    status = commit.statuses.create(
        {"state": "running", "name": "jenkins", "target_url": "https://ci.example.com/1"}
    )
    assert (status.status, status.ref, status.sha) == ("running", "main", commit.id)
    assert status.target_url == "https://ci.example.com/1"
    (pipeline,) = project.pipelines.list(get_all=True)
    assert (pipeline.id, pipeline.source, pipeline.status) == (
        *(status.pipeline_id, "external"),
        "running",
    )
    assert project.jobs.list(get_all=True) == []
    done = commit.statuses.create({"state": "success", "name": "jenkins", "coverage": 91.5})
    assert (done.id, done.status, done.coverage) == (status.id, "success", 91.5)
    commit = project.commits.get(commit.id)
    assert commit.status == "success"
    assert commit.last_pipeline is not None
    assert commit.last_pipeline["id"] == status.pipeline_id


def test_a_report_after_the_end_takes_the_place_of_the_last(commit: ProjectCommit) -> None:
    first = commit.statuses.create({"state": "failed"})
    again = commit.statuses.create({"state": "pending"})
    assert first.name == "default"
    assert [status.id for status in commit.statuses.list(get_all=True)] == [again.id]
    everything = commit.statuses.list(query_parameters={"all": True}, get_all=False)
    assert [status.id for status in everything] == [first.id, again.id]


def test_a_status_does_not_go_backwards(commit: ProjectCommit) -> None:
    commit.statuses.create({"state": "running"})
    with pytest.raises(gitlab.GitlabCreateError, match="Cannot transition status via :run") as told:
        commit.statuses.create({"state": "running"})
    assert told.value.response_code == 400


def test_an_unknown_commit_has_no_statuses(project: Project) -> None:
    unknown = project.commits.get("f" * 40, lazy=True)
    with pytest.raises(gitlab.GitlabListError, match="404 Commit Not Found"):
        unknown.statuses.list(get_all=True)
