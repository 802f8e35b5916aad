# Generated from src/gitlab/v4/objects/wikis.py by tools/gen_async.py; edit that file.
"""Wiki pages of projects and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin, UploadMixin
from gitlab.v4.objects.wikis import WikiCreate, WikiFields, WikiFilters, WikiUpdate

if TYPE_CHECKING:
    from gitlab.aio.objects.notes import GroupWikiNoteManager, ProjectWikiNoteManager

__all__ = [
    "GroupWiki",
    "GroupWikiManager",
    "ProjectWiki",
    "ProjectWikiManager",
    "WikiCreate",
    "WikiFilters",
    "WikiUpdate",
]


class ProjectWiki(SaveMixin, ObjectDeleteMixin, UploadMixin, WikiFields, RESTObject):
    """A page of a project's wiki. `upload()` attaches a file to the wiki."""

    _id_attr = "slug"
    _repr_attr = "slug"
    _upload_path = "/projects/{project_id}/wikis/attachments"

    notes: ProjectWikiNoteManager


class ProjectWikiManager(CRUDMixin[ProjectWiki, WikiCreate, WikiUpdate, WikiFilters]):
    """https://docs.gitlab.com/api/wikis/"""

    _path = "/projects/{project_id}/wikis"
    _from_parent_attrs = {"project_id": "id"}


class GroupWiki(SaveMixin, ObjectDeleteMixin, UploadMixin, WikiFields, RESTObject):
    """A page of a group's wiki. `upload()` attaches a file to the wiki."""

    _id_attr = "slug"
    _repr_attr = "slug"
    _upload_path = "/groups/{group_id}/wikis/attachments"

    notes: GroupWikiNoteManager


class GroupWikiManager(CRUDMixin[GroupWiki, WikiCreate, WikiUpdate, WikiFilters]):
    """https://docs.gitlab.com/api/group_wikis/"""

    _path = "/groups/{group_id}/wikis"
    _from_parent_attrs = {"group_id": "id"}
