"""Topics: the subjects by which projects are found."""

from __future__ import annotations

from typing import Annotated, Any, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import Image

__all__ = ["Topic", "TopicCreate", "TopicFilters", "TopicManager", "TopicUpdate"]


class TopicCreate(TypedDict, total=False):
    """GitLab wants a `title` too, from 15.0 on."""

    name: Required[str]
    title: str
    avatar: Annotated[bytes, Image]
    description: str
    organization_id: int


class TopicUpdate(TypedDict, total=False):
    avatar: Annotated[bytes, Image]
    description: str
    name: str
    title: str


class TopicFilters(TypedDict, total=False):
    search: str
    without_projects: bool
    organization_id: int


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

    def merge(
        self, source_topic_id: int | str, target_topic_id: int | str, **kwargs: Any
    ) -> dict[str, Any]:
        """Move the source's projects to the target, delete the source, return the target.

        Raises GitlabMRClosedError.
        """
        return self._run(
            self._call(
                "POST",
                "/merge",
                decode=decode.to_dict,
                error=exc.GitlabMRClosedError,
                body={"source_topic_id": source_topic_id, "target_topic_id": target_topic_id},
                kwargs=kwargs,
            )
        )
