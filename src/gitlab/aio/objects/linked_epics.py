# Generated from src/gitlab/v4/objects/linked_epics.py by tools/gen_async.py; edit that file.
"""Linked epics: epics that relate to each other or block each other."""

from __future__ import annotations

from typing import Any

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.v4.objects.epics import EpicFields
from gitlab.v4.objects.linked_epics import (
    EpicLinkType,
    GroupEpicRelatedEpicCreate,
    GroupRelatedEpicLinkFilters,
    RelatedEpicLink,
)

__all__ = [
    "GroupEpicRelatedEpic",
    "GroupEpicRelatedEpicCreate",
    "GroupEpicRelatedEpicManager",
    "GroupRelatedEpicLink",
    "GroupRelatedEpicLinkFilters",
    "GroupRelatedEpicLinkManager",
]


class GroupEpicRelatedEpic(ObjectDeleteMixin, EpicFields, RESTObject):
    """An epic that another one is linked to. `delete()` removes the link.

    GitLab answers `create` with the link: `source_epic` and `target_epic`.
    """

    _id_attr = "related_epic_link_id"
    _id_fallback = "id"

    related_epic_link_id: int
    link_type: EpicLinkType
    link_created_at: str
    link_updated_at: str


class GroupEpicRelatedEpicManager(
    ListMixin[GroupEpicRelatedEpic],
    CreateMixin[GroupEpicRelatedEpic, GroupEpicRelatedEpicCreate],
    DeleteMixin[GroupEpicRelatedEpic],
):
    """https://docs.gitlab.com/api/linked_epics/"""

    _path = "/groups/{group_id}/epics/{epic_iid}/related_epics"
    _from_parent_attrs = {"group_id": "group_id", "epic_iid": "iid"}
    _shapes = {"create": RelatedEpicLink}


class GroupRelatedEpicLink(RESTObject):
    """A link between two epics of a group or of what lies below it."""

    id: int
    source_epic: dict[str, Any]
    target_epic: dict[str, Any]
    link_type: EpicLinkType
    created_at: str
    updated_at: str


class GroupRelatedEpicLinkManager(ListMixin[GroupRelatedEpicLink, GroupRelatedEpicLinkFilters]):
    """https://docs.gitlab.com/api/linked_epics/"""

    _path = "/groups/{group_id}/related_epic_links"
    _from_parent_attrs = {"group_id": "id"}
