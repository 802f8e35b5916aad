"""CI/CD configurations are looked through before they are used."""

from __future__ import annotations

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


def test_the_endpoint_without_a_project_is_gone(gl: Gitlab) -> None:
    with pytest.raises(gitlab.GitlabCreateError, match="404 Not Found"):
        gl.ci_lint.create({"content": GOOD})
