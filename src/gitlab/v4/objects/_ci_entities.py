"""What GitLab answers of pipelines, jobs and runners inside other resources."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Commit, PublicUser, UserBasic
    from gitlab.v4.objects._literals import CIStatus, PipelineSource, RunnerStatus, RunnerType

__all__ = [
    "CIProject",
    "DetailedStatus",
    "Job",
    "JobArtifact",
    "JobArtifactsFile",
    "PipelineBasic",
    "RunnerBasic",
    "RunnerMachine",
    "StatusAction",
]


class PipelineBasic(TypedDict):
    """A pipeline as lists and other resources name it."""

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


class RunnerBasic(TypedDict, total=False):
    """A runner as lists and jobs name it."""

    id: int
    description: str | None
    ip_address: str | None
    active: bool
    paused: bool
    is_shared: bool
    runner_type: RunnerType
    name: str | None
    online: bool | None
    created_by: UserBasic | None
    created_at: str
    status: RunnerStatus
    job_execution_status: Literal["active", "idle"]


class RunnerMachine(TypedDict):
    """One of the processes that work under a runner's configuration: GitLab's runner manager."""

    id: int
    system_id: str
    version: str | None
    revision: str | None
    platform: str | None
    architecture: str | None
    created_at: str
    contacted_at: str | None
    ip_address: str | None
    status: RunnerStatus
    job_execution_status: Literal["active", "idle"]


class CIProject(TypedDict):
    """What a job tells of its project."""

    ci_job_token_scope_enabled: bool


class JobArtifactsFile(TypedDict):
    """The archive of a job's artifacts."""

    filename: str
    size: int


class JobArtifact(TypedDict):
    """A file that a job left."""

    file_type: str
    size: int
    filename: str
    file_format: Literal["raw", "zip", "gzip"] | None


class Job(TypedDict, total=False):
    """A job as other resources name it."""

    id: int
    status: CIStatus
    stage: str
    name: str
    ref: str
    tag: bool
    coverage: float | None
    allow_failure: bool
    created_at: str
    started_at: str | None
    finished_at: str | None
    erased_at: str | None
    duration: float | None
    queued_duration: float | None
    user: PublicUser | None
    commit: Commit | None
    pipeline: PipelineBasic
    failure_reason: str
    web_url: str
    project: CIProject
    artifacts_file: JobArtifactsFile
    artifacts: list[JobArtifact]
    runner: RunnerBasic | None
    runner_manager: RunnerMachine | None
    artifacts_expire_at: str | None
    archived: bool
    tag_list: list[str]


class StatusAction(TypedDict):
    """The button that goes with a status."""

    icon: str
    title: str
    path: str
    method: str
    button_title: str
    confirmation_message: str | None


class DetailedStatus(TypedDict, total=False):
    """A status as GitLab's web interface shows it."""

    icon: str
    text: str
    label: str
    group: str
    tooltip: str
    has_details: bool
    details_path: str | None
    illustration: dict[str, Any] | None
    favicon: str
    action: StatusAction
