"""Draft notes: comments on a merge request that only their author sees until they are published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Required, TypedDict

from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._note_entities import DiffPosition

__all__ = [
    "ProjectMergeRequestDraftNote",
    "ProjectMergeRequestDraftNoteCreate",
    "ProjectMergeRequestDraftNoteManager",
    "ProjectMergeRequestDraftNoteUpdate",
]


class ProjectMergeRequestDraftNoteCreate(TypedDict, total=False):
    note: Required[str]
    commit_id: str
    in_reply_to_discussion_id: str
    position: DiffPosition
    resolve_discussion: bool


class ProjectMergeRequestDraftNoteUpdate(TypedDict, total=False):
    note: str
    position: DiffPosition


class ProjectMergeRequestDraftNote(ObjectDeleteMixin, SaveMixin, RESTObject):
    """A comment of the current user's review, not published yet."""

    id: int
    author_id: int
    merge_request_id: int
    resolve_discussion: bool
    discussion_id: str | None
    note: str
    commit_id: str | None
    line_code: str | None
    position: DiffPosition | None

    def publish(self, **kwargs: Any) -> None:
        """Publish the draft as a note; the draft is then gone. Raises GitlabHttpError."""
        return self._run(self._call("PUT", "/publish", decode=decode.to_none, kwargs=kwargs))


class ProjectMergeRequestDraftNoteManager(
    CRUDMixin[
        ProjectMergeRequestDraftNote,
        ProjectMergeRequestDraftNoteCreate,
        ProjectMergeRequestDraftNoteUpdate,
    ]
):
    """https://docs.gitlab.com/api/draft_notes/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/draft_notes"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}

    def bulk_publish(self, **kwargs: Any) -> None:
        """Publish all of the current user's drafts on the merge request.

        Raises GitlabHttpError.
        """
        return self._run(self._call("POST", "/bulk_publish", decode=decode.to_none, kwargs=kwargs))
