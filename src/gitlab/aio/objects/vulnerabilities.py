# Generated from src/gitlab/v4/objects/vulnerabilities.py by tools/gen_async.py; edit that file.
"""Vulnerabilities: weaknesses that scanners found, and what was decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DeleteMixin, GetMixin, ListMixin, ObjectDeleteMixin
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects.vulnerabilities import (
    NewIssueLink,
    ProjectVulnerabilityCreate,
    VulnerabilityFields,
    VulnerabilityIssueLinkCreate,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import Milestone, UserBasic
    from gitlab.v4.objects._issuable_entities import TaskCompletionStatus, TimeStats
    from gitlab.aio.objects.notes import ProjectVulnerabilityNoteManager

__all__ = [
    "ProjectVulnerability",
    "ProjectVulnerabilityCreate",
    "ProjectVulnerabilityManager",
    "Vulnerability",
    "VulnerabilityIssueLink",
    "VulnerabilityIssueLinkCreate",
    "VulnerabilityIssueLinkManager",
    "VulnerabilityManager",
]


class Vulnerability(VulnerabilityFields, RESTObject):
    """A weakness in a project. What is decided about it changes its `state`."""

    _repr_attr = "title"

    issue_links: VulnerabilityIssueLinkManager

    async def confirm(self, comment: str | None = None, **kwargs: Any) -> None:
        """Say that the weakness is real. Raises GitlabUpdateError."""
        self._update_attrs(await self._run(self._decide("/confirm", comment, kwargs)))

    async def dismiss(self, **kwargs: Any) -> None:
        """Say that nothing will be done about it. Raises GitlabUpdateError."""
        self._update_attrs(await self._run(self._decide("/dismiss", None, kwargs)))

    async def resolve(self, comment: str | None = None, **kwargs: Any) -> None:
        """Say that the weakness is gone. Raises GitlabUpdateError."""
        self._update_attrs(await self._run(self._decide("/resolve", comment, kwargs)))

    async def revert(self, comment: str | None = None, **kwargs: Any) -> None:
        """Take the decision back: the state is `detected` again. Raises GitlabUpdateError."""
        self._update_attrs(await self._run(self._decide("/revert", comment, kwargs)))

    def _decide(
        self, suffix: str, comment: str | None, kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        return self._call(
            "POST",
            suffix,
            decode=decode.to_dict,
            error=exc.GitlabUpdateError,
            body=remove_none_from_dict({"comment": comment}),
            kwargs=kwargs,
        )

    async def flag_ai_detection(
        self, confidence_score: int, description: str, origin: str | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Record how sure an AI is that this is a false positive; return the flag.

        Raises GitlabCreateError.
        """
        flag = {
            "confidence_score": confidence_score,
            "description": description,
            "origin": origin,
        }
        return await self._run(
            self._call(
                "POST",
                "/flags/ai_detection",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body=remove_none_from_dict(flag),
                kwargs=kwargs,
            )
        )


class VulnerabilityManager(GetMixin[Vulnerability]):
    """https://docs.gitlab.com/api/vulnerabilities/"""

    _path = "/vulnerabilities"


class VulnerabilityIssueLink(ObjectDeleteMixin, RESTObject):
    """An issue about a vulnerability. `create()` answers the link with both ends."""

    _id_attr = "vulnerability_link_id"
    _repr_attr = "title"

    id: int
    iid: int
    project_id: int
    title: str
    description: str | None
    state: Literal["opened", "closed"]
    created_at: str
    updated_at: str
    closed_at: str | None
    closed_by: UserBasic | None
    labels: list[str]
    milestone: Milestone | None
    assignees: list[UserBasic]
    author: UserBasic
    type: str
    assignee: UserBasic | None
    user_notes_count: int
    merge_requests_count: int
    upvotes: int
    downvotes: int
    start_date: str | None
    due_date: str | None
    confidential: bool
    discussion_locked: bool | None
    issue_type: str
    web_url: str
    time_stats: TimeStats
    task_completion_status: TaskCompletionStatus
    weight: int | None
    blocking_issues_count: int
    vulnerability_link_id: int
    vulnerability_link_type: Literal["related", "created"]


class VulnerabilityIssueLinkManager(
    ListMixin[VulnerabilityIssueLink],
    CreateMixin[VulnerabilityIssueLink, VulnerabilityIssueLinkCreate],
    DeleteMixin[VulnerabilityIssueLink],
):
    """https://docs.gitlab.com/api/vulnerabilities/"""

    _path = "/vulnerabilities/{vulnerability_id}/issue_links"
    _from_parent_attrs = {"vulnerability_id": "id"}
    _shapes = {"create": NewIssueLink}

    def _make(self, attrs: dict[str, Any]) -> VulnerabilityIssueLink:
        # A new link calls its own id `id`, where lists have the issue's.
        own = {} if "vulnerability_link_id" in attrs else {"vulnerability_link_id": attrs.get("id")}
        return super()._make({**attrs, **own})


class ProjectVulnerability(VulnerabilityFields, RESTObject):
    """A vulnerability of a project. `gl.vulnerabilities.get(it.id)` gives one to decide on."""

    _repr_attr = "title"

    notes: ProjectVulnerabilityNoteManager


class ProjectVulnerabilityManager(
    ListMixin[ProjectVulnerability], CreateMixin[ProjectVulnerability, ProjectVulnerabilityCreate]
):
    """https://docs.gitlab.com/api/project_vulnerabilities/

    `create()` makes a vulnerability of a finding.
    """

    _path = "/projects/{project_id}/vulnerabilities"
    _from_parent_attrs = {"project_id": "id"}
