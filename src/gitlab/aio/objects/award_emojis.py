# Generated from src/gitlab/v4/objects/award_emojis.py by tools/gen_async.py; edit that file.
"""Emoji reactions to issues, merge requests, snippets, epics and the comments on them."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import NoUpdateMixin, ObjectDeleteMixin
from gitlab.v4.objects.award_emojis import AwardEmojiCreate, AwardEmojiFields


__all__ = [
    "AwardEmojiCreate",
    "GroupEpicAwardEmoji",
    "GroupEpicAwardEmojiManager",
    "GroupEpicNoteAwardEmoji",
    "GroupEpicNoteAwardEmojiManager",
    "ProjectIssueAwardEmoji",
    "ProjectIssueAwardEmojiManager",
    "ProjectIssueNoteAwardEmoji",
    "ProjectIssueNoteAwardEmojiManager",
    "ProjectMergeRequestAwardEmoji",
    "ProjectMergeRequestAwardEmojiManager",
    "ProjectMergeRequestNoteAwardEmoji",
    "ProjectMergeRequestNoteAwardEmojiManager",
    "ProjectSnippetAwardEmoji",
    "ProjectSnippetAwardEmojiManager",
    "ProjectSnippetNoteAwardEmoji",
    "ProjectSnippetNoteAwardEmojiManager",
]


class GroupEpicAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on an epic."""


class GroupEpicAwardEmojiManager(NoUpdateMixin[GroupEpicAwardEmoji, AwardEmojiCreate]):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/groups/{group_id}/epics/{epic_iid}/award_emoji"
    _from_parent_attrs = {"group_id": "group_id", "epic_iid": "iid"}


class GroupEpicNoteAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on an epic's comment."""


class GroupEpicNoteAwardEmojiManager(NoUpdateMixin[GroupEpicNoteAwardEmoji, AwardEmojiCreate]):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/groups/{group_id}/epics/{epic_iid}/notes/{note_id}/award_emoji"
    _from_parent_attrs = {"group_id": "group_id", "epic_iid": "epic_iid", "note_id": "id"}


class ProjectIssueAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on an issue."""


class ProjectIssueAwardEmojiManager(NoUpdateMixin[ProjectIssueAwardEmoji, AwardEmojiCreate]):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/award_emoji"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}


class ProjectIssueNoteAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on an issue's comment."""


class ProjectIssueNoteAwardEmojiManager(
    NoUpdateMixin[ProjectIssueNoteAwardEmoji, AwardEmojiCreate]
):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/notes/{note_id}/award_emoji"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "issue_iid", "note_id": "id"}


class ProjectMergeRequestAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on a merge request."""


class ProjectMergeRequestAwardEmojiManager(
    NoUpdateMixin[ProjectMergeRequestAwardEmoji, AwardEmojiCreate]
):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/award_emoji"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}


class ProjectMergeRequestNoteAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on a merge request's comment."""


class ProjectMergeRequestNoteAwardEmojiManager(
    NoUpdateMixin[ProjectMergeRequestNoteAwardEmoji, AwardEmojiCreate]
):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/notes/{note_id}/award_emoji"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "mr_iid", "note_id": "id"}


class ProjectSnippetAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on a snippet."""


class ProjectSnippetAwardEmojiManager(NoUpdateMixin[ProjectSnippetAwardEmoji, AwardEmojiCreate]):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/projects/{project_id}/snippets/{snippet_id}/award_emoji"
    _from_parent_attrs = {"project_id": "project_id", "snippet_id": "id"}


class ProjectSnippetNoteAwardEmoji(ObjectDeleteMixin, AwardEmojiFields, RESTObject):
    """A user's emoji reaction on a snippet's comment."""


class ProjectSnippetNoteAwardEmojiManager(
    NoUpdateMixin[ProjectSnippetNoteAwardEmoji, AwardEmojiCreate]
):
    """https://docs.gitlab.com/api/emoji_reactions/"""

    _path = "/projects/{project_id}/snippets/{snippet_id}/notes/{note_id}/award_emoji"
    _from_parent_attrs = {"project_id": "project_id", "snippet_id": "snippet_id", "note_id": "id"}
