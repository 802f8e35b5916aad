"""Vulnerabilities: weaknesses that scanners found, and what was decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DeleteMixin, GetMixin, ListMixin, ObjectDeleteMixin
from gitlab.utils import remove_none_from_dict

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import Milestone, ProjectIdentity, UserBasic
    from gitlab.v4.objects._issuable_entities import TaskCompletionStatus, TimeStats
    from gitlab.v4.objects._literals import VulnerabilitySeverity, VulnerabilityState
    from gitlab.v4.objects.notes import ProjectVulnerabilityNoteManager

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


class VulnerabilityFields:
    """The attributes of every vulnerability that GitLab answers."""

    id: int
    title: str
    description: str | None
    state: VulnerabilityState
    severity: VulnerabilitySeverity
    report_type: str
    project: ProjectIdentity
    finding: dict[str, Any]
    resolved_on_default_branch: bool
    project_default_branch: str | None
    author_id: int
    resolved_by_id: int | None
    dismissed_by_id: int | None
    confirmed_by_id: int | None
    created_at: str
    updated_at: str
    resolved_at: str | None
    dismissed_at: str | None
    confirmed_at: str | None
    last_edited_at: str | None
    start_date: str | None
    updated_by_id: int | None
    last_edited_by_id: int | None
    due_date: str | None


class Vulnerability(VulnerabilityFields, RESTObject):
    """A weakness in a project. What is decided about it changes its `state`."""

    _repr_attr = "title"

    issue_links: VulnerabilityIssueLinkManager

    def confirm(self, comment: str | None = None, **kwargs: Any) -> None:
        """Say that the weakness is real. Raises GitlabUpdateError."""
        self._update_attrs(self._run(self._decide("/confirm", comment, kwargs)))

    def dismiss(self, **kwargs: Any) -> None:
        """Say that nothing will be done about it. Raises GitlabUpdateError."""
        self._update_attrs(self._run(self._decide("/dismiss", None, kwargs)))

    def resolve(self, comment: str | None = None, **kwargs: Any) -> None:
        """Say that the weakness is gone. Raises GitlabUpdateError."""
        self._update_attrs(self._run(self._decide("/resolve", comment, kwargs)))

    def revert(self, comment: str | None = None, **kwargs: Any) -> None:
        """Take the decision back: the state is `detected` again. Raises GitlabUpdateError."""
        self._update_attrs(self._run(self._decide("/revert", comment, kwargs)))

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

    def flag_ai_detection(
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
        return self._run(
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


class VulnerabilityIssueLinkCreate(TypedDict, total=False):
    target_issue_iid: Required[int]
    target_project_id: int | str
    link_type: Literal["related", "created"]


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


class NewIssueLink(TypedDict):
    """What GitLab answers to a new link."""

    id: int
    vulnerability: dict[str, Any]
    issue: dict[str, Any]
    link_type: Literal["related", "created"]


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


class ProjectVulnerabilityCreate(TypedDict):
    finding_id: int


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
