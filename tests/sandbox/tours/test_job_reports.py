"""What jobs leave: archives that can be looked through, and test reports."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

import gitlab
from gitlab.sandbox import Sandbox
from gitlab.v4.objects import Project, ProjectJob

REPORT = """<?xml version="1.0"?>
<testsuites><testsuite name="unit">
  <testcase name="adds" classname="math" time="0.5"/>
  <testcase name="divides" classname="math" file="math.py" time="1.25">
    <failure message="no">by zero</failure></testcase>
  <testcase name="waits" classname="clock"><skipped/></testcase>
  <testcase name="breaks" classname="clock"><error message="crash"/></testcase>
</testsuite></testsuites>"""


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def project(box: Sandbox) -> Project:
    project = box.client().projects.create({"name": "app", "initialize_with_readme": True})
    told: Any = {"branch": "main", "commit_message": "CI", "content": "unit: {script: a}\n"}
    project.files.create(told | {"file_path": ".gitlab-ci.yml"})
    return project


@pytest.fixture
def job(box: Sandbox, project: Project) -> ProjectJob:
    """A job that runs."""
    (found,) = project.jobs.list(get_all=True)
    box.run_job(found.id)
    return project.jobs.get(found.id)


def leave(box: Sandbox, id: int, content: bytes, kind: str) -> None:
    """Upload what a job leaves, as its runner does."""
    token = box.run_job(id)
    head = 'Content-Disposition: form-data; name="%s"%s\r\n\r\n'
    parts = [
        head % ("artifact_type", "") + kind,
        head % ("file", '; filename="report.zip"'),
    ]
    body = b"--x\r\n" + parts[0].encode() + b"\r\n--x\r\n" + parts[1].encode() + content
    headers = {"JOB-TOKEN": token, "Content-Type": "multipart/form-data; boundary=x"}
    target = f"/api/v4/jobs/{id}/artifacts"
    status, _, answer = box.app.handle("POST", target, headers, body + b"\r\n--x--\r\n")
    assert status == 201, answer


def test_an_archive_is_looked_through(box: Sandbox, project: Project, job: ProjectJob) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("log.txt", "12345")
        archive.writestr("dist/app/main.js", "1")
    leave(box, job.id, packed.getvalue(), "archive")
    entries = list(job.artifacts_tree(get_all=True))
    assert [(it["path"], it["type"]) for it in entries] == [
        ("dist", "directory"),
        ("log.txt", "file"),
    ]
    assert (entries[1]["size"], entries[1]["name"]) == (5, "log.txt")
    below = job.artifacts_tree(path="dist", recursive=True, get_all=True)
    assert [it["path"] for it in below] == ["dist/app", "dist/app/main.js"]
    with pytest.raises(gitlab.GitlabListError, match="404"):
        job.artifacts_tree(path="none", get_all=True)


def test_a_report_tells_what_tests_did(box: Sandbox, project: Project, job: ProjectJob) -> None:
    leave(box, job.id, gzip.compress(REPORT.encode()), "junit")
    pipeline = project.pipelines.list(get_all=True)[0]
    report = pipeline.test_report.get()
    assert (report.total_count, report.total_time) == (4, 1.75)
    assert (report.success_count, report.failed_count) == (1, 1)
    (suite,) = report.test_suites
    assert suite["name"] == "unit"
    assert [(it.get("name"), it.get("status")) for it in suite["test_cases"]] == [
        ("adds", "success"),
        ("divides", "failed"),
        ("waits", "skipped"),
        ("breaks", "error"),
    ]
    assert suite["test_cases"][1].get("system_output") == "by zero"
    summary = pipeline.test_report_summary.get()
    assert (summary.total["count"], summary.total["failed"], summary.total["error"]) == (4, 1, 1)
    assert summary.test_suites[0]["build_ids"] == [job.id]
    assert [it["file_type"] for it in project.jobs.get(job.id).attributes["artifacts"]] == ["junit"]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"no xml", "JUnit XML parsing failed"),
        (b"\x1f\x8bno gzip", "JUnit data parsing failed: not gzip"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a document type is not allowed"),
    ],
)
def test_a_report_that_cannot_be_read_tells_why(
    box: Sandbox, project: Project, job: ProjectJob, content: bytes, error: str
) -> None:
    leave(box, job.id, content, "junit")
    report = project.pipelines.list(get_all=True)[0].test_report.get()
    assert error in (report.test_suites[0]["suite_error"] or "")


def test_protected_variables_count_on_protected_branches(project: Project) -> None:
    told: Any = {"branch": "main", "commit_message": "CI"}
    config = "deploy: {script: a, rules: [{if: $KEY}]}\nunit: {script: a}\n"
    project.variables.create({"key": "KEY", "value": "1", "protected": True})
    project.files.update(".gitlab-ci.yml", told | {"content": config})
    project.branches.create({"branch": "topic", "ref": "main"})
    names = [
        {job.name for job in it.jobs.list(get_all=True)}
        for it in project.pipelines.list(get_all=True)[:2]
    ]
    assert names == [{"unit"}, {"unit", "deploy"}]
