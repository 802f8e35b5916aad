# Generated from tests/behaviour/test_terraform_states.py by tools/gen_tests_sync.py; edit that file.
"""Terraform states through the client: written, read by version, and held by a lock."""

from __future__ import annotations

import pytest

from gitlab import exceptions as exc
from gitlab import Gitlab
from gitlab.v4.objects.terraform_states import ProjectTerraformStateLock

LOCK: ProjectTerraformStateLock = {
    "ID": "a1",
    "Operation": "OperationTypeApply",
    "Info": "",
    "Who": "mary@laptop",
    "Version": "1.9.0",
    "Created": "2026-01-01T00:00:00Z",
    "Path": "prod",
}


def test_a_state_is_read_by_its_name_and_by_version(gl: Gitlab) -> None:
    project = gl.projects.get(100, lazy=True)
    state = project.terraform_states.get("prod")
    state.upload(b'{"serial": 1}')
    state.upload(b'{"serial": 2}')
    assert state.download() == b'{"serial": 2}'
    assert state.versions.get(1).download() == b'{"serial": 1}'
    state.versions.get(2).delete()
    assert state.download() == b'{"serial": 1}'
    state.delete()
    with pytest.raises(exc.GitlabGetError):
        state.versions.get(1).download()


def test_a_locked_state_is_written_by_whoever_knows_the_lock(gl: Gitlab) -> None:
    project = gl.projects.get(100, lazy=True)
    state = project.terraform_states.get("prod")
    state.lock(LOCK)
    with pytest.raises(exc.GitlabSetError):
        state.lock({**LOCK, "ID": "b2"})
    with pytest.raises(exc.GitlabUploadError):
        state.upload(b'{"serial": 1}')
    state.upload(b'{"serial": 1}', lock_id="a1")
    state.unlock("a1")
    state.upload(b'{"serial": 2}')
