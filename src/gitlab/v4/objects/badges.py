"""Badges: small linked images on the pages of projects and groups."""

from __future__ import annotations

from typing import Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import BadgeRenderMixin, CRUDMixin, ObjectDeleteMixin, SaveMixin

__all__ = [
    "BadgeCreate",
    "BadgeFilters",
    "BadgeUpdate",
    "GroupBadge",
    "GroupBadgeManager",
    "ProjectBadge",
    "ProjectBadgeManager",
]


class BadgeCreate(TypedDict, total=False):
    """The URLs may have placeholders such as %{project_path}."""

    link_url: Required[str]
    image_url: Required[str]
    name: str


class BadgeUpdate(TypedDict, total=False):
    link_url: str
    image_url: str
    name: str


class BadgeFilters(TypedDict, total=False):
    name: str


class BadgeFields:
    """The attributes of every badge; the rendered URLs have their placeholders filled in."""

    name: str | None
    link_url: str
    image_url: str
    rendered_link_url: str
    rendered_image_url: str
    id: int
    kind: Literal["project", "group"]


class GroupBadge(SaveMixin, ObjectDeleteMixin, BadgeFields, RESTObject):
    """A badge that all projects of a group show."""


class GroupBadgeManager(
    BadgeRenderMixin[GroupBadge], CRUDMixin[GroupBadge, BadgeCreate, BadgeUpdate, BadgeFilters]
):
    """https://docs.gitlab.com/api/group_badges/"""

    _path = "/groups/{group_id}/badges"
    _from_parent_attrs = {"group_id": "id"}


class ProjectBadge(SaveMixin, ObjectDeleteMixin, BadgeFields, RESTObject):
    """A badge of a project. Those of its group are listed too, and changed there."""


class ProjectBadgeManager(
    BadgeRenderMixin[ProjectBadge], CRUDMixin[ProjectBadge, BadgeCreate, BadgeUpdate, BadgeFilters]
):
    """https://docs.gitlab.com/api/project_badges/"""

    _path = "/projects/{project_id}/badges"
    _from_parent_attrs = {"project_id": "id"}
