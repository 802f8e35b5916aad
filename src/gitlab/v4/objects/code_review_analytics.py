"""Code review analytics: open merge requests, and how long their reviews take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin
from gitlab.types import Array

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Milestone, UserBasic

__all__ = [
    "CodeReviewMergeRequest",
    "CodeReviewMergeRequestFilters",
    "CodeReviewMergeRequestManager",
]


class ExcludedCodeReviews(TypedDict, total=False):
    """What the merge requests must not have."""

    label_name: list[str]
    milestone_title: str


CodeReviewMergeRequestFilters = TypedDict(
    "CodeReviewMergeRequestFilters",
    {
        "project_id": int,
        "label_name": Annotated[list[str], Array],
        "milestone_title": str,
        "not": ExcludedCodeReviews,
    },
    total=False,
)


class CodeReviewMergeRequest(RESTObject):
    """A merge request under review; `review_time` is in hours."""

    id: int
    iid: int
    project_id: int
    title: str
    description: str | None
    state: Literal["opened"]
    created_at: str
    updated_at: str
    web_url: str
    milestone: Milestone | None
    author: UserBasic
    approved_by: list[UserBasic]
    notes_count: int
    review_time: int | None
    diff_stats: dict[str, Any]


class CodeReviewMergeRequestManager(
    ListMixin[CodeReviewMergeRequest, CodeReviewMergeRequestFilters]
):
    """https://docs.gitlab.com/user/analytics/code_review_analytics/

    GitLab wants the `project_id`.
    """

    _path = "/analytics/code_review"
