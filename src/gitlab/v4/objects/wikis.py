"""Wiki pages of projects and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin, UploadMixin

if TYPE_CHECKING:
    from gitlab.v4.objects.notes import GroupWikiNoteManager, ProjectWikiNoteManager

__all__ = [
    "GroupWiki",
    "GroupWikiManager",
    "ProjectWiki",
    "ProjectWikiManager",
    "WikiCreate",
    "WikiFilters",
    "WikiUpdate",
]

WikiFormat = Literal["markdown", "rdoc", "asciidoc", "org"]


class WikiFrontMatter(TypedDict, total=False):
    """The front matter of a page."""

    title: str


class WikiCreate(TypedDict, total=False):
    title: Required[str]
    content: Required[str]
    format: WikiFormat
    front_matter: WikiFrontMatter


class WikiUpdate(TypedDict, total=False):
    title: str
    content: str
    format: WikiFormat
    front_matter: WikiFrontMatter


class WikiFilters(TypedDict, total=False):
    with_content: bool


class WikiFields:
    """The attributes of a wiki page, be it a project's or a group's."""

    format: WikiFormat
    slug: str
    title: str
    wiki_page_meta_id: int | None
    content: str
    encoding: str
    front_matter: dict[str, Any]


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
