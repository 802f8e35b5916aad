"""Terraform states through the client: written, read by version, and held by a lock."""

from __future__ import annotations

import pytest

from gitlab import exceptions as exc
from gitlab.aio import AsyncGitlab
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


async def test_a_state_is_read_by_its_name_and_by_version(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100, lazy=True)
    state = project.terraform_states.get("prod")
    await state.upload(b'{"serial": 1}')
    await state.upload(b'{"serial": 2}')
    assert await state.download() == b'{"serial": 2}'
    assert await state.versions.get(1).download() == b'{"serial": 1}'
    await state.versions.get(2).delete()
    assert await state.download() == b'{"serial": 1}'
    await state.delete()
    with pytest.raises(exc.GitlabGetError):
        await state.versions.get(1).download()


async def test_a_locked_state_is_written_by_whoever_knows_the_lock(gl: AsyncGitlab) -> None:
    project = await gl.projects.get(100, lazy=True)
    state = project.terraform_states.get("prod")
    await state.lock(LOCK)
    with pytest.raises(exc.GitlabSetError):
        await state.lock({**LOCK, "ID": "b2"})
    with pytest.raises(exc.GitlabUploadError):
        await state.upload(b'{"serial": 1}')
    await state.upload(b'{"serial": 1}', lock_id="a1")
    await state.unlock("a1")
    await state.upload(b'{"serial": 2}')
