"""Which jobs of a pipeline begin when, and what they begin in turn."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

import gitlab
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import Project, ProjectPipeline


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def project(box: Sandbox) -> Project:
    return box.client().projects.create({"name": "app", "initialize_with_readme": True})


def configure(project: Project, config: str) -> None:
    told: Any = {"branch": "main", "commit_message": "CI", "content": config}
    is_new = not any(entry["name"] == ".gitlab-ci.yml" for entry in project.repository_tree())
    if is_new:
        project.files.create(told | {"file_path": ".gitlab-ci.yml"})
    else:
        project.files.update(".gitlab-ci.yml", told)


def pipeline(project: Project, config: str) -> ProjectPipeline:
    """The pipeline of a commit with this configuration."""
    configure(project, config)
    return project.pipelines.list(get_all=True)[0]


def jobs(found: ProjectPipeline) -> dict[str, str]:
    return {job.name: job.status for job in found.jobs.list(get_all=True)}


def end(box: Sandbox, found: ProjectPipeline, name: str, status: str = "success") -> None:
    (id,) = (job.id for job in found.jobs.list(get_all=True) if job.name == name)
    box.run_job(id)
    box.end_job(id, status)


def test_a_job_with_needs_waits_for_these_alone(box: Sandbox, project: Project) -> None:
    found = pipeline(
        project,
        """
        stages: [build, test, deploy]
        one: {stage: build, script: a}
        two: {stage: build, script: a}
        free: {stage: deploy, script: a, needs: []}
        after-one: {stage: test, script: a, needs: [{job: one, artifacts: false}]}
        after-all: {stage: test, script: a}
        """,
    )
    first = {"one": "pending", "two": "pending", "free": "pending"}
    assert jobs(found) == first | {"after-one": "created", "after-all": "created"}
    end(box, found, "one")
    assert jobs(found)["after-one"] == "pending"
    assert jobs(found)["after-all"] == "created"
    end(box, found, "two", "failed")
    assert (jobs(found)["after-one"], jobs(found)["after-all"]) == ("pending", "skipped")


def test_a_failure_begins_what_waits_for_one(box: Sandbox, project: Project) -> None:
    found = pipeline(
        project,
        """
        stages: [build, test]
        compile: {stage: build, script: a}
        mend: {stage: test, script: a, when: on_failure}
        tidy: {stage: test, script: a, when: always}
        unit: {stage: test, script: a}
        """,
    )
    end(box, found, "compile", "failed")
    after = {"mend": "pending", "tidy": "pending", "unit": "skipped"}
    assert jobs(found) == {"compile": "failed"} | after
    end(box, found, "mend")
    end(box, found, "tidy")
    assert project.pipelines.get(found.id).status == "failed"


def test_a_manual_job_that_must_not_fail_holds_the_pipeline(box: Sandbox, project: Project) -> None:
    found = pipeline(
        project,
        """
        stages: [ask, do]
        confirm: {stage: ask, script: a, rules: [{when: manual}]}
        go: {stage: do, script: a}
        """,
    )
    assert (found.status, jobs(found)) == ("manual", {"confirm": "manual", "go": "created"})
    (confirm,) = found.jobs.list(scope="manual")
    project.jobs.get(confirm.id).play()
    end(box, found, "confirm")
    assert jobs(found)["go"] == "pending"


def test_a_delayed_job_waits_its_time(box: Sandbox, project: Project) -> None:
    found = pipeline(project, "later: {script: a, when: delayed, start_in: 1h 30m}\n")
    assert (found.status, jobs(found)) == ("scheduled", {"later": "scheduled"})
    box.clock.advance(5_000)
    assert jobs(found) == {"later": "scheduled"}
    box.clock.advance(500)
    assert jobs(found) == {"later": "pending"}
    assert project.pipelines.get(found.id).status == "pending"


def test_what_was_skipped_waits_again_after_a_retry(box: Sandbox, project: Project) -> None:
    found = pipeline(
        project, "stages: [a, b]\none: {stage: a, script: a}\ntwo: {stage: b, script: a}\n"
    )
    end(box, found, "one", "failed")
    assert jobs(found) == {"one": "failed", "two": "skipped"}
    found.retry()
    assert jobs(found) == {"one": "pending", "two": "created"}
    end(box, found, "one")
    end(box, found, "two")
    assert project.pipelines.get(found.id).status == "success"


def test_one_job_of_a_resource_group_runs_at_a_time(box: Sandbox, project: Project) -> None:
    config = """
    deploy: {script: a, resource_group: production}
    check: {script: a, resource_group: production}
    """
    found = pipeline(project, config)
    assert jobs(found) == {"deploy": "pending", "check": "waiting_for_resource"}
    (group,) = project.resource_groups.list(get_all=True)
    assert (group.key, group.process_mode) == ("production", "unordered")
    assert group.current_job()["name"] == "deploy"
    assert [job.name for job in group.upcoming_jobs.list(get_all=True)] == ["check"]
    group.process_mode = "newest_first"
    group.save()
    assert project.resource_groups.get("production").process_mode == "newest_first"
    end(box, found, "deploy")
    assert jobs(found)["check"] == "pending"
    end(box, found, "check")
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        group.current_job()
    with pytest.raises(gitlab.GitlabGetError, match="404"):
        project.resource_groups.get("staging")


def test_a_bridge_starts_a_pipeline_of_another_project(box: Sandbox, project: Project) -> None:
    tools = box.client().projects.create({"name": "tools", "initialize_with_readme": True})
    configure(tools, "told: {script: a, rules: [{if: $SIZE == 'big'}]}\n")
    found = pipeline(
        project,
        """
        simple: {variables: {SIZE: big}, trigger: root/tools}
        patient: {variables: {SIZE: big}, trigger: {project: root/tools, strategy: depend}}
        lost: {trigger: root/none}
        """,
    )
    bridges = {it.name: it for it in found.bridges.list(get_all=True)}
    assert {name: it.status for name, it in bridges.items()} == {
        "simple": "success",
        "patient": "running",
        "lost": "failed",
    }
    assert bridges["lost"].failure_reason == "downstream_bridge_project_not_found"
    started = bridges["patient"].downstream_pipeline
    assert started is not None
    downstream = tools.pipelines.get(started["id"])
    assert (downstream.source, jobs(downstream)) == ("pipeline", {"told": "pending"})
    end(box, downstream, "told")
    ended = {it.name: it.status for it in found.bridges.list(get_all=True)}
    assert ended["patient"] == "success"


def test_a_bridge_starts_a_child_pipeline(box: Sandbox, project: Project) -> None:
    told: Any = {"branch": "main", "commit_message": "Child [skip ci]"}
    child = "child: {script: a, rules: [{if: $CI_PIPELINE_SOURCE == 'parent_pipeline'}]}\n"
    project.files.create(told | {"file_path": "child.yml", "content": child})
    config = "start: {trigger: {include: child.yml, strategy: depend}}\n"
    found = pipeline(project, config)
    (bridge,) = found.bridges.list(get_all=True)
    started = bridge.downstream_pipeline
    assert started is not None
    downstream = project.pipelines.get(started["id"])
    assert (downstream.source, jobs(downstream)) == ("parent_pipeline", {"child": "pending"})
    assert [it.id for it in project.pipelines.list(source="parent_pipeline")] == [downstream.id]
    end(box, downstream, "child", "failed")
    assert project.pipelines.get(found.id).status == "failed"


def test_projects_that_trigger_one_another_come_to_an_end(box: Sandbox, project: Project) -> None:
    other = box.client().projects.create({"name": "other", "initialize_with_readme": True})
    pipeline(other, "back: {trigger: root/app}\n")
    found = pipeline(project, "forth: {trigger: root/other}\n")
    started = found.bridges.list(get_all=True)[0].downstream_pipeline
    assert started is not None
    (back,) = other.pipelines.get(started["id"]).bridges.list(get_all=True)
    assert (back.status, back.failure_reason) == ("failed", "pipeline_loop_detected")


def test_a_job_deploys_to_its_environment(box: Sandbox, project: Project) -> None:
    found = pipeline(
        project,
        """
        stages: [deploy, stop]
        deploy:
          stage: deploy
          script: a
          environment: {name: review/$CI_COMMIT_REF_NAME, url: https://example.com}
        stop:
          stage: stop
          script: a
          environment: {name: review/$CI_COMMIT_REF_NAME, action: stop}
        """,
    )
    (place,) = project.environments.list(get_all=True)
    assert (place.name, place.external_url, place.tier) == (
        "review/main",
        "https://example.com",
        "development",
    )
    (deployment,) = project.deployments.list(get_all=True)
    assert (deployment.status, deployment.sha) == ("created", found.sha)
    end(box, found, "deploy")
    deployed = project.deployments.get(deployment.id)
    assert (deployed.status, (deployed.deployable or {}).get("name")) == ("success", "deploy")
    last = project.environments.get(place.id).last_deployment
    assert last is not None
    assert last.get("id") == deployment.id
    end(box, found, "stop")
    assert project.environments.get(place.id).state == "stopped"
