# Generated from src/gitlab/v4/objects/pipelines.py by tools/gen_async.py; edit that file.
# long file: pipelines with their variables, reports, bridges and schedules.
"""Pipelines with their jobs, variables and test reports, and the schedules that start them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    GetMixin,
    GetWithoutIdMixin,
    ListMixin,
    ObjectDeleteMixin,
    RefreshMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
    WaitMixin,
)
from gitlab.v4.objects._ci_entities import PipelineBasic
from gitlab.v4.objects._fields import JobBasicFields, JobFields, VariableFields
from gitlab.v4.objects._literals import FinalCIStatus
from gitlab.v4.objects.pipelines import (
    NewPipelineVariable,
    PipelineBasicFields,
    PipelineFields,
    ProjectPipelineBridgeFilters,
    ProjectPipelineCreate,
    ProjectPipelineFilters,
    ProjectPipelineJobFilters,
    ProjectPipelineScheduleCreate,
    ProjectPipelineScheduleFilters,
    ProjectPipelineSchedulePipelineFilters,
    ProjectPipelineScheduleUpdate,
    ScheduleInput,
    TestSuite,
    TestSuiteSummary,
    TestTotals,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._ci_entities import CIProject, JobArtifact
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.aio.objects.dependency_list_export import PipelineDependencyListExportManager

__all__ = [
    "NewPipelineVariable",
    "ProjectMergeRequestPipeline",
    "ProjectMergeRequestPipelineManager",
    "ProjectPipeline",
    "ProjectPipelineBridge",
    "ProjectPipelineBridgeFilters",
    "ProjectPipelineBridgeManager",
    "ProjectPipelineCreate",
    "ProjectPipelineFilters",
    "ProjectPipelineJob",
    "ProjectPipelineJobFilters",
    "ProjectPipelineJobManager",
    "ProjectPipelineManager",
    "ProjectPipelineSchedule",
    "ProjectPipelineScheduleCreate",
    "ProjectPipelineScheduleFilters",
    "ProjectPipelineScheduleManager",
    "ProjectPipelineSchedulePipeline",
    "ProjectPipelineSchedulePipelineFilters",
    "ProjectPipelineSchedulePipelineManager",
    "ProjectPipelineScheduleUpdate",
    "ProjectPipelineScheduleVariable",
    "ProjectPipelineScheduleVariableManager",
    "ProjectPipelineTestReport",
    "ProjectPipelineTestReportManager",
    "ProjectPipelineTestReportSummary",
    "ProjectPipelineTestReportSummaryManager",
    "ProjectPipelineVariable",
    "ProjectPipelineVariableManager",
]


class ProjectPipeline(
    WaitMixin[FinalCIStatus], RefreshMixin, ObjectDeleteMixin, PipelineFields, RESTObject
):
    """A run of a project's CI/CD configuration."""

    bridges: ProjectPipelineBridgeManager
    dependency_list_exports: PipelineDependencyListExportManager
    jobs: ProjectPipelineJobManager
    test_report: ProjectPipelineTestReportManager
    test_report_summary: ProjectPipelineTestReportSummaryManager
    variables: ProjectPipelineVariableManager

    async def cancel(self, **kwargs: Any) -> dict[str, Any]:
        """Cancel the jobs that are not done and return the pipeline as it is afterwards.

        Raises GitlabPipelineCancelError.
        """
        return await self._run(self._post("cancel", exc.GitlabPipelineCancelError, kwargs))

    async def retry(self, **kwargs: Any) -> dict[str, Any]:
        """Start the failed and canceled jobs anew and return the pipeline as it is afterwards.

        Raises GitlabPipelineRetryError.
        """
        return await self._run(self._post("retry", exc.GitlabPipelineRetryError, kwargs))

    def _post(
        self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with the pipeline as it is afterwards."""
        return self._call("POST", f"/{action}", decode=decode.to_dict, error=error, kwargs=kwargs)

    async def update_metadata(self, name: str, **kwargs: Any) -> None:
        """Give the pipeline a name. Raises GitlabUpdateError."""
        self._update_attrs(
            await self._run(
                self._call(
                    "PUT",
                    "/metadata",
                    decode=decode.to_dict,
                    error=exc.GitlabUpdateError,
                    body={"name": name},
                    kwargs=kwargs,
                )
            )
        )


class ProjectPipelineManager(
    RetrieveMixin[ProjectPipeline, ProjectPipelineFilters],
    CreateMixin[ProjectPipeline, ProjectPipelineCreate],
    DeleteMixin[ProjectPipeline],
):
    """https://docs.gitlab.com/api/pipelines/"""

    _path = "/projects/{project_id}/pipelines"
    _create_path = "/projects/{project_id}/pipeline"
    _from_parent_attrs = {"project_id": "id"}
    _shapes = {"list": PipelineBasic}

    async def latest(self, ref: str | None = None, lazy: bool = False) -> ProjectPipeline:
        """Return the pipeline of the newest commit of `ref`, by default of the default branch.

        GitLab has to be asked for its id, so that `lazy` changes nothing. Raises GitlabHttpError.
        """
        return await self._run(
            self._call(
                "GET",
                "/latest",
                decode=lambda response: self._make(decode.to_dict(response)),
                query={} if ref is None else {"ref": ref},
            )
        )


class ProjectPipelineBridge(JobBasicFields, RESTObject):
    """A job that starts a pipeline, in this project or another one."""

    project: CIProject
    downstream_pipeline: PipelineBasic | None


class ProjectPipelineBridgeManager(ListMixin[ProjectPipelineBridge, ProjectPipelineBridgeFilters]):
    """https://docs.gitlab.com/api/jobs/"""

    _path = "/projects/{project_id}/pipelines/{pipeline_id}/bridges"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_id": "id"}


class ProjectPipelineJob(JobFields, RESTObject):
    """A job of a pipeline. `project.jobs.get(job.id)` gives one that can be acted on."""

    artifacts: list[JobArtifact]


class ProjectPipelineJobManager(ListMixin[ProjectPipelineJob, ProjectPipelineJobFilters]):
    """https://docs.gitlab.com/api/jobs/"""

    _path = "/projects/{project_id}/pipelines/{pipeline_id}/jobs"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_id": "id"}


class ProjectPipelineVariable(VariableFields, RESTObject):
    """A variable that a pipeline was started with."""

    _id_attr = "key"


class ProjectPipelineVariableManager(ListMixin[ProjectPipelineVariable]):
    """https://docs.gitlab.com/api/pipelines/"""

    _path = "/projects/{project_id}/pipelines/{pipeline_id}/variables"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_id": "id"}


class ProjectPipelineTestReport(RESTObject):
    """The tests of a pipeline, one by one. The time is in seconds."""

    _id_attr = None

    total_time: float
    total_count: int
    success_count: int
    failed_count: int
    skipped_count: int
    error_count: int
    test_suites: list[TestSuite]


class ProjectPipelineTestReportManager(GetWithoutIdMixin[ProjectPipelineTestReport]):
    """https://docs.gitlab.com/api/pipelines/"""

    _path = "/projects/{project_id}/pipelines/{pipeline_id}/test_report"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_id": "id"}


class ProjectPipelineTestReportSummary(RESTObject):
    """How the tests of a pipeline went, without the tests themselves."""

    _id_attr = None

    total: TestTotals
    test_suites: list[TestSuiteSummary]


class ProjectPipelineTestReportSummaryManager(GetWithoutIdMixin[ProjectPipelineTestReportSummary]):
    """https://docs.gitlab.com/api/pipelines/"""

    _path = "/projects/{project_id}/pipelines/{pipeline_id}/test_report_summary"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_id": "id"}


class ProjectMergeRequestPipeline(PipelineFields, RESTObject):
    """A pipeline of a merge request."""


class ProjectMergeRequestPipelineManager(
    CreateMixin[ProjectMergeRequestPipeline], ListMixin[ProjectMergeRequestPipeline]
):
    """https://docs.gitlab.com/api/merge_requests/

    `create()` starts a pipeline for the merge request and takes no data.
    """

    _path = "/projects/{project_id}/merge_requests/{mr_iid}/pipelines"
    _from_parent_attrs = {"project_id": "project_id", "mr_iid": "iid"}
    _shapes = {"list": PipelineBasic}


class ProjectPipelineSchedule(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A time table for pipelines. GitLab's list of its variables is `attributes["variables"]`."""

    id: int
    description: str
    ref: str
    cron: str
    cron_timezone: str
    next_run_at: str | None
    active: bool
    created_at: str
    updated_at: str
    owner: UserBasic
    inputs: list[ScheduleInput]
    last_pipeline: PipelineBasic | None

    pipelines: ProjectPipelineSchedulePipelineManager
    variables: ProjectPipelineScheduleVariableManager

    async def play(self, **kwargs: Any) -> dict[str, Any]:
        """Start a pipeline now. Raises GitlabPipelinePlayError."""
        return await self._run(
            self._call(
                "POST",
                "/play",
                decode=decode.to_dict,
                error=exc.GitlabPipelinePlayError,
                kwargs=kwargs,
            )
        )

    async def take_ownership(self, **kwargs: Any) -> None:
        """Make the current user the one in whose name the pipelines run.

        Raises GitlabOwnershipError.
        """
        schedule = await self._run(
            self._call(
                "POST",
                "/take_ownership",
                decode=decode.to_dict,
                error=exc.GitlabOwnershipError,
                kwargs=kwargs,
            )
        )
        self._update_attrs(schedule)


class ProjectPipelineScheduleManager(
    CRUDMixin[
        ProjectPipelineSchedule,
        ProjectPipelineScheduleCreate,
        ProjectPipelineScheduleUpdate,
        ProjectPipelineScheduleFilters,
    ]
):
    """https://docs.gitlab.com/api/pipeline_schedules/"""

    _path = "/projects/{project_id}/pipeline_schedules"
    _from_parent_attrs = {"project_id": "id"}


class ProjectPipelineSchedulePipeline(PipelineBasicFields, RESTObject):
    """A pipeline that a schedule started."""


class ProjectPipelineSchedulePipelineManager(
    ListMixin[ProjectPipelineSchedulePipeline, ProjectPipelineSchedulePipelineFilters]
):
    """https://docs.gitlab.com/api/pipeline_schedules/"""

    _path = "/projects/{project_id}/pipeline_schedules/{pipeline_schedule_id}/pipelines"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_schedule_id": "id"}


class ProjectPipelineScheduleVariable(SaveMixin, ObjectDeleteMixin, VariableFields, RESTObject):
    """A variable of the pipelines that a schedule starts. `save()` always sends key and value."""

    _id_attr = "key"


class ProjectPipelineScheduleVariableManager(
    GetMixin[ProjectPipelineScheduleVariable],
    CreateMixin[ProjectPipelineScheduleVariable, NewPipelineVariable],
    UpdateMixin[ProjectPipelineScheduleVariable, NewPipelineVariable],
    DeleteMixin[ProjectPipelineScheduleVariable],
):
    """https://docs.gitlab.com/api/pipeline_schedules/"""

    _path = "/projects/{project_id}/pipeline_schedules/{pipeline_schedule_id}/variables"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_schedule_id": "id"}
