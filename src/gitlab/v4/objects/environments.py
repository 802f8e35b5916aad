"""Environments, and who may deploy to the protected ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab import const, exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    CRUDMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.types import Array
from gitlab.utils import remove_none_from_dict

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

AutoStopSetting = Literal["always", "with_action"]
EnvironmentTier = Literal["production", "staging", "testing", "development", "other"]
EnvironmentState = Literal["available", "stopping", "stopped"]

# Reporter, developer, maintainer, administrator.
DeployAccessLevel = Literal[20, 30, 40, 60] | const.AccessLevel
# Direct members of the group, or those it inherits too.
GroupInheritance = Literal[0, 1]


class EnvironmentBasic(TypedDict):
    """An environment as deployments name it."""

    id: int
    name: str
    slug: str
    external_url: str | None
    created_at: str
    updated_at: str


class EnvironmentSettings(TypedDict, total=False):
    auto_stop_setting: AutoStopSetting
    cluster_agent_id: int | None
    description: str
    external_url: str
    flux_resource_path: str
    kubernetes_namespace: str
    slug: str
    tier: EnvironmentTier


class EnvironmentName(TypedDict):
    name: str


class ProjectEnvironmentCreate(EnvironmentName, EnvironmentSettings):
    pass


class ProjectEnvironmentUpdate(EnvironmentSettings, total=False):
    """GitLab ignores `name` since 16.0: environments keep theirs."""

    name: str


class ProjectEnvironmentFilters(TypedDict, total=False):
    name: str
    search: str
    states: EnvironmentState


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

    def stop(self, **kwargs: Any) -> dict[str, Any]:
        """Stop the environment and return it as it is afterwards.

        Its `on_stop` job runs first, unless `force=True`. Raises GitlabStopError.
        """
        return self._run(
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

    def stop_stale(self, before: str, **kwargs: Any) -> dict[str, Any]:
        """Stop all environments that were last deployed to `before` a time (ISO 8601).

        Protected ones stay. Raises GitlabStopError.
        """
        return self._run(
            self._call(
                "POST",
                "/stop_stale",
                decode=decode.to_dict,
                error=exc.GitlabStopError,
                body={"before": before},
                kwargs=kwargs,
            )
        )

    def delete_review_apps(
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
        return self._run(
            self._call(
                "DELETE",
                "/review_apps",
                decode=decode.to_dict,
                error=exc.GitlabDeleteError,
                query=remove_none_from_dict(query),
                kwargs=kwargs,
            )
        )


class NewDeployAccess(TypedDict, total=False):
    """Who may deploy: a user, a group or everyone with a role."""

    user_id: int
    group_id: int
    access_level: DeployAccessLevel
    group_inheritance_type: GroupInheritance


class NewApprovalRule(NewDeployAccess, total=False):
    """Who approves deployments, and how many of them it takes."""

    required_approvals: int


class ProjectProtectedEnvironmentCreate(TypedDict, total=False):
    name: Required[str]
    deploy_access_levels: Required[Annotated[list[NewDeployAccess], Array]]
    approval_rules: Annotated[list[NewApprovalRule], Array]
    required_approval_count: int


class GroupProtectedEnvironmentCreate(TypedDict, total=False):
    """`name` is the tier of the environments."""

    name: Required[EnvironmentTier]
    required_approval_count: int
    deploy_access_levels: Required[Annotated[list[NewDeployAccess], Array]]
    approval_rules: Annotated[list[NewApprovalRule], Array]


class ChangedDeployAccess(NewDeployAccess, total=False):
    """One with an `id` is changed, or removed by `_destroy`; one without is added."""

    id: int
    _destroy: bool


class ChangedApprovalRule(NewApprovalRule, total=False):
    """One with an `id` is changed, or removed by `_destroy`; one without is added."""

    id: int
    _destroy: bool


class ProtectedEnvironmentUpdate(TypedDict, total=False):
    required_approval_count: int
    deploy_access_levels: Annotated[list[ChangedDeployAccess], Array]
    approval_rules: Annotated[list[ChangedApprovalRule], Array]


class DeployAccess(TypedDict):
    """Who may deploy: a user, a group or everyone with a role."""

    id: int
    access_level: DeployAccessLevel | None
    access_level_description: str
    deploy_key_id: int | None
    user_id: int | None
    group_id: int | None
    group_inheritance_type: GroupInheritance


class ApprovalRule(TypedDict):
    """Who approves deployments, and how many of them it takes."""

    id: int
    user_id: int | None
    group_id: int | None
    access_level: DeployAccessLevel | None
    access_level_description: str
    required_approvals: int
    group_inheritance_type: GroupInheritance


class ProtectedEnvironmentFields:
    """The attributes of a protection, of a project or of a group."""

    name: str
    deploy_access_levels: list[DeployAccess]
    required_approval_count: int
    approval_rules: list[ApprovalRule]


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
