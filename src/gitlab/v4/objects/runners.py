"""Runners: what takes jobs, for the whole instance, for groups or for projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict, TypeVar

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
)
from gitlab.types import CommaSeparated
from gitlab.v4.objects._ci_entities import RunnerBasic
from gitlab.v4.objects._fields import BasicProjectFields, JobBasicFields

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab._lists import RESTObjectList
    from gitlab.v4.objects._entities import BasicProject, GroupBasic, ProjectIdentity, UserBasic
    from gitlab.v4.objects._literals import CIStatus, RunnerStatus, RunnerType, SortDirection

__all__ = [
    "GroupRunner",
    "GroupRunnerManager",
    "ProjectRunner",
    "ProjectRunnerCreate",
    "ProjectRunnerManager",
    "Runner",
    "RunnerAll",
    "RunnerAllManager",
    "RunnerCreate",
    "RunnerFilters",
    "RunnerJob",
    "RunnerJobFilters",
    "RunnerJobManager",
    "RunnerMachine",
    "RunnerMachineManager",
    "RunnerManager",
    "RunnerProject",
    "RunnerProjectManager",
    "RunnerUpdate",
]

T = TypeVar("T", bound=RESTObject)

RunnerAccess = Literal["not_protected", "ref_protected"]
RunnerScope = Literal[
    "specific",
    "shared",
    "instance_type",
    "group_type",
    "project_type",
    "active",
    "paused",
    "online",
    "offline",
    "never_contacted",
    "stale",
]


class RunnerFilters(TypedDict, total=False):
    """GitLab has deprecated `scope`: `type`, `status` and `paused` have taken its place."""

    scope: RunnerScope
    type: RunnerType
    status: RunnerStatus
    paused: bool
    tag_list: Annotated[list[str], CommaSeparated]
    version_prefix: str


class RunnerSettings(TypedDict, total=False):
    """What can be set when a runner is registered and later."""

    description: str
    active: bool
    paused: bool
    tag_list: Annotated[list[str], CommaSeparated]
    run_untagged: bool
    locked: bool
    access_level: RunnerAccess
    maximum_timeout: int | None
    maintenance_note: str


class RunnerInfo(TypedDict, total=False):
    """What a runner tells of itself."""

    name: str
    version: str
    revision: str
    platform: str
    architecture: str


class RunnerToken(TypedDict):
    token: str


class RunnerCreate(RunnerToken, RunnerSettings, total=False):
    info: RunnerInfo
    maintainer_note: str


class RunnerUpdate(RunnerSettings, total=False):
    pass


class RunnerRegistration(TypedDict):
    """What GitLab answers to a new runner: the token that it takes jobs with."""

    id: int
    token: str
    token_expires_at: str | None


class RunnerFields:
    """The attributes of every runner that GitLab answers."""

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


class Runner(SaveMixin, ObjectDeleteMixin, RunnerFields, RESTObject):
    """A runner. `create()` answers its `token`, shown this once."""

    _repr_attr = "description"

    tag_list: list[str]
    run_untagged: bool
    locked: bool
    maximum_timeout: int | None
    access_level: RunnerAccess
    version: str | None
    revision: str | None
    platform: str | None
    architecture: str | None
    contacted_at: str | None
    maintenance_note: str | None
    projects: list[BasicProject]
    groups: list[GroupBasic]
    token: str
    token_expires_at: str | None

    all_projects: RunnerProjectManager
    jobs: RunnerJobManager
    managers: RunnerMachineManager

    def reset_token(self, **kwargs: Any) -> dict[str, Any]:
        """Replace the token that the runner takes jobs with; return the new `token`.

        Raises GitlabRotateError.
        """
        return self._run(
            self._call(
                "POST",
                "/reset_authentication_token",
                decode=decode.to_dict,
                error=exc.GitlabRotateError,
                kwargs=kwargs,
            )
        )


class _RegistrationTokenMixin(RESTManager[T]):
    """Places that runners could be registered for by a token that all of them shared."""

    def reset_registration_token(self, **kwargs: Any) -> dict[str, Any]:
        """Replace the token that runners are registered with; return the new one as `token`.

        GitLab deprecates registration tokens. Raises GitlabRotateError.
        """
        return self._run(
            self._call(
                "POST",
                "/reset_registration_token",
                decode=decode.to_dict,
                error=exc.GitlabRotateError,
                kwargs=kwargs,
            )
        )


class RunnerManager(
    CRUDMixin[Runner, RunnerCreate, RunnerUpdate, RunnerFilters], _RegistrationTokenMixin[Runner]
):
    """https://docs.gitlab.com/api/runners/

    `list()` has the runners that the user may use, `all()` those of the whole instance.
    """

    _path = "/runners"
    _shapes = {"list": RunnerBasic, "create": RunnerRegistration}

    def all(self, scope: str | None = None, **kwargs: Any) -> RESTObjectList[Runner] | list[Runner]:
        """Return the runners of the whole instance, filtered and paged as by `list()`.

        Administrators only. Raises GitlabListError.
        """
        if scope is not None:
            kwargs["scope"] = scope
        iterator = bool(kwargs.pop("iterator", False))
        return super().list(path="/runners/all", iterator=iterator, **kwargs)

    def delete_by_token(self, token: str, **kwargs: Any) -> None:
        """Delete the runner that has this authentication token. Raises GitlabDeleteError."""
        return self._run(self._delete_by("", {"token": token}, kwargs))

    def delete_manager(self, token: str, system_id: str, **kwargs: Any) -> None:
        """Delete one of the machines that share a runner's token. Raises GitlabDeleteError."""
        body = {"token": token, "system_id": system_id}
        return self._run(self._delete_by("/managers", body, kwargs))

    def _delete_by(self, suffix: str, body: dict[str, str], kwargs: dict[str, Any]) -> Call[None]:
        return self._call(
            "DELETE",
            suffix,
            decode=decode.to_none,
            error=exc.GitlabDeleteError,
            body=body,
            kwargs=kwargs,
        )

    def reset_authentication_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Replace a runner's authentication token; return the new `token`.

        Raises GitlabRotateError.
        """
        return self._run(
            self._call(
                "POST",
                "/reset_authentication_token",
                decode=decode.to_dict,
                error=exc.GitlabRotateError,
                body={"token": token},
                kwargs=kwargs,
            )
        )

    def verify(self, token: str, **kwargs: Any) -> None:
        """Check that a runner's token is valid. Raises GitlabVerifyError when it is not."""
        return self._run(
            self._call(
                "POST",
                "/verify",
                decode=decode.to_none,
                error=exc.GitlabVerifyError,
                body={"token": token},
                kwargs=kwargs,
            )
        )


class RunnerJobFilters(TypedDict, total=False):
    system_id: str
    status: CIStatus
    order_by: Literal["id"]
    sort: SortDirection
    cursor: str


class RunnerJob(JobBasicFields, RESTObject):
    """A job that a runner took."""

    project: ProjectIdentity


class RunnerJobManager(ListMixin[RunnerJob, RunnerJobFilters]):
    """https://docs.gitlab.com/api/runners/"""

    _path = "/runners/{runner_id}/jobs"
    _from_parent_attrs = {"runner_id": "id"}


class RunnerAll(RunnerFields, RESTObject):
    """A runner of the instance. `gl.runners.get(runner.id)` gives one that can be changed."""

    _repr_attr = "description"


class RunnerAllManager(ListMixin[RunnerAll, RunnerFilters]):
    """https://docs.gitlab.com/api/runners/"""

    _path = "/runners/all"


class GroupRunner(RunnerFields, RESTObject):
    """A runner that takes jobs of a group's projects."""


class GroupRunnerManager(
    ListMixin[GroupRunner, RunnerFilters], _RegistrationTokenMixin[GroupRunner]
):
    """https://docs.gitlab.com/api/runners/"""

    _path = "/groups/{group_id}/runners"
    _from_parent_attrs = {"group_id": "id"}


class ProjectRunnerCreate(TypedDict):
    runner_id: int


class ProjectRunner(ObjectDeleteMixin, RunnerFields, RESTObject):
    """A runner that takes jobs of a project. `delete()` only parts the two."""


class ProjectRunnerManager(
    CreateMixin[ProjectRunner, ProjectRunnerCreate],
    DeleteMixin[ProjectRunner],
    ListMixin[ProjectRunner, RunnerFilters],
    _RegistrationTokenMixin[ProjectRunner],
):
    """https://docs.gitlab.com/api/runners/"""

    _path = "/projects/{project_id}/runners"
    _from_parent_attrs = {"project_id": "id"}


class RunnerMachine(RESTObject):
    """A machine that takes jobs with a runner's token; GitLab calls it a runner manager."""

    _repr_attr = "system_id"

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


class RunnerMachineManager(ListMixin[RunnerMachine]):
    """https://docs.gitlab.com/api/runners/"""

    _path = "/runners/{runner_id}/managers"
    _from_parent_attrs = {"runner_id": "id"}


class RunnerProject(BasicProjectFields, RESTObject):
    """A project that a runner takes jobs of. `gl.projects.get(it.id)` can be changed."""


class RunnerProjectManager(ListMixin[RunnerProject]):
    """https://docs.gitlab.com/api/runners/"""

    _path = "/runners/{runner_id}/projects"
    _from_parent_attrs = {"runner_id": "id"}
