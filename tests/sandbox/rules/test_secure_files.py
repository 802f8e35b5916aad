"""Secure files of projects."""

from __future__ import annotations

import hashlib

import pytest

from gitlab import GitlabCreateError, GitlabGetError, GitlabListError
from gitlab.sandbox import Sandbox
from tests.sandbox.rules.conftest import Ask


def test_a_file_is_kept_downloaded_and_deleted(box: Sandbox) -> None:
    files = box.client("mark").projects.get(1).secure_files
    made = files.create({"name": "app.jks", "file": b"\x00key"})
    assert made.checksum == hashlib.sha256(b"\x00key").hexdigest()
    assert (made.checksum_algorithm, made.file_extension) == ("sha256", "jks")
    assert files.get(made.id).download() == b"\x00key"
    assert [found.name for found in files.list(get_all=True)] == ["app.jks"]
    files.delete(made.id)
    with pytest.raises(GitlabGetError, match="404"):
        files.get(made.id)


def test_names_are_used_once_and_files_are_small_and_few(box: Sandbox) -> None:
    files = box.client("mark").projects.get(1).secure_files
    files.create({"name": "a", "file": b"1"})
    with pytest.raises(GitlabCreateError, match="has already been taken"):
        files.create({"name": "a", "file": b"2"})
    with pytest.raises(GitlabCreateError, match="413 Request Entity Too Large"):
        files.create({"name": "large", "file": b"0" * (5 << 20)})
    for number in range(99):
        files.create({"name": f"f{number}", "file": b"1"})
    with pytest.raises(GitlabCreateError, match=r"project ci secure files \(100\) exceeded"):
        files.create({"name": "one more", "file": b"1"})


def test_developers_read_secure_files_and_maintainers_write_them(box: Sandbox, ask: Ask) -> None:
    made = box.client("mark").projects.get(1).secure_files.create({"name": "a", "file": b"1"})
    files = box.client("dev").projects.get(1).secure_files
    assert files.get(made.id).download() == b"1"
    with pytest.raises(GitlabCreateError, match="403 Forbidden"):
        files.create({"name": "b", "file": b"1"})
    with pytest.raises(GitlabListError, match="403 Forbidden"):
        box.client("paul").projects.get(1).secure_files.list(get_all=True)
    assert ask("mark", "POST /projects/1/secure_files", name="b").json == {
        "error": "file is missing"
    }


def test_secure_files_are_there_with_pipelines_switched_off(ask: Ask) -> None:
    ask("olive", "PUT /projects/1", builds_access_level="disabled")
    assert ask("dev", "GET /projects/1/secure_files").status == 200
