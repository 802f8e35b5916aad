# Generated from src/gitlab/v4/objects/discussions.py by tools/gen_async.py; edit that file.
"""Discussions: threads of comments on issues, merge requests, epics, snippets and commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, RetrieveMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects.discussions import (
    DiffDiscussionCreate,
    DiscussionCreate,
    DiscussionFields,
    DiscussionUpdate,
    ProjectMergeRequestDiscussionUpdate,
)

if TYPE_CHECKING:
    from gitlab.aio.objects.notes import (
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
