# Generated from src/gitlab/v4/objects/runners.py by tools/gen_async.py; edit that file.
"""Runners: what takes jobs, for the whole instance, for groups or for projects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
)
from gitlab.v4.objects._ci_entities import RunnerBasic
from gitlab.v4.objects._fields import BasicProjectFields, JobBasicFields
from gitlab.v4.objects.runners import (
    ProjectRunnerCreate,
    RunnerAccess,
    RunnerCreate,
    RunnerFields,
    RunnerFilters,
    RunnerJobFilters,
    RunnerRegistration,
    RunnerUpdate,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.aio._lists import RESTObjectList
    from gitlab.v4.objects._entities import BasicProject, GroupBasic, ProjectIdentity
    from gitlab.v4.objects._literals import RunnerStatus
    from gitlab.aio._lists import ListCall

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

    async def reset_token(self, **kwargs: Any) -> dict[str, Any]:
        """Replace the token that the runner takes jobs with; return the new `token`.

        Raises GitlabRotateError.
        """
        return await self._run(
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

    async def reset_registration_token(self, **kwargs: Any) -> dict[str, Any]:
        """Replace the token that runners are registered with; return the new one as `token`.

        GitLab deprecates registration tokens. Raises GitlabRotateError.
        """
        return await self._run(
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

    def all(self, scope: str | None = None, **kwargs: Any) -> ListCall[RESTObjectList[Runner] | list[Runner], Runner]:
        """Return the runners of the whole instance, filtered and paged as by `list()`.

        Administrators only. Raises GitlabListError.
        """
        if scope is not None:
            kwargs["scope"] = scope
        iterator = bool(kwargs.pop("iterator", False))
        return super().list(path="/runners/all", iterator=iterator, **kwargs)

    async def delete_by_token(self, token: str, **kwargs: Any) -> None:
        """Delete the runner that has this authentication token. Raises GitlabDeleteError."""
        return await self._run(self._delete_by("", {"token": token}, kwargs))

    async def delete_manager(self, token: str, system_id: str, **kwargs: Any) -> None:
        """Delete one of the machines that share a runner's token. Raises GitlabDeleteError."""
        body = {"token": token, "system_id": system_id}
        return await self._run(self._delete_by("/managers", body, kwargs))

    def _delete_by(self, suffix: str, body: dict[str, str], kwargs: dict[str, Any]) -> Call[None]:
        return self._call(
            "DELETE",
            suffix,
            decode=decode.to_none,
            error=exc.GitlabDeleteError,
            body=body,
            kwargs=kwargs,
        )

    async def reset_authentication_token(self, token: str, **kwargs: Any) -> dict[str, Any]:
        """Replace a runner's authentication token; return the new `token`.

        Raises GitlabRotateError.
        """
        return await self._run(
            self._call(
                "POST",
                "/reset_authentication_token",
                decode=decode.to_dict,
                error=exc.GitlabRotateError,
                body={"token": token},
                kwargs=kwargs,
            )
        )

    async def verify(self, token: str, **kwargs: Any) -> None:
        """Check that a runner's token is valid. Raises GitlabVerifyError when it is not."""
        return await self._run(
            self._call(
                "POST",
                "/verify",
                decode=decode.to_none,
                error=exc.GitlabVerifyError,
                body={"token": token},
                kwargs=kwargs,
            )
        )


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
