# long file: pipelines with their variables, reports, bridges and schedules.
"""Pipelines with their jobs, variables and test reports, and the schedules that start them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
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
from gitlab.types import Array
from gitlab.v4.objects._ci_entities import PipelineBasic
from gitlab.v4.objects._fields import JobBasicFields, JobFields, VariableFields
from gitlab.v4.objects._literals import FinalCIStatus

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._ci_entities import CIProject, DetailedStatus, JobArtifact
    from gitlab.v4.objects._entities import UserBasic
    from gitlab.v4.objects._literals import (
        CIStatus,
        PipelineSource,
        SortDirection,
        VariableType,
    )
    from gitlab.v4.objects.dependency_list_export import PipelineDependencyListExportManager

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

InputValue = str | float | bool | list[Any]
PipelineScope = Literal["running", "pending", "finished", "branches", "tags"]


class PipelineBasicFields:
    """The attributes of every pipeline that GitLab answers."""

    id: int
    iid: int
    project_id: int
    sha: str
    ref: str
    status: CIStatus
    source: PipelineSource
    created_at: str
    updated_at: str | None
    web_url: str


class PipelineFields(PipelineBasicFields):
    """The attributes of a pipeline that was asked for by itself."""

    before_sha: str
    tag: bool
    yaml_errors: str | None
    user: UserBasic
    started_at: str | None
    finished_at: str | None
    committed_at: str | None
    duration: int | None
    queued_duration: int | None
    coverage: str | None
    detailed_status: DetailedStatus
    archived: bool
    name: str | None


class NewPipelineVariable(TypedDict, total=False):
    """A variable for the jobs of new pipelines."""

    key: Required[str]
    value: Required[str]
    variable_type: VariableType


class ProjectPipelineCreate(TypedDict, total=False):
    ref: Required[str]
    inputs: dict[str, InputValue]
    variables: list[NewPipelineVariable]


class ProjectPipelineFilters(TypedDict, total=False):
    created_after: str
    created_before: str
    name: str
    order_by: Literal["id", "status", "ref", "updated_at", "user_id"]
    ref: str
    scope: PipelineScope
    sha: str
    sort: SortDirection
    source: PipelineSource
    status: CIStatus
    updated_after: str
    updated_before: str
    username: str
    yaml_errors: bool


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

    def cancel(self, **kwargs: Any) -> dict[str, Any]:
        """Cancel the jobs that are not done and return the pipeline as it is afterwards.

        Raises GitlabPipelineCancelError.
        """
        return self._run(self._post("cancel", exc.GitlabPipelineCancelError, kwargs))

    def retry(self, **kwargs: Any) -> dict[str, Any]:
        """Start the failed and canceled jobs anew and return the pipeline as it is afterwards.

        Raises GitlabPipelineRetryError.
        """
        return self._run(self._post("retry", exc.GitlabPipelineRetryError, kwargs))

    def _post(
        self, action: str, error: type[exc.GitlabError], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        """GitLab answers these with the pipeline as it is afterwards."""
        return self._call("POST", f"/{action}", decode=decode.to_dict, error=error, kwargs=kwargs)

    def update_metadata(self, name: str, **kwargs: Any) -> None:
        """Give the pipeline a name. Raises GitlabUpdateError."""
        self._update_attrs(
            self._run(
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

    def latest(self, ref: str | None = None, lazy: bool = False) -> ProjectPipeline:
        """Return the pipeline of the newest commit of `ref`, by default of the default branch.

        GitLab has to be asked for its id, so that `lazy` changes nothing. Raises GitlabHttpError.
        """
        return self._run(
            self._call(
                "GET",
                "/latest",
                decode=lambda response: self._make(decode.to_dict(response)),
                query={} if ref is None else {"ref": ref},
            )
        )


class ProjectPipelineBridgeFilters(TypedDict, total=False):
    scope: Annotated[list[CIStatus], Array]


class ProjectPipelineBridge(JobBasicFields, RESTObject):
    """A job that starts a pipeline, in this project or another one."""

    project: CIProject
    downstream_pipeline: PipelineBasic | None


class ProjectPipelineBridgeManager(ListMixin[ProjectPipelineBridge, ProjectPipelineBridgeFilters]):
    """https://docs.gitlab.com/api/jobs/"""

    _path = "/projects/{project_id}/pipelines/{pipeline_id}/bridges"
    _from_parent_attrs = {"project_id": "project_id", "pipeline_id": "id"}


class ProjectPipelineJobFilters(TypedDict, total=False):
    include_retried: bool
    scope: Annotated[list[CIStatus], Array]


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


class RecentFailures(TypedDict):
    """How often a test failed of late."""

    count: int
    base_branch: str


class TestCase(TypedDict, total=False):
    """A test and how it went. The time is in seconds."""

    status: Literal["success", "failed", "skipped", "error"]
    name: str
    classname: str
    file: str | None
    execution_time: float
    system_output: str | dict[str, Any] | None
    stack_trace: str | None
    recent_failures: RecentFailures | None
    attachment_url: str | None


class TestCounts(TypedDict):
    """How the tests of a suite went. The time is in seconds."""

    name: str
    total_time: float
    total_count: int
    success_count: int
    failed_count: int
    skipped_count: int
    error_count: int
    suite_error: str | None


class TestSuite(TestCounts):
    """The tests that a job reported."""

    test_cases: list[TestCase]


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


class TestTotals(TypedDict):
    """How the tests of a pipeline went. The time is in seconds."""

    time: float
    count: int
    success: int
    failed: int
    skipped: int
    error: int
    suite_error: str | None


class TestSuiteSummary(TestCounts):
    """How the tests of a suite went, and the jobs that reported them."""

    build_ids: list[int]


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


class ScheduleInput(TypedDict):
    """An input of the pipelines that a schedule starts."""

    name: str
    value: InputValue


class ScheduleInputChange(TypedDict, total=False):
    """An input to be set, or removed with `destroy`."""

    name: Required[str]
    value: InputValue
    destroy: bool


class ProjectPipelineScheduleCreate(TypedDict, total=False):
    description: Required[str]
    ref: Required[str]
    cron: Required[str]
    cron_timezone: str
    active: bool
    inputs: list[ScheduleInput]


class ProjectPipelineScheduleUpdate(TypedDict, total=False):
    description: str
    ref: str
    cron: str
    cron_timezone: str
    active: bool
    inputs: list[ScheduleInputChange]


class ProjectPipelineScheduleFilters(TypedDict, total=False):
    scope: Literal["active", "inactive"]


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

    def play(self, **kwargs: Any) -> dict[str, Any]:
        """Start a pipeline now. Raises GitlabPipelinePlayError."""
        return self._run(
            self._call(
                "POST",
                "/play",
                decode=decode.to_dict,
                error=exc.GitlabPipelinePlayError,
                kwargs=kwargs,
            )
        )

    def take_ownership(self, **kwargs: Any) -> None:
        """Make the current user the one in whose name the pipelines run.

        Raises GitlabOwnershipError.
        """
        schedule = self._run(
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


class ProjectPipelineSchedulePipelineFilters(TypedDict, total=False):
    scope: PipelineScope
    status: CIStatus
    updated_before: str
    updated_after: str
    created_before: str
    created_after: str
    sort: SortDirection


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
