# Generated from src/gitlab/v4/objects/reviewers.py by tools/gen_async.py; edit that file.
"""Reviewers of a merge request, and how far they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import UserBasic

__all__ = ["ProjectMergeRequestReviewerDetail", "ProjectMergeRequestReviewerDetailManager"]


class ProjectMergeRequestReviewerDetail(RESTObject):
    """A user who was asked to review, and the state of the review. It has no id."""

    user: UserBasic
    state: Literal[
        "unreviewed",
        "reviewed",
        "requested_changes",
        "approved",
        "unapproved",
        "review_started",
    ]
    created_at: str


class ProjectMergeRequestReviewerDetailManager(ListMixin[ProjectMergeRequestReviewerDetail]):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/reviewers"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
