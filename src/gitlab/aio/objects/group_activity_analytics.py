# Generated from src/gitlab/v4/objects/group_activity_analytics.py by tools/gen_async.py; edit that file.
"""Group activity analytics: how much happened in a group in the last 90 days."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._core.values import Call
from gitlab.aio.base import RESTManager, RESTObject

__all__ = ["GroupActivityManager"]


class GroupActivityManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/api/group_activity_analytics/

    Groups are named by their full path.
    """

    _path = "/analytics/group_activity"
    _obj_cls = RESTObject

    async def issues_count(self, group_path: str, **kwargs: Any) -> dict[str, int]:
        """Return the `issues_count`: issues that were opened lately. Raises GitlabGetError."""
        return await self._run(self._count("/issues_count", group_path, kwargs))

    async def merge_requests_count(self, group_path: str, **kwargs: Any) -> dict[str, int]:
        """Return the `merge_requests_count`: those opened lately. Raises GitlabGetError."""
        return await self._run(self._count("/merge_requests_count", group_path, kwargs))

    async def new_members_count(self, group_path: str, **kwargs: Any) -> dict[str, int]:
        """Return the `new_members_count`: those who joined lately. Raises GitlabGetError."""
        return await self._run(self._count("/new_members_count", group_path, kwargs))

    def _count(self, suffix: str, group_path: str, kwargs: dict[str, Any]) -> Call[dict[str, int]]:
        return self._call(
            "GET",
            suffix,
            decode=decode.to_dict,
            error=exc.GitlabGetError,
            query={"group_path": group_path},
            kwargs=kwargs,
        )
