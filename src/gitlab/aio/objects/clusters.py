# Generated from src/gitlab/v4/objects/clusters.py by tools/gen_async.py; edit that file.
"""Kubernetes clusters that the instance, groups and projects are connected to by certificates."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.clusters import ClusterCreate, ClusterFields, ClusterUpdate

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import BasicProject, GroupBasic

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

    async def discover(self, **kwargs: Any) -> dict[str, Any]:
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
        return await self._run(call._replace(path="/discover-cert-based-clusters"))


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
