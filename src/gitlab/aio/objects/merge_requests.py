# Generated from src/gitlab/v4/objects/merge_requests.py by tools/gen_async.py; edit that file.
# long file: seventy attributes, half as many filters, and a dozen actions.
"""Merge requests: those of a project, which can be changed, and lists of a group's or of all."""

from __future__ import annotations

from collections.abc import Callable, AsyncIterator
from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab._listing import listing
from gitlab._waiting import Patience, settled
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    HOUR_SECONDS,
    CRUDMixin,
    ListMixin,
    ObjectDeleteMixin,
    ParticipantsMixin,
    RetrieveMixin,
    SaveMixin,
    SubscribableMixin,
    TimeTrackingMixin,
    TodoMixin,
)
from gitlab.utils import remove_none_from_dict
from gitlab.aio.objects.commits import ProjectCommitManager
from gitlab.aio.objects.issues import ProjectIssueManager
from gitlab.v4.objects.merge_requests import (
    GroupMergeRequestFilters,
    ListedMergeRequestFields,
    MergeRequestFields,
    MergeRequestFilters,
    ProjectMergeRequestChanges,
    ProjectMergeRequestCreate,
    ProjectMergeRequestFilters,
    ProjectMergeRequestUpdate,
    _UNDECIDED,
)

if TYPE_CHECKING:
    from gitlab._core.flow import Flow
    from gitlab._core.values import Call
    from gitlab.aio._lists import GitlabList, RESTObjectList
    from gitlab.v4.objects._ci_entities import PipelineBasic
    from gitlab.v4.objects._entities import Commit
    from gitlab.v4.objects._issuable_entities import Diff, DiffRefs
    from gitlab.aio.objects.approval_settings import ProjectMergeRequestApprovalRuleSettingsManager
    from gitlab.aio.objects.award_emojis import ProjectMergeRequestAwardEmojiManager
    from gitlab.aio.objects.commits import ProjectCommit
    from gitlab.aio.objects.discussions import ProjectMergeRequestDiscussionManager
    from gitlab.aio.objects.draft_notes import ProjectMergeRequestDraftNoteManager
    from gitlab.aio.objects.events import (
        ProjectMergeRequestResourceLabelEventManager,
        ProjectMergeRequestResourceMilestoneEventManager,
        ProjectMergeRequestResourceStateEventManager,
    )
    from gitlab.aio.objects.issues import ProjectIssue
    from gitlab.aio.objects.merge_request_approvals import (
        ProjectMergeRequestApprovalManager,
        ProjectMergeRequestApprovalRuleManager,
        ProjectMergeRequestApprovalStateManager,
    )
    from gitlab.aio.objects.merge_request_context_commits import (
        ProjectMergeRequestContextCommitManager,
    )
    from gitlab.aio.objects.merge_request_dependencies import (
        ProjectMergeRequestBlockeeManager,
        ProjectMergeRequestBlockManager,
    )
    from gitlab.aio.objects.notes import ProjectMergeRequestNoteManager
    from gitlab.aio.objects.pipelines import ProjectMergeRequestPipelineManager
    from gitlab.aio.objects.reviewers import ProjectMergeRequestReviewerDetailManager
    from gitlab.aio.objects.status_checks import ProjectMergeRequestStatusCheckManager
    from gitlab.aio._lists import ListCall

__all__ = [
    "GroupMergeRequest",
    "GroupMergeRequestFilters",
    "GroupMergeRequestManager",
    "MergeRequest",
    "MergeRequestFilters",
    "MergeRequestManager",
    "ProjectDeploymentMergeRequest",
    "ProjectDeploymentMergeRequestManager",
    "ProjectMergeRequest",
    "ProjectMergeRequestChanges",
    "ProjectMergeRequestCreate",
    "ProjectMergeRequestDiff",
    "ProjectMergeRequestDiffManager",
    "ProjectMergeRequestFilters",
    "ProjectMergeRequestManager",
    "ProjectMergeRequestUpdate",
]


class MergeRequest(ListedMergeRequestFields, RESTObject):
    """A merge request of any project, as lists over projects have it."""


class MergeRequestManager(ListMixin[MergeRequest, MergeRequestFilters]):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/merge_requests"


class GroupMergeRequest(ListedMergeRequestFields, RESTObject):
    """A merge request of a group's projects, as lists over projects have it."""


class GroupMergeRequestManager(ListMixin[GroupMergeRequest, GroupMergeRequestFilters]):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/groups/{group_id}/merge_requests"
    _from_parent_attrs = {"group_id": "id"}


class ProjectDeploymentMergeRequest(MergeRequest):
    """A merge request that a deployment shipped."""


class ProjectDeploymentMergeRequestManager(MergeRequestManager):
    """https://docs.gitlab.com/api/deployments/"""

    _path = "/projects/{project_id}/deployments/{deployment_id}/merge_requests"
    _obj_cls = ProjectDeploymentMergeRequest
    _from_parent_attrs = {"deployment_id": "id", "project_id": "project_id"}


class ProjectMergeRequest(
    SubscribableMixin,
    TodoMixin,
    TimeTrackingMixin,
    ParticipantsMixin,
    SaveMixin,
    ObjectDeleteMixin,
    MergeRequestFields,
    RESTObject,
):
    """A merge request. Close it with `state_event = "close"` and `save()`."""

    _id_attr = "iid"

    subscribed: bool
    changes_count: str | None
    latest_build_started_at: str | None
    latest_build_finished_at: str | None
    first_deployed_to_production_at: str | None
    pipeline: PipelineBasic | None
    head_pipeline: dict[str, Any] | None
    diff_refs: DiffRefs
    merge_error: str | None
    rebase_in_progress: bool
    diverged_commits_count: int
    first_contribution: bool
    user: dict[str, Any]

    approval_rules: ProjectMergeRequestApprovalRuleManager
    approval_settings: ProjectMergeRequestApprovalRuleSettingsManager
    approval_state: ProjectMergeRequestApprovalStateManager
    approvals: ProjectMergeRequestApprovalManager
    awardemojis: ProjectMergeRequestAwardEmojiManager
    blockees: ProjectMergeRequestBlockeeManager
    blocks: ProjectMergeRequestBlockManager
    context_commits: ProjectMergeRequestContextCommitManager
    diffs: ProjectMergeRequestDiffManager
    discussions: ProjectMergeRequestDiscussionManager
    draft_notes: ProjectMergeRequestDraftNoteManager
    notes: ProjectMergeRequestNoteManager
    pipelines: ProjectMergeRequestPipelineManager
    resourcelabelevents: ProjectMergeRequestResourceLabelEventManager
    resourcemilestoneevents: ProjectMergeRequestResourceMilestoneEventManager
    resourcestateevents: ProjectMergeRequestResourceStateEventManager
    reviewer_details: ProjectMergeRequestReviewerDetailManager
    status_checks: ProjectMergeRequestStatusCheckManager

    async def cancel_merge_when_pipeline_succeeds(self, **kwargs: Any) -> dict[str, Any]:
        """Take back that the merge request is merged as soon as its checks pass.

        Raises GitlabMROnBuildSuccessError.
        """
        return await self._run(
            self._call(
                "POST",
                "/cancel_merge_when_pipeline_succeeds",
                decode=decode.to_dict,
                error=exc.GitlabMROnBuildSuccessError,
                kwargs=kwargs,
            )
        )

    def related_issues(self, **kwargs: Any) -> ListCall[RESTObjectList[ProjectIssue], ProjectIssue]:
        """List the issues that the merge request mentions, page by page as they are read.

        Changes go to this project: get an issue of another one there. Raises GitlabListError.
        """
        return self._run_list(
            listing(
                f"{self._own_path}/related_issues",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=ProjectIssueManager(self.manager.gitlab, self.manager._parent),
            )
        )

    def closes_issues(self, **kwargs: Any) -> ListCall[RESTObjectList[ProjectIssue], ProjectIssue]:
        """List the issues that merging will close, page by page as they are read.

        Changes go to this project: get an issue of another one there. Raises GitlabListError.
        """
        return self._run_list(
            listing(
                f"{self._own_path}/closes_issues",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=ProjectIssueManager(self.manager.gitlab, self.manager._parent),
            )
        )

    def commits(self, **kwargs: Any) -> ListCall[RESTObjectList[ProjectCommit], ProjectCommit]:
        """List the commits of the merge request, page by page as they are read.

        Raises GitlabListError.
        """
        return self._run_list(
            listing(
                f"{self._own_path}/commits",
                {},
                kwargs,
                iterator=True,
                error=exc.GitlabListError,
                manager=ProjectCommitManager(self.manager.gitlab, self.manager._parent),
            )
        )

    async def changes(self, **kwargs: Any) -> dict[str, Any]:
        """Return the merge request with its files' diffs under `changes`.

        GitLab deprecates this for `diffs`. Raises GitlabListError.
        """
        return await self._run(
            self._call(
                "GET",
                "/changes",
                decode=decode.to_dict,
                error=exc.GitlabListError,
                kwargs=kwargs,
            )
        )

    async def approve(self, sha: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """Approve the merge request for the current user; return who has approved.

        With `sha`, GitLab refuses when the source branch has moved on since. Raises
        GitlabMRApprovalError.
        """
        approvals = await self._run(self._approval("approve", {"sha": sha} if sha else None, kwargs))
        self._fold_in(approvals)
        return approvals

    async def unapprove(self, **kwargs: Any) -> None:
        """Take the current user's approval back. Raises GitlabMRApprovalError."""
        approvals = await self._run(self._approval("unapprove", None, kwargs))
        self._fold_in(approvals)

    def _approval(
        self, action: str, body: dict[str, Any] | None, kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with the approvals, not with the whole merge request."""
        return self._call(
            "POST",
            f"/{action}",
            decode=decode.to_dict,
            error=exc.GitlabMRApprovalError,
            body=body,
            kwargs=kwargs,
        )

    async def reset_approvals(self, **kwargs: Any) -> Any:
        """Clear all approvals. For bots only. Raises GitlabMRResetApprovalError."""
        return await self._run(
            self._call(
                "PUT", "/reset_approvals", error=exc.GitlabMRResetApprovalError, kwargs=kwargs
            )
        )

    async def rebase(self, **kwargs: Any) -> dict[str, Any]:
        """Start rebasing the source branch onto the target branch.

        `rebase_in_progress` and `merge_error` tell how it goes. Raises GitlabMRRebaseError.
        """
        return await self._run(
            self._call(
                "PUT",
                "/rebase",
                decode=decode.to_dict,
                error=exc.GitlabMRRebaseError,
                kwargs=kwargs,
            )
        )

    async def wait_for_rebase(
        self, *, timeout: float | None = HOUR_SECONDS, poll: float | None = None, **kwargs: Any
    ) -> None:
        """Look again and again until the rebase is done; the object has what GitLab answered last.

        `poll` is the pause between two looks in seconds, by default one that grows from 1 to 30.
        Raises GitlabMRRebaseError when the rebase failed, GitlabWaitError after `timeout` seconds
        (None waits without end), GitlabGetError.
        """
        attrs = await self._run(self._rebased(timeout, poll, kwargs))
        self._update_attrs(attrs)
        if attrs.get("merge_error"):
            raise exc.GitlabMRRebaseError(attrs["merge_error"])

    def _rebased(
        self, timeout: float | None, poll: float | None, kwargs: dict[str, Any]
    ) -> Flow[dict[str, Any]]:
        look = self._call(
            "GET",
            decode=decode.to_dict,
            error=exc.GitlabGetError,
            query={"include_rebase_in_progress": True},
            kwargs=kwargs,
        )
        patience = Patience(timeout, poll)
        return settled(
            look,
            lambda attrs: "rebasing" if attrs.get("rebase_in_progress") else "rebased",
            lambda state: state == "rebased",
            patience,
        )

    async def wait_for_merge_status(
        self, *, timeout: float | None = HOUR_SECONDS, poll: float | None = None, **kwargs: Any
    ) -> str:
        """Look again and again until GitLab knows whether it can be merged; return what it says.

        That is `detailed_merge_status`: "mergeable", or the reason why not. The object has what
        GitLab answered last. `poll` is the pause between two looks in seconds, by default one
        that grows from 1 to 30. Raises GitlabWaitError after `timeout` seconds (None waits
        without end), GitlabGetError.
        """
        self._update_attrs(await self._run(self._checked(timeout, poll, kwargs)))
        return self.detailed_merge_status

    def _checked(
        self, timeout: float | None, poll: float | None, kwargs: dict[str, Any]
    ) -> Flow[dict[str, Any]]:
        look = self._call("GET", decode=decode.to_dict, error=exc.GitlabGetError, kwargs=kwargs)
        return settled(
            look,
            lambda attrs: attrs["detailed_merge_status"],
            lambda state: state not in _UNDECIDED,
            Patience(timeout, poll),
        )

    async def merge_ref(self, **kwargs: Any) -> dict[str, Any]:
        """Merge into GitLab's own ref, leaving the target branch alone; return the commit's id.

        Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                "/merge_ref",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )

    async def merge(
        self,
        merge_commit_message: str | None = None,
        should_remove_source_branch: bool | None = None,
        merge_when_pipeline_succeeds: bool | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Merge, or with `merge_when_pipeline_succeeds` have it merged once the checks pass.

        Return the merge request as it is then. Raises GitlabMRClosedError.
        """
        wishes = {
            "merge_commit_message": merge_commit_message,
            "should_remove_source_branch": should_remove_source_branch,
            "merge_when_pipeline_succeeds": merge_when_pipeline_succeeds,
        }
        merged = await self._run(
            self._call(
                "PUT",
                "/merge",
                decode=decode.to_dict,
                error=exc.GitlabMRClosedError,
                body=remove_none_from_dict(wishes),
                kwargs=kwargs,
            )
        )
        self._update_attrs(merged)
        return merged

    def list_diffs(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List the files' diffs of the newest version, paged as by `list()`.

        `unidiff=True` asks for the unified format. Raises GitlabListError.
        """
        return self._run_list(
            listing(f"{self._own_path}/diffs", {}, kwargs, error=exc.GitlabListError)
        )

    async def raw_diffs(
        self,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | AsyncIterator[Any] | None:
        """Return the changes as one diff, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "/raw_diffs", error=exc.GitlabGetError, kwargs=kwargs)
        return await self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class ProjectMergeRequestManager(
    CRUDMixin[
        ProjectMergeRequest,
        ProjectMergeRequestCreate,
        ProjectMergeRequestUpdate,
        ProjectMergeRequestFilters,
    ]
):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/projects/{project_id}/merge_requests"
    _from_parent_attrs = {"project_id": "id"}
    _optional_get_attrs = (
        "render_html",
        "include_diverged_commits_count",
        "include_rebase_in_progress",
    )
    _keywords = {"changes": ProjectMergeRequestChanges}


class ProjectMergeRequestDiff(RESTObject):
    """A version of a merge request: what one push made of it. `get` adds commits and diffs."""

    id: int
    head_commit_sha: str
    base_commit_sha: str
    start_commit_sha: str
    created_at: str
    merge_request_id: int
    state: str
    real_size: str
    patch_id_sha: str | None
    commits: list[Commit]
    diffs: list[Diff]


class ProjectMergeRequestDiffManager(RetrieveMixin[ProjectMergeRequestDiff]):
    """https://docs.gitlab.com/api/merge_requests/"""

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/versions"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
