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
    from gitlab.aio._lists import GitlabList, ListCall, RESTObjectList
    from gitlab.aio.client import AsyncGitlab

__all__ = ["AsyncGitlab", "GitlabList", "ListCall", "RESTObjectList"]


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from gitlab.aio import _lists, client

        return getattr(client if name == "AsyncGitlab" else _lists, name)
