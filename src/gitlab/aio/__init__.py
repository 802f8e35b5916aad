"""The same client without blocking, for asyncio and trio.

    from gitlab.aio import AsyncGitlab

    async with AsyncGitlab("https://gitlab.example.com", private_token=token) as gl:
        project = await gl.projects.get("group/project")
        async for member in project.members.list():
            ...

Everything but `_drive.py` and `_lists.py` is generated from the sync text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.aio._lists import GitlabList
    from gitlab.aio.client import AsyncGitlab

__all__ = ["AsyncGitlab", "GitlabList"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from gitlab.aio import client

        return getattr(client, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
