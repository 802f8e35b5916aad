# Generated from src/gitlab/v4/objects/releases.py by tools/gen_async.py; edit that file.
"""Releases and the links to their assets."""

from __future__ import annotations

from collections.abc import Callable, AsyncIterator
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ListMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.releases import (
    GroupReleaseFilters,
    LinkType,
    ProjectReleaseCreate,
    ProjectReleaseFilters,
    ProjectReleaseLinkCreate,
    ProjectReleaseLinkUpdate,
    ProjectReleaseUpdate,
    ReleaseFields,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = [
    "GroupRelease",
    "GroupReleaseFilters",
    "GroupReleaseManager",
    "ProjectRelease",
    "ProjectReleaseCreate",
    "ProjectReleaseFilters",
    "ProjectReleaseLink",
    "ProjectReleaseLinkCreate",
    "ProjectReleaseLinkManager",
    "ProjectReleaseLinkUpdate",
    "ProjectReleaseManager",
    "ProjectReleaseUpdate",
]


class ProjectRelease(SaveMixin, ReleaseFields, RESTObject):
    """A release: a tag with notes, milestones and assets."""

    _id_attr = "tag_name"

    links: ProjectReleaseLinkManager

    async def collect_evidence(self, **kwargs: Any) -> None:
        """Take a snapshot of what the release is made of. Raises GitlabCreateError."""
        self._update_attrs(
            await self._run(
                self._call(
                    "POST",
                    "/evidence",
                    decode=decode.to_dict,
                    error=exc.GitlabCreateError,
                    kwargs=kwargs,
                )
            )
        )

    async def download_asset(
        self,
        direct_asset_path: str,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the bytes behind a link of the release, or chunks with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET", f"/downloads/{quote(direct_asset_path)}", error=exc.GitlabGetError, kwargs=kwargs
        )
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class ProjectReleaseManager(
    CRUDMixin[ProjectRelease, ProjectReleaseCreate, ProjectReleaseUpdate, ProjectReleaseFilters]
):
    """https://docs.gitlab.com/api/releases/

    Deleting a release leaves its tag.
    """

    _path = "/projects/{project_id}/releases"
    _from_parent_attrs = {"project_id": "id"}

    async def latest(self, **kwargs: Any) -> ProjectRelease:
        """Return the newest release by its `released_at`. Raises GitlabGetError."""
        return await self._run(
            self._call(
                "GET",
                "/permalink/latest",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectReleaseLink(ObjectDeleteMixin, SaveMixin, RESTObject):
    """A link from a release to one of its assets."""

    id: int
    name: str
    url: str
    direct_asset_url: str
    link_type: LinkType


class ProjectReleaseLinkManager(
    CRUDMixin[ProjectReleaseLink, ProjectReleaseLinkCreate, ProjectReleaseLinkUpdate]
):
    """https://docs.gitlab.com/api/releases/links/"""

    _path = "/projects/{project_id}/releases/{tag_name}/assets/links"
    _from_parent_attrs = {"project_id": "project_id", "tag_name": "tag_name"}


class GroupRelease(ReleaseFields, RESTObject):
    """A release of one of a group's projects."""

    _id_attr = "tag_name"


class GroupReleaseManager(ListMixin[GroupRelease, GroupReleaseFilters]):
    """https://docs.gitlab.com/api/group_releases/"""

    _path = "/groups/{group_id}/releases"
    _from_parent_attrs = {"group_id": "id"}
