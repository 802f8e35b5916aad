# Generated from src/gitlab/v4/objects/tags.py by tools/gen_async.py; edit that file.
"""Tags, and the protected ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import NoUpdateMixin, ObjectDeleteMixin
from gitlab.v4.objects.tags import (
    ProjectProtectedTagCreate,
    ProjectTagCreate,
    ProjectTagFilters,
    TagRelease,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Commit, ProtectedRefAccess

__all__ = [
    "ProjectProtectedTag",
    "ProjectProtectedTagCreate",
    "ProjectProtectedTagManager",
    "ProjectTag",
    "ProjectTagCreate",
    "ProjectTagFilters",
    "ProjectTagManager",
]


class ProjectTag(ObjectDeleteMixin, RESTObject):
    """A tag of the repository, with its commit and release."""

    _id_attr = "name"
    _repr_attr = "name"

    name: str
    message: str
    target: str
    commit: Commit
    release: TagRelease | None
    protected: bool
    created_at: str | None

    async def signature(self, **kwargs: Any) -> dict[str, Any]:
        """Return the tag's X.509 signature and whether GitLab could verify it.

        Raises GitlabGetError, also for tags that are not signed.
        """
        return await self._run(
            self._call(
                "GET",
                "/signature",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectTagManager(NoUpdateMixin[ProjectTag, ProjectTagCreate, ProjectTagFilters]):
    """https://docs.gitlab.com/api/tags/"""

    _path = "/projects/{project_id}/repository/tags"
    _from_parent_attrs = {"project_id": "id"}


class ProjectProtectedTag(ObjectDeleteMixin, RESTObject):
    """A tag, or a pattern of tags, that not everyone may create."""

    _id_attr = "name"
    _repr_attr = "name"

    name: str
    create_access_levels: list[ProtectedRefAccess]


class ProjectProtectedTagManager(NoUpdateMixin[ProjectProtectedTag, ProjectProtectedTagCreate]):
    """https://docs.gitlab.com/api/protected_tags/"""

    _path = "/projects/{project_id}/protected_tags"
    _from_parent_attrs = {"project_id": "id"}
