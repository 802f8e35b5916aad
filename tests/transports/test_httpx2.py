"""The async transport, over a socket, on both event loops."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from gitlab import exceptions as exc
from gitlab.aio import AsyncGitlab
from gitlab.sandbox import Sandbox

pytestmark = pytest.mark.anyio


@pytest.fixture
async def gl(box: Sandbox) -> AsyncIterator[AsyncGitlab]:
    async with AsyncGitlab(box.url, private_token=box.token) as client:
        yield client


async def test_calls_lists_and_errors_work_over_a_socket(gl: AsyncGitlab) -> None:
    await gl.auth()
    assert gl.user is not None
    assert gl.user.username == "root"
    assert len(await gl.groups.list(get_all=True)) > 3
    assert len([group async for group in gl.groups.list(per_page=2)]) > 3
    with pytest.raises(exc.GitlabGetError, match="404 Project Not Found"):
        await gl.projects.get("no/such")


async def test_slashes_stay_encoded_on_the_way(gl: AsyncGitlab) -> None:
    group = await gl.groups.get("acme")
    project = (await group.projects.list(get_all=False))[0]
    again = await gl.projects.get(project.path_with_namespace)
    assert again.id == project.id


async def test_a_refused_connection_is_the_packages_own_error() -> None:
    async with AsyncGitlab("http://127.0.0.1:9") as gl:
        with pytest.raises(exc.GitlabConnectionError, match=r"127\.0\.0\.1:9") as refused:
            await gl.http_get("/x")
    assert "check the URL" in "".join(refused.value.__notes__)


async def test_a_list_call_is_awaitable_and_iterable(gl: AsyncGitlab) -> None:
    some = await gl.projects.list(per_page=3, get_all=False)
    assert len(some) == 3
    lazily = await gl.projects.list(per_page=3, iterator=True)
    assert lazily.total is not None
    assert lazily.total > 3
    assert (await lazily.next()).get_id() is not None


async def test_netrc_is_read_only_without_a_credential(
    box: Sandbox, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password pw\n", encoding="utf-8")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    async with AsyncGitlab(box.url) as anonymous:
        with pytest.raises(exc.GitlabAuthenticationError):
            await anonymous.http_get("/user")
