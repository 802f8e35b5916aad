"""The asynchronous client on an empty GitLab: many things at once, and all of them there."""

from __future__ import annotations

from typing import Any

import pytest
from anyio import create_task_group

from gitlab.exceptions import GitlabCreateError, GitlabDeleteError
from gitlab.sandbox import Sandbox


async def test_projects_are_made_filled_and_listed_at_once(box: Sandbox) -> None:
    async with box.async_client() as gl:
        group = await gl.groups.create({"name": "Team", "path": "team"})

        async def make(number: int) -> None:
            sent: Any = {"name": f"app{number}", "namespace_id": group.id}
            project = await gl.projects.create(sent | {"initialize_with_readme": True})
            issue: Any = {"title": f"Issue of {project.name}", "labels": "new"}
            await project.issues.create(issue)
            await project.variables.create({"key": "NUMBER", "value": str(number)})

        async with create_task_group() as tasks:
            for number in range(12):
                tasks.start_soon(make, number)
        names = [project.name async for project in group.projects.list(per_page=5)]
        assert sorted(names) == sorted(f"app{number}" for number in range(12))
        titles = [issue.title async for issue in group.issues.list(labels=["new"], per_page=5)]
        assert len(set(titles)) == 12
        values = {
            (await (await gl.projects.get(f"team/app{number}")).variables.get("NUMBER")).value
            for number in range(12)
        }
        assert values == {str(number) for number in range(12)}


async def test_members_come_and_go(box: Sandbox) -> None:
    async with box.async_client() as gl:
        about: Any = {"email": "ann@x.org", "name": "Ann", "force_random_password": True}
        ann = await gl.users.create(about | {"username": "ann"})
        project = await gl.projects.create({"name": "app"})
        member = await project.members.create({"user_id": ann.id, "access_level": 30})
        member.access_level = 40
        await member.save()
        with pytest.raises(GitlabCreateError, match="409"):
            await project.members.create({"user_id": ann.id, "access_level": 30})
        async with box.async_client("ann") as hers:
            (seen,) = [each async for each in hers.projects.list(membership=True)]
            permissions = seen.permissions["project_access"]
            assert permissions is not None
            assert permissions["access_level"] == 40
            with pytest.raises(GitlabDeleteError, match="403"):
                await hers.projects.delete(project.id)
        await member.delete()
        assert [each.username async for each in project.members.list()] == ["root"]
