"""Releases and the links to their assets."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict
from urllib.parse import quote

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ListMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import Array
from gitlab.v4.objects._entities import Milestone

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import Commit, UserBasic
    from gitlab.v4.objects._literals import SortDirection

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

LinkType = Literal["other", "runbook", "image", "package"]


class ProjectReleaseLinkCreate(TypedDict, total=False):
    name: Required[str]
    url: Required[str]
    direct_asset_path: str
    filepath: str
    link_type: LinkType


class ProjectReleaseLinkUpdate(TypedDict, total=False):
    name: str
    url: str
    direct_asset_path: str
    filepath: str
    link_type: LinkType


class NewReleaseAssets(TypedDict):
    links: list[ProjectReleaseLinkCreate]


class ProjectReleaseCreate(TypedDict, total=False):
    """`ref` is needed where the tag does not exist yet."""

    tag_name: Required[str]
    name: str
    tag_message: str
    description: str
    ref: str
    milestones: Annotated[list[str], Array]
    milestone_ids: Annotated[list[int], Array]
    assets: NewReleaseAssets
    released_at: str
    legacy_catalog_publish: bool


class ProjectReleaseUpdate(TypedDict, total=False):
    name: str
    description: str
    milestones: Annotated[list[str], Array]
    milestone_ids: Annotated[list[int], Array]
    released_at: str


class ProjectReleaseFilters(TypedDict, total=False):
    order_by: Literal["released_at", "created_at"]
    sort: SortDirection
    include_html_description: bool
    updated_before: str
    updated_after: str


class IssueStats(TypedDict):
    """How many issues a milestone has, and how many of them are closed."""

    total: int
    closed: int


class ReleaseMilestone(Milestone, total=False):
    """A milestone that a release is part of."""

    issue_stats: IssueStats


class ReleaseSource(TypedDict):
    """An archive of the source code."""

    format: str
    url: str


class ReleaseAsset(TypedDict):
    """A link to something that belongs to a release."""

    id: int
    name: str
    url: str
    direct_asset_url: str
    link_type: LinkType


class ReleaseAssets(TypedDict):
    """What there is to download of a release."""

    count: int
    sources: list[ReleaseSource]
    links: list[ReleaseAsset]


class ReleaseEvidence(TypedDict):
    """A snapshot of what a release was made of."""

    sha: str
    filepath: str
    collected_at: str


class ReleasePages(TypedDict, total=False):
    """The addresses of a release in GitLab's web interface."""

    closed_issues_url: str
    closed_merge_requests_url: str
    edit_url: str
    merged_merge_requests_url: str
    opened_issues_url: str
    opened_merge_requests_url: str
    self: str


class ReleaseFields:
    """The attributes of every release that GitLab answers."""

    name: str | None
    tag_name: str
    description: str | None
    created_at: str
    released_at: str
    upcoming_release: bool
    description_html: str
    author: UserBasic
    commit: Commit
    milestones: list[ReleaseMilestone]
    commit_path: str
    tag_path: str
    assets: ReleaseAssets
    evidences: list[ReleaseEvidence]
    _links: ReleasePages


class ProjectRelease(SaveMixin, ReleaseFields, RESTObject):
    """A release: a tag with notes, milestones and assets."""

    _id_attr = "tag_name"

    links: ProjectReleaseLinkManager

    def collect_evidence(self, **kwargs: Any) -> None:
        """Take a snapshot of what the release is made of. Raises GitlabCreateError."""
        self._update_attrs(
            self._run(
                self._call(
                    "POST",
                    "/evidence",
                    decode=decode.to_dict,
                    error=exc.GitlabCreateError,
                    kwargs=kwargs,
                )
            )
        )

    def download_asset(
        self,
        direct_asset_path: str,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the bytes behind a link of the release, or chunks with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call(
            "GET", f"/downloads/{quote(direct_asset_path)}", error=exc.GitlabGetError, kwargs=kwargs
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class ProjectReleaseManager(
    CRUDMixin[ProjectRelease, ProjectReleaseCreate, ProjectReleaseUpdate, ProjectReleaseFilters]
):
    """https://docs.gitlab.com/api/releases/

    Deleting a release leaves its tag.
    """

    _path = "/projects/{project_id}/releases"
    _from_parent_attrs = {"project_id": "id"}

    def latest(self, **kwargs: Any) -> ProjectRelease:
        """Return the newest release by its `released_at`. Raises GitlabGetError."""
        return self._run(
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


class GroupReleaseFilters(TypedDict, total=False):
    """`simple` leaves out all but names, dates and what was written."""

    sort: SortDirection
    simple: bool


class GroupRelease(ReleaseFields, RESTObject):
    """A release of one of a group's projects."""

    _id_attr = "tag_name"


class GroupReleaseManager(ListMixin[GroupRelease, GroupReleaseFilters]):
    """https://docs.gitlab.com/api/group_releases/"""

    _path = "/groups/{group_id}/releases"
    _from_parent_attrs = {"group_id": "id"}
