# Generated from src/gitlab/v4/objects/issues.py by tools/gen_async.py; edit that file.
"""Issues: those of a project, which can be changed, and lists of a group's or of all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab._walk import Keyset
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    ParticipantsMixin,
    RetrieveMixin,
    SaveMixin,
    SubscribableMixin,
    TimeTrackingMixin,
    TodoMixin,
    UserAgentDetailMixin,
)
from gitlab.utils import EncodedId, remove_none_from_dict
from gitlab.v4.objects.issues import (
    IssueFields,
    IssueFilters,
    IssueLink,
    IssueLinkType,
    ListedIssueFields,
    ProjectIssueCreate,
    ProjectIssueFilters,
    ProjectIssueLinkCreate,
    ProjectIssueUpdate,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.aio._lists import GitlabList
    from gitlab.aio.objects.award_emojis import ProjectIssueAwardEmojiManager
    from gitlab.aio.objects.discussions import ProjectIssueDiscussionManager
    from gitlab.aio.objects.events import (
        ProjectIssueResourceIterationEventManager,
        ProjectIssueResourceLabelEventManager,
        ProjectIssueResourceMilestoneEventManager,
        ProjectIssueResourceStateEventManager,
        ProjectIssueResourceWeightEventManager,
    )
    from gitlab.aio.objects.metric_images import ProjectIssueMetricImageManager
    from gitlab.aio.objects.notes import ProjectIssueNoteManager
    from gitlab.aio._lists import ListCall

__all__ = [
    "GroupIssue",
    "GroupIssueManager",
    "Issue",
    "IssueFilters",
    "IssueManager",
    "ProjectIssue",
    "ProjectIssueCreate",
    "ProjectIssueFilters",
    "ProjectIssueLink",
    "ProjectIssueLinkCreate",
    "ProjectIssueLinkManager",
    "ProjectIssueManager",
    "ProjectIssueUpdate",
]


class Issue(ListedIssueFields, RESTObject):
    """An issue of any project. `project.issues.get(issue.iid)` gives one that can be changed."""

    _repr_attr = "title"


class IssueManager(RetrieveMixin[Issue, IssueFilters]):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/issues"


class GroupIssue(ListedIssueFields, RESTObject):
    """An issue of a group's projects. `project.issues.get(issue.iid)` gives one to change."""


class GroupIssueManager(ListMixin[GroupIssue, IssueFilters]):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/groups/{group_id}/issues"
    _from_parent_attrs = {"group_id": "id"}


class ProjectIssue(
    UserAgentDetailMixin,
    SubscribableMixin,
    TodoMixin,
    TimeTrackingMixin,
    ParticipantsMixin,
    SaveMixin,
    ObjectDeleteMixin,
    IssueFields,
    RESTObject,
):
    """An issue. Close it with `state_event = "close"` and `save()`."""

    _id_attr = "iid"
    _repr_attr = "title"

    awardemojis: ProjectIssueAwardEmojiManager
    discussions: ProjectIssueDiscussionManager
    links: ProjectIssueLinkManager
    metric_images: ProjectIssueMetricImageManager
    notes: ProjectIssueNoteManager
    resource_iteration_events: ProjectIssueResourceIterationEventManager
    resource_weight_events: ProjectIssueResourceWeightEventManager
    resourcelabelevents: ProjectIssueResourceLabelEventManager
    resourcemilestoneevents: ProjectIssueResourceMilestoneEventManager
    resourcestateevents: ProjectIssueResourceStateEventManager

    async def move(self, to_project_id: int, **kwargs: Any) -> None:
        """Move the issue to another project, where it gets a new `iid`; this one is closed.

        The object takes over what the issue is there; get it there to go on with it. Raises
        GitlabUpdateError.
        """
        moved = await self._run(
            self._call(
                "POST",
                "/move",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body={"to_project_id": to_project_id},
                kwargs=kwargs,
            )
        )
        self._update_attrs(moved)

    async def clone(
        self, to_project_id: int, with_notes: bool | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Copy the issue to another project, or its own; return the copy as a dict.

        `with_notes` copies comments, too. Raises GitlabCreateError.
        """
        body = {"to_project_id": to_project_id, "with_notes": with_notes}
        return await self._run(
            self._call(
                "POST",
                "/clone",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )

    async def reorder(
        self,
        move_after_id: int | None = None,
        move_before_id: int | None = None,
        **kwargs: Any,
    ) -> None:
        """Place the issue behind or before another one, named by `id`, where lists are manual.

        Raises GitlabUpdateError.
        """
        neighbours = {"move_after_id": move_after_id, "move_before_id": move_before_id}
        reordered = await self._run(
            self._call(
                "PUT",
                "/reorder",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                body=remove_none_from_dict(neighbours),
                kwargs=kwargs,
            )
        )
        self._update_attrs(reordered)

    def related_merge_requests(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List the merge requests that mention the issue, as dicts. Raises GitlabGetError."""
        path = f"{self._own_path}/related_merge_requests"
        return self._run_list(listing(path, {}, kwargs, error=exc.GitlabGetError))

    def closed_by(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List the merge requests that close the issue when merged, as dicts.

        Who closed it is in `attributes["closed_by"]`. Raises GitlabGetError.
        """
        path = f"{self._own_path}/closed_by"
        return self._run_list(listing(path, {}, kwargs, error=exc.GitlabGetError))


class ProjectIssueManager(
    CRUDMixin[ProjectIssue, ProjectIssueCreate, ProjectIssueUpdate, ProjectIssueFilters]
):
    """https://docs.gitlab.com/api/issues/"""

    _path = "/projects/{project_id}/issues"
    _from_parent_attrs = {"project_id": "id"}
    _paging = Keyset(
        order_by=(
            "created_at",
            "updated_at",
            "title",
            "id",
            "weight",
            "due_date",
            "relative_position",
        )
    )


class ProjectIssueLink(ObjectDeleteMixin, ListedIssueFields, RESTObject):
    """An issue that another one is linked to, and the link. Deleting it deletes the link."""

    _id_attr = "issue_link_id"

    issue_link_id: int
    link_type: IssueLinkType
    link_created_at: str
    link_updated_at: str


class ProjectIssueLinkManager(
    ListMixin[ProjectIssueLink],
    CreateMixin[ProjectIssueLink, ProjectIssueLinkCreate],
    DeleteMixin[ProjectIssueLink],
):
    """https://docs.gitlab.com/api/issue_links/"""

    _path = "/projects/{project_id}/issues/{issue_iid}/links"
    _from_parent_attrs = {"project_id": "project_id", "issue_iid": "iid"}
    _shapes = {"create": IssueLink}

    async def create(  # type: ignore[override]
        self, data: ProjectIssueLinkCreate, **kwargs: Any
    ) -> tuple[ProjectIssue, ProjectIssue]:
        """Link the issue to another one; return both, this one first.

        Raises GitlabCreateError.
        """
        call: Call[Any] = self._create_call(data, kwargs)
        both: tuple[ProjectIssue, ProjectIssue] = await self._run(
            call._replace(decode=lambda response: self._both(decode.to_dict(response)))
        )
        return both

    def _both(self, link: dict[str, Any]) -> tuple[ProjectIssue, ProjectIssue]:
        return self._issue(link["source_issue"]), self._issue(link["target_issue"])

    def _issue(self, attrs: dict[str, Any]) -> ProjectIssue:
        """An issue below its own project: the other end of a link may lie in another one."""
        home = attrs.get("project_id", self.parent_attrs["project_id"])
        project = self.gitlab.projects._make_lazy(home)
        return ProjectIssueManager(self.gitlab, parent=project)._make(attrs)

    async def get_link(self, issue_link_id: int, **kwargs: Any) -> dict[str, Any]:
        """Return a link with both its issues, as a dict. Raises GitlabGetError."""
        return await self._run(
            self._call(
                "GET",
                f"/{EncodedId(issue_link_id)}",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )
