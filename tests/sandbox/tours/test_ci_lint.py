"""CI/CD configurations are looked through before they are used."""

from __future__ import annotations

from typing import Any

import pytest

import gitlab
from gitlab import Gitlab
from gitlab.v4.objects import Project

GOOD = "stages: [check]\nunit:\n  stage: check\n  script: make test\n.hidden:\n  script: x\n"


@pytest.fixture
def project(gl: Gitlab) -> Project:
    return gl.projects.create({"name": "app", "initialize_with_readme": True})


def test_a_good_configuration_is_valid_and_shows_its_jobs(project: Project) -> None:
    found = project.ci_lint.create({"content": GOOD, "include_jobs": True})
    assert (found.valid, found.errors, found.warnings) == (True, [], [])
    assert [(job["name"], job["stage"]) for job in found.jobs] == [("unit", "check")]
    assert found.merged_yaml.startswith("---\nstages:\n- check\nunit:\n")
    project.ci_lint.validate({"content": GOOD})


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ("unit:\n  image: x\n", "jobs:unit config should implement the script:, run:, or"),
        ("unit:\n  script: x\n  stage: nowhere\n", "unit job: chosen stage nowhere does not exist"),
        (".hidden:\n  script: x\n", "jobs config should contain at least one visible job"),
        ("stages: 5\nunit:\n  script: x\n", "stages config should be an array of strings"),
        ("unit:\n  script: x\n  tags: 5\n", "jobs:unit:tags config should be an array of"),
        ("- a list\n", "Invalid configuration format"),
        (" ", "Please provide content of .gitlab-ci.yml"),
    ],
)
def test_what_is_wrong_is_told(project: Project, content: str, error: str) -> None:
    found = project.ci_lint.create({"content": content})
    assert not found.valid
    assert found.errors[0].startswith(error)
    with pytest.raises(gitlab.GitlabCiLintError, match=error.replace(".", r"\.")):
        project.ci_lint.validate({"content": content})


def test_the_projects_own_configuration_is_checked(project: Project) -> None:
    assert project.ci_lint.get().errors == ["Please provide content of .gitlab-ci.yml"]
    project.files.create(
        {
            "file_path": ".gitlab-ci.yml",
            "branch": "main",
            "content": GOOD,
            "commit_message": "Pipelines",
        }
    )
    assert project.ci_lint.get().valid


def test_a_dry_run_tells_what_a_push_would_start(project: Project) -> None:
    content = "always: {script: x}\ntagged: {script: x, rules: [{if: $CI_COMMIT_TAG}]}\n"
    told: Any = {"content": content, "include_jobs": True}
    static = project.ci_lint.create(told)
    assert [job["name"] for job in static.jobs] == ["always", "tagged"]
    project.tags.create({"tag_name": "v1", "ref": "main"})
    dry = project.ci_lint.create(told | {"dry_run": True})
    assert [job["name"] for job in dry.jobs] == ["always"]
    tagged = project.ci_lint.create(told | {"dry_run": True, "ref": "v1"})
    assert [job["name"] for job in tagged.jobs] == ["always", "tagged"]
    none = project.ci_lint.create({"content": "a: {script: x, only: [tags]}", "dry_run": True})
    assert none.errors[0].startswith("The resulting pipeline would have been empty")


def test_included_files_are_told_and_merged(project: Project) -> None:
    told: Any = {"branch": "main", "commit_message": "CI", "content": "more: {script: x}\n"}
    project.files.create(told | {"file_path": "more.yml"})
    found = project.ci_lint.create({"content": "include: more.yml\nunit: {script: x}\n"})
    assert [(it["type"], it["location"]) for it in found.includes] == [("local", "more.yml")]
    assert "more:\n  script: x" in found.merged_yaml
    missing = project.ci_lint.create({"content": "include: none.yml\nunit: {script: x}\n"})
    assert missing.errors == ["Local file `none.yml` does not exist!"]


def test_the_endpoint_without_a_project_is_gone(gl: Gitlab) -> None:
    with pytest.raises(gitlab.GitlabCreateError, match="404 Not Found"):
        gl.ci_lint.create({"content": GOOD})
