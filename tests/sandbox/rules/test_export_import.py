"""Projects and groups as files."""

from __future__ import annotations

import io

import pytest

from gitlab import Gitlab, GitlabGetError, GitlabImportError
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import GroupExport, ProjectExport
from tests.sandbox.rules.conftest import SEED


class Clock:
    def __init__(self) -> None:
        self.now = 1_790_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def gl(clock: Clock) -> Gitlab:
    return Sandbox(SEED, clock=clock, delay_seconds=60).client()


def _downloaded(export: ProjectExport | GroupExport) -> io.BytesIO:
    content = export.download()
    assert isinstance(content, bytes)
    return io.BytesIO(content)


def test_an_export_is_finished_a_moment_later(gl: Gitlab, clock: Clock) -> None:
    project = gl.projects.get(1)
    assert project.exports.get().export_status == "none"
    export = project.exports.create({})
    assert project.exports.get().export_status == "started"
    with pytest.raises(GitlabGetError, match="404 Not found or has expired"):
        export.download()
    clock.now += 60
    assert project.exports.get().export_status == "finished"
    assert export.download()


def test_what_was_exported_is_imported(gl: Gitlab, clock: Clock) -> None:
    project = gl.projects.get(1)
    project.description = "The site"
    project.save()
    project.labels.create({"name": "bug", "color": "#112233"})
    project.exports.create({})
    clock.now += 60
    file = _downloaded(project.exports.get())
    answer = gl.projects.import_project(file, path="copy", name="Copy", namespace="partners")
    assert answer["import_status"] == "scheduled"
    copy = gl.projects.get(answer["id"])
    assert copy.imports.get().import_status == "started"
    clock.now += 60
    assert copy.imports.get().import_status == "finished"
    assert (copy.path_with_namespace, copy.description) == ("partners/copy", "The site")
    assert [label.name for label in copy.labels.list(get_all=True)] == ["bug"]
    file.seek(0)
    with pytest.raises(GitlabImportError, match="has already been taken"):
        gl.projects.import_project(file, path="copy", namespace="partners")
    with pytest.raises(GitlabImportError, match="export archive"):
        gl.projects.import_project(io.BytesIO(b"text"), path="other", namespace="partners")


def test_a_group_is_exported_and_imported(gl: Gitlab, clock: Clock) -> None:
    group = gl.groups.get(10)
    group.labels.create({"name": "ours", "color": "#112233"})
    export = group.exports.create({})
    clock.now += 60
    file = _downloaded(export)
    gl.groups.import_group(file, path="copied", name="Copied")
    assert [it.name for it in gl.groups.get("copied").labels.list(get_all=True)] == ["ours"]
