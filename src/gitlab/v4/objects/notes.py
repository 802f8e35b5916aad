"""Notes: comments on issues, merge requests, snippets, epics and commits, in threads or not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, RetrieveMixin, SaveMixin
from gitlab.types import RequiredOptional

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import SortDirection
    from gitlab.v4.objects._note_entities import DiffPosition, Suggestion
    from gitlab.v4.objects.award_emojis import (
        GroupEpicNoteAwardEmojiManager,
        ProjectIssueNoteAwardEmojiManager,
        ProjectMergeRequestNoteAwardEmojiManager,
        ProjectSnippetNoteAwardEmojiManager,
    )

__all__ = [
    "CommitDiscussionNoteCreate",
    "DiscussionNoteCreate",
    "DiscussionNoteUpdate",
    "GroupEpicDiscussionNote",
    "GroupEpicDiscussionNoteManager",
    "GroupEpicNote",
    "GroupEpicNoteManager",
    "GroupWikiNote",
    "GroupWikiNoteManager",
    "MergeRequestNoteCreate",
    "NoteCreate",
    "NoteFilters",
    "NoteUpdate",
    "ProjectCommitDiscussionNote",
    "ProjectCommitDiscussionNoteManager",
    "ProjectIssueDiscussionNote",
    "ProjectIssueDiscussionNoteManager",
    "ProjectIssueNote",
    "ProjectIssueNoteManager",
    "ProjectMergeRequestDiscussionNote",
    "ProjectMergeRequestDiscussionNoteManager",
    "ProjectMergeRequestNote",
    "ProjectMergeRequestNoteManager",
    "ProjectNote",
    "ProjectNoteManager",
    "ProjectSnippetDiscussionNote",
    "ProjectSnippetDiscussionNoteManager",
    "ProjectSnippetNote",
    "ProjectSnippetNoteManager",
    "ProjectVulnerabilityNote",
    "ProjectVulnerabilityNoteManager",
    "ProjectWikiNote",
    "ProjectWikiNoteManager",
]


class NoteCreate(TypedDict, total=False):
    """An `internal` note is seen by members with the Reporter role and above."""

    body: Required[str]
    confidential: bool
    internal: bool
    created_at: str


class MergeRequestNoteCreate(NoteCreate, total=False):
    """`merge_request_diff_head_sha` makes quick actions such as /merge safe."""

    merge_request_diff_head_sha: str


class NoteUpdate(TypedDict, total=False):
    body: Required[str]
    confidential: bool


class NoteFilters(TypedDict, total=False):
    order_by: Literal["created_at", "updated_at"]
    sort: SortDirection
    activity_filter: Literal["all_notes", "only_comments", "only_activity"]


class DiscussionNoteCreate(TypedDict, total=False):
    body: Required[str]
    created_at: str


class CommitDiscussionNoteCreate(DiscussionNoteCreate, total=False):
    position: DiffPosition


class DiscussionNoteUpdate(TypedDict):
    """GitLab refuses `resolved` together with `body`: resolve the discussion instead."""

    body: str


class NoteFields:
    """The attributes of every note."""

    id: int
    type: Literal["DiffNote", "DiscussionNote", "Note"] | None
    body: str
    author: UserBasic
    created_at: str
    updated_at: str
    system: bool
    noteable_id: int | None
    noteable_type: str
    project_id: int | None
    commit_id: str | None
    position: DiffPosition
    resolvable: bool
    resolved: bool
    resolved_by: UserBasic | None
    resolved_at: str | None
    suggestions: list[Suggestion]
    confidential: bool
    internal: bool
    imported: bool
    imported_from: str
    noteable_iid: int | None
    commands_changes: dict[str, Any]


class GroupEpicNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on an epic."""

    awardemojis: GroupEpicNoteAwardEmojiManager


class GroupEpicNoteManager(CRUDMixin[GroupEpicNote, NoteCreate, NoteUpdate, NoteFilters]):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/groups/{group_id}/epics/{epic_id}/notes"
    _from_parent_attrs = {"group_id": "group_id", "epic_id": "id"}


class GroupEpicDiscussionNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment in a thread on an epic."""


class GroupEpicDiscussionNoteManager(
    CRUDMixin[GroupEpicDiscussionNote, DiscussionNoteCreate, DiscussionNoteUpdate]
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/groups/{group_id}/epics/{epic_id}/discussions/{discussion_id}/notes"
    _from_parent_attrs = {"group_id": "group_id", "epic_id": "epic_id", "discussion_id": "id"}


class ProjectNote(NoteFields, RESTObject):
    """A comment in a project, whatever it is about."""


class ProjectNoteManager(RetrieveMixin[ProjectNote, NoteFilters]):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/projects/{project_id}/notes"
    _from_parent_attrs = {"project_id": "id"}
    # Notes are created where they belong; scripts ask this manager what that takes.
    _create_attrs = RequiredOptional(required=("body",))


class ProjectCommitDiscussionNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment in a thread on a commit."""


class ProjectCommitDiscussionNoteManager(
    CRUDMixin[ProjectCommitDiscussionNote, CommitDiscussionNoteCreate, DiscussionNoteUpdate]
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = (
        "/projects/{project_id}/repository/commits/{commit_id}/discussions/{discussion_id}/notes"
    )
    _from_parent_attrs = {
        "project_id": "project_id",
        "commit_id": "commit_id",
        "discussion_id": "id",
    }


class ProjectIssueNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on an issue."""

    awardemojis: ProjectIssueNoteAwardEmojiManager


class ProjectIssueNoteManager(CRUDMixin[ProjectIssueNote, NoteCreate, NoteUpdate, NoteFilters]):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/notes"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectIssueDiscussionNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment in a thread on an issue."""


class ProjectIssueDiscussionNoteManager(
    CRUDMixin[ProjectIssueDiscussionNote, DiscussionNoteCreate, DiscussionNoteUpdate]
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/discussions/{discussion_id}/notes"
    _from_parent_attrs = {
        "project_id": "project_id",
        "issue_iid": "issue_iid",
        "discussion_id": "id",
    }


class ProjectMergeRequestNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on a merge request."""

    awardemojis: ProjectMergeRequestNoteAwardEmojiManager


class ProjectMergeRequestNoteManager(
    CRUDMixin[ProjectMergeRequestNote, MergeRequestNoteCreate, NoteUpdate, NoteFilters]
):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/notes"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}


class ProjectMergeRequestDiscussionNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment in a thread on a merge request."""


class ProjectMergeRequestDiscussionNoteManager(
    CRUDMixin[ProjectMergeRequestDiscussionNote, DiscussionNoteCreate, DiscussionNoteUpdate]
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/discussions/{discussion_id}/notes"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "mr_iid", "discussion_id": "id"}


class ProjectSnippetNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on a snippet."""

    awardemojis: ProjectSnippetNoteAwardEmojiManager


class ProjectSnippetNoteManager(CRUDMixin[ProjectSnippetNote, NoteCreate, NoteUpdate, NoteFilters]):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/projects/{project_id}/snippets/{snippet_id}/notes"
    _from_parent_attrs = {"project_id": "project_id", "snippet_id": "id"}


class ProjectSnippetDiscussionNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment in a thread on a snippet."""


class ProjectSnippetDiscussionNoteManager(
    CRUDMixin[ProjectSnippetDiscussionNote, DiscussionNoteCreate, DiscussionNoteUpdate]
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/snippets/{snippet_id}/discussions/{discussion_id}/notes"
    _from_parent_attrs = {
        "project_id": "project_id",
        "snippet_id": "snippet_id",
        "discussion_id": "id",
    }


class GroupWikiNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on a page of a group's wiki."""


class GroupWikiNoteManager(CRUDMixin[GroupWikiNote, NoteCreate, NoteUpdate, NoteFilters]):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/groups/{group_id}/wiki_pages/{wiki_page_meta_id}/notes"
    _from_parent_attrs = {"group_id": "group_id", "wiki_page_meta_id": "wiki_page_meta_id"}


class ProjectWikiNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on a page of a project's wiki."""


class ProjectWikiNoteManager(CRUDMixin[ProjectWikiNote, NoteCreate, NoteUpdate, NoteFilters]):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/projects/{project_id}/wiki_pages/{wiki_page_meta_id}/notes"
    _from_parent_attrs = {"project_id": "project_id", "wiki_page_meta_id": "wiki_page_meta_id"}


class ProjectVulnerabilityNote(SaveMixin, ObjectDeleteMixin, NoteFields, RESTObject):
    """A comment on a vulnerability."""


class ProjectVulnerabilityNoteManager(
    CRUDMixin[ProjectVulnerabilityNote, NoteCreate, NoteUpdate, NoteFilters]
):
    """https://docs.gitlab.com/api/notes/"""

    _path = "/projects/{project_id}/vulnerabilities/{vulnerability_id}/notes"
    _from_parent_attrs = {"project_id": "project_id", "vulnerability_id": "id"}
