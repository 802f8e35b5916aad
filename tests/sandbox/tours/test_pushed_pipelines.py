"""Commits, branches, tags and merges start the pipelines that the configuration asks for."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.v4.objects import Project

CI = ".gitlab-ci.yml"
SIMPLE = "unit: {script: make test}\n"


@pytest.fixture
def project(gl: Gitlab) -> Project:
    return gl.projects.create({"name": "app", "initialize_with_readme": True})


def commit(project: Project, files: dict[str, str], branch: str = "main", **more: str) -> Any:
    known = {entry["path"] for entry in project.repository_tree(recursive=True, get_all=True)}
    actions = [
        {"action": "update" if path in known else "create", "file_path": path, "content": content}
        for path, content in files.items()
    ]
    told: Any = {"branch": branch, "commit_message": "Change", "actions": actions, **more}
    return project.commits.create(told)


def jobs(project: Project, **filters: Any) -> dict[str, str]:
    """The jobs of the latest pipeline."""
    newest = project.pipelines.list(get_all=True, **filters)[0]
    return {job.name: job.status for job in newest.jobs.list(get_all=True)}


def wrong(project: Project) -> str:
    """What is wrong with the configuration, as the latest pipeline tells it."""
    newest = project.pipelines.list(get_all=True)[0]
    return project.pipelines.get(newest.id).yaml_errors or ""


def test_a_commit_starts_a_pipeline(project: Project) -> None:
    before = project.branches.get("main").commit.get("id")
    made = commit(project, {CI: SIMPLE})
    (pipeline,) = project.pipelines.list(get_all=True)
    found = project.pipelines.get(pipeline.id)
    assert (found.source, found.ref, found.sha) == ("push", "main", made.id)
    assert (found.status, found.before_sha, found.tag) == ("pending", before, False)
    last = project.commits.get(made.id).last_pipeline
    assert last is not None
    assert last["id"] == pipeline.id


def test_a_project_without_a_configuration_has_no_pipelines(project: Project) -> None:
    commit(project, {"a.txt": "a"})
    project.tags.create({"tag_name": "v1", "ref": "main"})
    assert project.pipelines.list(get_all=True) == []


def test_files_branches_tags_and_merges_start_pipelines_too(project: Project) -> None:
    commit(project, {CI: SIMPLE})
    project.branches.create({"branch": "topic", "ref": "main"})
    project.files.create(
        {"file_path": "b.txt", "branch": "topic", "content": "b", "commit_message": "Add"}
    )
    project.tags.create({"tag_name": "v1", "ref": "main"})
    request = project.mergerequests.create(
        {"source_branch": "topic", "target_branch": "main", "title": "Add"}
    )
    request.merge()
    found = [(it.ref, it.source) for it in project.pipelines.list(get_all=True)]
    assert found == [
        ("main", "push"),
        ("v1", "push"),
        ("topic", "push"),
        ("topic", "push"),
        ("main", "push"),
    ]
    assert project.pipelines.list(scope="tags")[0].ref == "v1"


@pytest.mark.parametrize("words", ["[skip ci]", "[CI SKIP]", "[ci-skip]"])
def test_a_message_may_skip_the_pipeline(project: Project, words: str) -> None:
    commit(project, {CI: SIMPLE}, commit_message=f"Docs {words}")
    (pipeline,) = project.pipelines.list(get_all=True)
    assert (pipeline.status, pipeline.jobs.list(get_all=True)) == ("skipped", [])


def test_a_wrong_configuration_is_a_failed_pipeline_that_says_so(project: Project) -> None:
    commit(project, {CI: "unit: {script: make, stage: nowhere}\n"})
    (pipeline,) = project.pipelines.list(yaml_errors=True)
    found = project.pipelines.get(pipeline.id)
    assert found.status == "failed"
    assert wrong(project).startswith("unit job: chosen stage nowhere does not exist")
    assert found.jobs.list(get_all=True) == []


def test_a_disabled_feature_and_a_role_too_low_start_nothing(gl: Gitlab, project: Project) -> None:
    commit(project, {CI: SIMPLE})
    project.builds_access_level = "disabled"
    project.save()
    commit(project, {"a.txt": "a"})
    project.builds_access_level = "enabled"
    project.save()
    assert len(project.pipelines.list(get_all=True)) == 1


def test_rules_choose_the_jobs(project: Project) -> None:
    config = """
    on-main: {script: a, rules: [{if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH}]}
    on-tags: {script: a, rules: [{if: "$CI_COMMIT_TAG =~ /^v[0-9]+$/i"}]}
    never: {script: a, rules: [{if: $CI, when: never}, {when: always}]}
    later: {script: a, rules: [{when: delayed, start_in: 1 hour}]}
    both: {script: a, rules: [{if: '$CI && ($NONE || $CI_PIPELINE_SOURCE != "push")'}]}
    documented: {script: a, rules: [{changes: ["docs/**/*"]}]}
    packed: {script: a, rules: [{exists: ["*.{lock,toml}"]}]}
    """
    commit(project, {CI: config})
    assert jobs(project) == {"on-main": "pending", "later": "scheduled"}
    commit(project, {"docs/a/b.md": "x", "poetry.lock": "y"})
    assert set(jobs(project)) == {"on-main", "later", "documented", "packed"}
    project.tags.create({"tag_name": "V2", "ref": "main"})
    assert {"on-tags", "later", "packed"} <= set(jobs(project))
    assert "on-main" not in jobs(project)


def test_only_and_except_choose_the_jobs(project: Project) -> None:
    config = """
    main: {script: a, only: [main]}
    topics: {script: a, only: [/^topic-.*/]}
    pushed: {script: a, only: [pushes], except: [tags]}
    tagged: {script: a, only: {refs: [tags]}}
    told: {script: a, only: {variables: [$TOLD]}}
    requested: {script: a, only: [merge_requests]}
    """
    commit(project, {CI: config})
    assert set(jobs(project)) == {"main", "pushed"}
    project.branches.create({"branch": "topic-1", "ref": "main"})
    assert set(jobs(project)) == {"topics", "pushed"}
    project.variables.create({"key": "TOLD", "value": "1"})
    project.tags.create({"tag_name": "v1", "ref": "main"})
    assert set(jobs(project)) == {"tagged", "told"}


def test_a_workflow_lets_pipelines_begin_and_names_them(project: Project) -> None:
    config = """
    workflow:
      name: "For $CI_COMMIT_BRANCH"
      rules: [{if: $CI_COMMIT_TAG, when: never}, {when: always, variables: {DEEP: "yes"}}]
    unit: {script: a}
    deep: {script: a, rules: [{if: $DEEP == "yes"}]}
    """
    commit(project, {CI: config})
    assert project.pipelines.list(get_all=True)[0].name == "For main"
    assert set(jobs(project)) == {"unit", "deep"}
    project.tags.create({"tag_name": "v1", "ref": "main"})
    assert len(project.pipelines.list(get_all=True)) == 1


def test_jobs_take_over_what_they_extend_refer_to_and_include(gl: Gitlab, project: Project) -> None:
    shared = gl.projects.create({"name": "shared", "initialize_with_readme": True})
    commit(shared, {"jobs.yml": "from-project: {script: a}\n"})
    config = """
    include:
      - local: ci/more.yml
      - project: root/shared
        file: jobs.yml
    default: {tags: [linux]}
    stages: [check]
    .setup: {script: [a, b], tags: [mac]}
    .base: {stage: check, extends: .setup}
    unit: {extends: .base}
    lint: {stage: check, script: [!reference [.setup, script], c]}
    """
    files = {CI: config, "ci/more.yml": "from-file: {stage: check, script: a}\n"}
    commit(project, files)
    assert "from-project job: chosen stage test does not exist" in wrong(project)
    commit(shared, {"jobs.yml": "from-project: {stage: check, script: a}\n"})
    commit(project, {"a.txt": "a"})
    found = project.pipelines.list(get_all=True)[0].jobs.list(get_all=True)
    assert {job.name: job.tag_list for job in found} == {
        "from-file": ["linux"],
        "from-project": ["linux"],
        "unit": ["mac"],
        "lint": ["linux"],
    }


@pytest.mark.parametrize(
    ("config", "error"),
    [
        ("include: none.yml", "Local file `none.yml` does not exist!"),
        ("include: {project: root/none, file: a.yml}", "Project `root/none` not found or access"),
        ("a: {extends: .none, script: a}", "a: unknown keys in `extends` (.none)"),
        ("a: {extends: b}\nb: {extends: a}", "circular dependency detected in `extends`"),
        ("a: {script: [!reference [.x, script]]}", 'reference [".x", "script"] could not be found'),
        ("a: {script: a, needs: [b]}", "a job: undefined need: b"),
        ("a: {script: a, when: later}", "jobs:a when should be one of: on_success"),
        ("a: {script: a, rules: [], only: [main]}", "key may not be used with `rules`: only"),
        ("a: {script: a, colour: red}", "jobs:a config contains unknown keys: colour"),
        ("a: {script: a, needs: [b]}\nb: {script: a, needs: [a]}", "circular dependencies"),
        ("a: &a [*a, *a]", "The parsed YAML is too big"),
    ],
)
def test_what_is_wrong_with_a_configuration_is_told(
    project: Project, config: str, error: str
) -> None:
    commit(project, {CI: config})
    assert error in wrong(project)


def test_a_need_that_does_not_run_is_told(project: Project) -> None:
    commit(project, {CI: "a: {script: a, only: [tags]}\nb: {script: a, needs: [a]}\n"})
    assert wrong(project).startswith(
        "'b' job needs 'a' job, but 'a' does not exist in the pipeline."
    )


def test_parallel_jobs_have_numbers_or_values_in_their_names(project: Project) -> None:
    config = """
    unit: {script: a, parallel: 2}
    build: {script: a, parallel: {matrix: [{OS: [linux, mac], CPU: arm}]}}
    """
    commit(project, {CI: config})
    assert set(jobs(project)) == {
        "unit 1/2",
        "unit 2/2",
        "build: [linux, arm]",
        "build: [mac, arm]",
    }


def test_a_newer_commit_cancels_a_pipeline_that_did_not_begin(project: Project) -> None:
    commit(project, {CI: SIMPLE})
    commit(project, {"a.txt": "a"})
    assert [it.status for it in project.pipelines.list(get_all=True)] == ["pending", "canceled"]


def test_a_merge_request_has_pipelines_of_its_own(project: Project) -> None:
    config = "requested: {script: a, rules: [{if: $CI_MERGE_REQUEST_IID}]}\n"
    commit(project, {CI: config})
    assert project.pipelines.list(get_all=True) == []
    project.branches.create({"branch": "topic", "ref": "main"})
    commit(project, {"a.txt": "a"}, "topic")
    request = project.mergerequests.create(
        {"source_branch": "topic", "target_branch": "main", "title": "Add"}
    )
    (first,) = project.pipelines.list(get_all=True)
    assert (first.source, first.ref) == ("merge_request_event", "refs/merge-requests/1/head")
    commit(project, {"b.txt": "b"}, "topic")
    asked = request.pipelines.create()
    listed = [it.id for it in request.pipelines.list(get_all=True)]
    assert listed == [asked.id, asked.id - 1, first.id]
