# Generated from src/gitlab/v4/objects/topics.py by tools/gen_async.py; edit that file.
"""Topics: the subjects by which projects are found."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.topics import TopicCreate, TopicFilters, TopicUpdate

__all__ = ["Topic", "TopicCreate", "TopicFilters", "TopicManager", "TopicUpdate"]


class Topic(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A subject that projects can be given. Administrators change it."""

    id: int
    name: str
    title: str
    description: str | None
    total_projects_count: int
    organization_id: int
    avatar_url: str | None


class TopicManager(CRUDMixin[Topic, TopicCreate, TopicUpdate, TopicFilters]):
    """https://docs.gitlab.com/api/topics/"""

    _path = "/topics"

    async def merge(
        self, source_topic_id: int | str, target_topic_id: int | str, **kwargs: Any
    ) -> dict[str, Any]:
        """Move the source's projects to the target, delete the source, return the target.

        Raises GitlabMRClosedError.
        """
        return await self._run(
            self._call(
                "POST",
                "/merge",
                decode=decode.to_dict,
                error=exc.GitlabMRClosedError,
                body={"source_topic_id": source_topic_id, "target_topic_id": target_topic_id},
                kwargs=kwargs,
            )
        )
