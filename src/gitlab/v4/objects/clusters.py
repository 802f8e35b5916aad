"""Kubernetes clusters that the instance, groups and projects are connected to by certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import (
        BasicProject,
        GroupBasic,
        ProjectIdentity,
        UserBasic,
    )

__all__ = [
    "ClusterCreate",
    "ClusterUpdate",
    "GroupCluster",
    "GroupClusterManager",
    "InstanceCluster",
    "InstanceClusterManager",
    "ProjectCluster",
    "ProjectClusterManager",
]

ClusterAuthorization = Literal["unknown_authorization", "rbac", "abac"]
ClusterType = Literal["instance_type", "group_type", "project_type"]


class NewPlatform(TypedDict, total=False):
    """How to reach a cluster that is connected."""

    api_url: Required[str]
    token: Required[str]
    ca_cert: str
    namespace: str
    authorization_type: ClusterAuthorization


class PlatformChange(TypedDict, total=False):
    """How to reach a cluster, as far as it changes."""

    api_url: str
    token: str
    ca_cert: str
    namespace: str


class ClusterCreate(TypedDict, total=False):
    name: Required[str]
    platform_kubernetes_attributes: Required[NewPlatform]
    domain: str
    enabled: bool
    environment_scope: str
    managed: bool
    management_project_id: int
    namespace_per_environment: bool


class ClusterUpdate(TypedDict, total=False):
    name: str
    platform_kubernetes_attributes: PlatformChange
    domain: str
    enabled: bool
    environment_scope: str
    managed: bool
    management_project_id: int
    namespace_per_environment: bool


class KubernetesPlatform(TypedDict):
    """How GitLab reaches a cluster."""

    api_url: str
    namespace: str | None
    authorization_type: ClusterAuthorization
    ca_cert: str | None


class GoogleProvider(TypedDict):
    """Where a cluster runs that GitLab made at Google."""

    cluster_id: int
    status_name: str
    gcp_project_id: str
    zone: str
    machine_type: str
    num_nodes: int
    endpoint: str | None


class ClusterFields:
    """The attributes of every cluster that GitLab answers."""

    id: int
    name: str
    created_at: str
    domain: str | None
    enabled: bool
    managed: bool
    provider_type: str
    platform_type: str
    environment_scope: str
    cluster_type: ClusterType
    namespace_per_environment: bool
    user: UserBasic
    platform_kubernetes: KubernetesPlatform
    provider_gcp: GoogleProvider
    management_project: ProjectIdentity | None


class InstanceCluster(SaveMixin, ObjectDeleteMixin, ClusterFields, RESTObject):
    """A cluster for all projects of the instance."""


class InstanceClusterManager(CRUDMixin[InstanceCluster, ClusterCreate, ClusterUpdate]):
    """https://docs.gitlab.com/api/instance_clusters/

    GitLab has deprecated clusters connected by certificates: agents have taken their place.
    """

    _path = "/admin/clusters"
    _create_path = "/admin/clusters/add"


class GroupCluster(SaveMixin, ObjectDeleteMixin, ClusterFields, RESTObject):
    """A cluster for the projects of a group."""

    group: GroupBasic


class GroupClusterManager(CRUDMixin[GroupCluster, ClusterCreate, ClusterUpdate]):
    """https://docs.gitlab.com/api/group_clusters/

    GitLab has deprecated clusters connected by certificates: agents have taken their place.
    """

    _path = "/groups/{group_id}/clusters"
    _create_path = "/groups/{group_id}/clusters/user"
    _from_parent_attrs = {"group_id": "id"}

    def discover(self, **kwargs: Any) -> dict[str, Any]:
        """Return which `groups` and `projects` here and below have clusters by certificate.

        Raises GitlabGetError.
        """
        call = self._call(
            "GET",
            decode=decode.to_dict,
            error=exc.GitlabGetError,
            query={"group_id": self.parent_attrs["group_id"]},
            kwargs=kwargs,
        )
        return self._run(call._replace(path="/discover-cert-based-clusters"))


class ProjectCluster(SaveMixin, ObjectDeleteMixin, ClusterFields, RESTObject):
    """A cluster for a project."""

    project: BasicProject


class ProjectClusterManager(CRUDMixin[ProjectCluster, ClusterCreate, ClusterUpdate]):
    """https://docs.gitlab.com/api/project_clusters/

    GitLab has deprecated clusters connected by certificates: agents have taken their place.
    """

    _path = "/projects/{project_id}/clusters"
    _create_path = "/projects/{project_id}/clusters/user"
    _from_parent_attrs = {"project_id": "id"}
