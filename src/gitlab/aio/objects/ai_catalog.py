# Generated from src/gitlab/v4/objects/ai_catalog.py by tools/gen_async.py; edit that file.
"""AI catalog: the agents that GitLab offers to projects."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject

__all__ = ["AICatalogManager"]


class AICatalogManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/user/duo_agent_platform/agents/external/

    Administrators only.
    """

    _path = "/admin/ai_catalog"
    _obj_cls = RESTObject

    async def seed_external_agents(self, **kwargs: Any) -> None:
        """Put the external agents that GitLab maintains into the catalog.

        Raises GitlabCreateError.
        """
        return await self._run(
            self._call(
                "POST",
                "/seed_external_agents",
                decode=decode.to_none,
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )
