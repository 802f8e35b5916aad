# Generated from src/gitlab/v4/objects/environments.py by tools/gen_async.py; edit that file.
"""Environments, and who may deploy to the protected ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects.environments import (
    AutoStopSetting,
    EnvironmentBasic,
    EnvironmentState,
    EnvironmentTier,
    GroupProtectedEnvironmentCreate,
    ProjectEnvironmentCreate,
    ProjectEnvironmentFilters,
    ProjectEnvironmentUpdate,
    ProjectProtectedEnvironmentCreate,
    ProtectedEnvironmentFields,
    ProtectedEnvironmentUpdate,
)

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import BasicProject
    from gitlab.v4.objects.cluster_agents import ClusterAgent
    from gitlab.v4.objects.deployments import Deployment

__all__ = [
    "EnvironmentBasic",
    "GroupProtectedEnvironment",
    "GroupProtectedEnvironmentCreate",
    "GroupProtectedEnvironmentManager",
    "ProjectEnvironment",
    "ProjectEnvironmentCreate",
    "ProjectEnvironmentFilters",
    "ProjectEnvironmentManager",
    "ProjectEnvironmentUpdate",
    "ProjectProtectedEnvironment",
    "ProjectProtectedEnvironmentCreate",
    "ProjectProtectedEnvironmentManager",
    "ProtectedEnvironmentUpdate",
]


class ProjectEnvironment(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A place that is deployed to. Only a stopped one can be deleted."""

    id: int
    name: str
    slug: str
    external_url: str | None
    created_at: str
    updated_at: str
    tier: EnvironmentTier
    project: BasicProject
    last_deployment: Deployment | None
    state: EnvironmentState
    auto_stop_at: str | None
    cluster_agent: ClusterAgent | None
    kubernetes_namespace: str | None
    flux_resource_path: str | None
    description: str | None
    auto_stop_setting: AutoStopSetting

    async def stop(self, **kwargs: Any) -> dict[str, Any]:
        """Stop the environment and return it as it is afterwards.

        Its `on_stop` job runs first, unless `force=True`. Raises GitlabStopError.
        """
        return await self._run(
            self._call(
                "POST", "/stop", decode=decode.to_dict, error=exc.GitlabStopError, kwargs=kwargs
            )
        )


class ProjectEnvironmentManager(
    RetrieveMixin[ProjectEnvironment, ProjectEnvironmentFilters],
    CreateMixin[ProjectEnvironment, ProjectEnvironmentCreate],
    UpdateMixin[ProjectEnvironment, ProjectEnvironmentUpdate],
    DeleteMixin[ProjectEnvironment],
):
    """https://docs.gitlab.com/api/environments/"""

    _path = "/projects/{project_id}/environments"
    _from_parent_attrs = {"project_id": "id"}

    async def stop_stale(self, before: str, **kwargs: Any) -> dict[str, Any]:
        """Stop all environments that were last deployed to `before` a time (ISO 8601).

        Protected ones stay. Raises GitlabStopError.
        """
        return await self._run(
            self._call(
                "POST",
                "/stop_stale",
                decode=decode.to_dict,
                error=exc.GitlabStopError,
                body={"before": before},
                kwargs=kwargs,
            )
        )

    async def delete_review_apps(
        self,
        before: str | None = None,
        limit: int | None = None,
        dry_run: bool | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Have stopped review apps deleted in a week, if `dry_run` is False; it is True by default.

        They are those made `before` a time (ISO 8601), 30 days ago by default, and no more than
        `limit`, 100 by default. Return the `scheduled_entries` and the `unprocessable_entries`.
        Raises GitlabDeleteError.
        """
        query = {"before": before, "limit": limit, "dry_run": dry_run}
        return await self._run(
            self._call(
                "DELETE",
                "/review_apps",
                decode=decode.to_dict,
                error=exc.GitlabDeleteError,
                query=remove_none_from_dict(query),
                kwargs=kwargs,
            )
        )


class ProjectProtectedEnvironment(
    SaveMixin, ObjectDeleteMixin, ProtectedEnvironmentFields, RESTObject
):
    """The protection of an environment. `delete()` leaves the environment unprotected."""

    _id_attr = "name"
    _repr_attr = "name"


class ProjectProtectedEnvironmentManager(
    RetrieveMixin[ProjectProtectedEnvironment],
    CreateMixin[ProjectProtectedEnvironment, ProjectProtectedEnvironmentCreate],
    UpdateMixin[ProjectProtectedEnvironment, ProtectedEnvironmentUpdate],
    DeleteMixin[ProjectProtectedEnvironment],
):
    """https://docs.gitlab.com/api/protected_environments/"""

    _path = "/projects/{project_id}/protected_environments"
    _from_parent_attrs = {"project_id": "id"}


class GroupProtectedEnvironment(
    SaveMixin, ObjectDeleteMixin, ProtectedEnvironmentFields, RESTObject
):
    """The protection of all environments of a tier, in every project below the group."""

    _id_attr = "name"
    _repr_attr = "name"


class GroupProtectedEnvironmentManager(
    CRUDMixin[
        GroupProtectedEnvironment, GroupProtectedEnvironmentCreate, ProtectedEnvironmentUpdate
    ],
):
    """https://docs.gitlab.com/api/group_protected_environments/"""

    _path = "/groups/{group_id}/protected_environments"
    _from_parent_attrs = {"group_id": "id"}
