# Generated from src/gitlab/v4/objects/releases.py by tools/gen_async.py; edit that file.
"""Releases and the links to their assets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.releases import (
    LinkType,
    ProjectReleaseCreate,
    ProjectReleaseFilters,
    ProjectReleaseLinkCreate,
    ProjectReleaseLinkUpdate,
    ProjectReleaseUpdate,
    ReleaseAssets,
    ReleaseEvidence,
    ReleaseMilestone,
    ReleasePages,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Commit, UserBasic

__all__ = [
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


class ProjectRelease(SaveMixin, RESTObject):
    """A release: a tag with notes, milestones and assets."""

    _id_attr = "tag_name"

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

    links: ProjectReleaseLinkManager


class ProjectReleaseManager(
    CRUDMixin[ProjectRelease, ProjectReleaseCreate, ProjectReleaseUpdate, ProjectReleaseFilters]
):
    """https://docs.gitlab.com/api/releases/

    Deleting a release leaves its tag.
    """

    _path = "/projects/{project_id}/releases"
    _from_parent_attrs = {"project_id": "id"}


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
