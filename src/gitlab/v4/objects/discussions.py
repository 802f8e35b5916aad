"""Discussions: threads of comments on issues, merge requests, epics, snippets and commits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, RetrieveMixin, SaveMixin, UpdateMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._note_entities import DiffPosition
    from gitlab.v4.objects.notes import (
        GroupEpicDiscussionNoteManager,
        ProjectCommitDiscussionNoteManager,
        ProjectIssueDiscussionNoteManager,
        ProjectMergeRequestDiscussionNoteManager,
        ProjectSnippetDiscussionNoteManager,
    )

__all__ = [
    "DiffDiscussionCreate",
    "DiscussionCreate",
    "DiscussionUpdate",
    "GroupEpicDiscussion",
    "GroupEpicDiscussionManager",
    "ProjectCommitDiscussion",
    "ProjectCommitDiscussionManager",
    "ProjectIssueDiscussion",
    "ProjectIssueDiscussionManager",
    "ProjectMergeRequestDiscussion",
    "ProjectMergeRequestDiscussionManager",
    "ProjectMergeRequestDiscussionUpdate",
    "ProjectSnippetDiscussion",
    "ProjectSnippetDiscussionManager",
]


class DiscussionCreate(TypedDict, total=False):
    body: Required[str]
    created_at: str


class DiffDiscussionCreate(DiscussionCreate, total=False):
    """Without `position` the discussion is about the whole."""

    position: DiffPosition


class DiscussionUpdate(TypedDict):
    resolved: bool


class DiscussionFields:
    """The attributes of every discussion.

    GitLab answers its notes, too: `discussion.attributes["notes"]`. The manager of the same name
    reads them anew, and writes.
    """

    id: str
    individual_note: bool


class GroupEpicDiscussion(SaveMixin, DiscussionFields, RESTObject):
    """A thread of comments on an epic.

    Assign `resolved` and call `save()` to resolve all its notes. GitLab answers it on the notes.
    """

    resolved: bool

    notes: GroupEpicDiscussionNoteManager


class GroupEpicDiscussionManager(
    RetrieveMixin[GroupEpicDiscussion],
    CreateMixin[GroupEpicDiscussion, DiscussionCreate],
    UpdateMixin[GroupEpicDiscussion, DiscussionUpdate],
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/groups/{group_id}/epics/{epic_id}/discussions"
    _from_parent_attrs = {"group_id": "group_id", "epic_id": "id"}


class ProjectCommitDiscussion(DiscussionFields, RESTObject):
    """A thread of comments on a commit."""

    notes: ProjectCommitDiscussionNoteManager


class ProjectCommitDiscussionManager(
    RetrieveMixin[ProjectCommitDiscussion],
    CreateMixin[ProjectCommitDiscussion, DiffDiscussionCreate],
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/repository/commits/{commit_id}/discussions"
    _from_parent_attrs = {"project_id": "project_id", "commit_id": "id"}


class ProjectIssueDiscussion(SaveMixin, DiscussionFields, RESTObject):
    """A thread of comments on an issue.

    Assign `resolved` and call `save()` to resolve all its notes. GitLab answers it on the notes.
    """

    resolved: bool

    notes: ProjectIssueDiscussionNoteManager


class ProjectIssueDiscussionManager(
    RetrieveMixin[ProjectIssueDiscussion],
    CreateMixin[ProjectIssueDiscussion, DiscussionCreate],
    UpdateMixin[ProjectIssueDiscussion, DiscussionUpdate],
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/discussions"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectMergeRequestDiscussionUpdate(DiscussionUpdate):
    """Whether all its notes count as resolved."""


class ProjectMergeRequestDiscussion(SaveMixin, DiscussionFields, RESTObject):
    """A thread of comments on a merge request.

    Assign `resolved` and call `save()` to resolve all its notes. GitLab answers it on the notes.
    """

    resolved: bool

    notes: ProjectMergeRequestDiscussionNoteManager


class ProjectMergeRequestDiscussionManager(
    RetrieveMixin[ProjectMergeRequestDiscussion],
    CreateMixin[ProjectMergeRequestDiscussion, DiffDiscussionCreate],
    UpdateMixin[ProjectMergeRequestDiscussion, ProjectMergeRequestDiscussionUpdate],
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/discussions"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}


class ProjectSnippetDiscussion(DiscussionFields, RESTObject):
    """A thread of comments on a snippet."""

    notes: ProjectSnippetDiscussionNoteManager


class ProjectSnippetDiscussionManager(
    RetrieveMixin[ProjectSnippetDiscussion],
    CreateMixin[ProjectSnippetDiscussion, DiscussionCreate],
):
    """https://docs.gitlab.com/api/discussions/"""

    _path = "/projects/{project_id}/snippets/{snippet_id}/discussions"
    _from_parent_attrs = {"project_id": "project_id", "snippet_id": "id"}
