# Generated from src/gitlab/v4/objects/badges.py by tools/gen_async.py; edit that file.
"""Badges: small linked images on the pages of projects and groups."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import BadgeRenderMixin, CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.badges import BadgeCreate, BadgeFields, BadgeFilters, BadgeUpdate

__all__ = [
    "BadgeCreate",
    "BadgeFilters",
    "BadgeUpdate",
    "GroupBadge",
    "GroupBadgeManager",
    "ProjectBadge",
    "ProjectBadgeManager",
]


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
