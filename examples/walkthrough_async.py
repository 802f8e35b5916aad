"""The job token scope page without blocking: `python examples/walkthrough_async.py`.

Against a real server: `async with AsyncGitlab(url, private_token=token) as gl`. The same code runs
on trio.
"""

from __future__ import annotations

import asyncio

import gitlab
from gitlab.aio import AsyncGitlab
from gitlab.sandbox import Sandbox


async def walk(gl: AsyncGitlab) -> None:
    project = await gl.projects.get("acme/app")
    scope = await project.job_token_scope.get()
    print(f"{project.path_with_namespace}: inbound_enabled is {scope.inbound_enabled}")

    scope.enabled = False
    await scope.save()
    print(f"saved enabled = False; inbound_enabled is {scope.inbound_enabled}")

    await project.job_token_scope.update(new_data={"enabled": True})
    await scope.refresh()
    print(f"updated by the manager and refreshed; inbound_enabled is {scope.inbound_enabled}")

    entry = await scope.allowlist.create("acme/lib")
    print(f"let in project {entry.get_id()} by its path")
    async for listed in scope.allowlist.list():
        own = " (the project itself)" if listed.is_self else ""
        print(f"  listed: {listed.get_id()} {listed.path_with_namespace}{own}")

    group = await scope.groups_allowlist.create(await gl.groups.get("globex"))
    print(f"let in group {group.get_id()} by its object")
    async for listed_group in scope.groups_allowlist.list():
        print(f"  listed: {listed_group.get_id()} {listed_group.name}")

    try:
        await scope.allowlist.create("acme/lib")
    except gitlab.GitlabCreateError as error:
        print(f"a second time: {error.status}, {error.error_message}")

    await entry.delete()
    await group.delete()
    print(f"removed both; {len(await scope.allowlist.list())} projects are listed")


async def main() -> None:
    with Sandbox(seed="demo") as box:
        async with box.async_client("alice") as gl:
            await walk(gl)


if __name__ == "__main__":
    asyncio.run(main())
