"""Geo nodes: the sites that hold copies of an instance. GitLab calls them sites by now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ObjectDeleteMixin, RetrieveMixin, SaveMixin, UpdateMixin
from gitlab.types import Array

if TYPE_CHECKING:
    from gitlab._lists import GitlabList

__all__ = ["GeoNode", "GeoNodeManager", "GeoNodeUpdate"]

SelectiveSyncType = Literal["namespaces", "shards", "organizations"]


class GeoNodeSettings(TypedDict, total=False):
    """What can be set of a site whenever one likes."""

    enabled: bool
    internal_url: str
    files_max_capacity: int
    repos_max_capacity: int
    verification_max_capacity: int
    container_repositories_max_capacity: int
    sync_object_storage: bool
    selective_sync_type: SelectiveSyncType | None
    selective_sync_shards: Annotated[list[str], Array]
    selective_sync_namespace_ids: Annotated[list[int], Array]
    selective_sync_organization_ids: Annotated[list[int], Array]
    minimum_reverification_interval: int


class GeoNodeUpdate(GeoNodeSettings, total=False):
    name: str
    url: str


class GeoNodeLinks(TypedDict):
    """The addresses of a Geo node's resources in the API."""

    self: str
    status: str
    repair: str


class GeoNode(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A site of the instance: the primary, or a secondary that copies it."""

    id: int
    name: str
    url: str
    internal_url: str
    primary: bool
    enabled: bool
    current: bool
    files_max_capacity: int
    repos_max_capacity: int
    verification_max_capacity: int
    container_repositories_max_capacity: int
    selective_sync_type: SelectiveSyncType | None
    selective_sync_shards: list[str]
    selective_sync_namespace_ids: list[int]
    selective_sync_organization_ids: list[int]
    minimum_reverification_interval: int
    sync_object_storage: bool
    clone_protocol: str
    web_edit_url: str
    web_geo_replication_details_url: str | None
    _links: GeoNodeLinks

    def repair(self, **kwargs: Any) -> None:
        """Repair the node's sign-in at the primary, where this must run.

        Raises GitlabRepairError.
        """
        repaired = self._run(
            self._call(
                "POST",
                "/repair",
                decode=decode.to_dict,
                error=exc.GitlabRepairError,
                kwargs=kwargs,
            )
        )
        self._update_attrs(repaired)

    def status(self, **kwargs: Any) -> dict[str, Any]:
        """Return how far this node's copying has come. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                "/status",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class GeoNodeManager(
    RetrieveMixin[GeoNode], UpdateMixin[GeoNode, GeoNodeUpdate], DeleteMixin[GeoNode]
):
    """https://docs.gitlab.com/api/geo_nodes/"""

    _path = "/geo_nodes"

    def status(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List how far each node's copying has come, as dicts. Raises GitlabGetError."""
        return self._run_list(listing(f"{self.path}/status", {}, kwargs, error=exc.GitlabGetError))

    def current_failures(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List the projects that the node asked could not copy, as dicts.

        Older versions of GitLab only. Raises GitlabGetError.
        """
        return self._run_list(
            listing(f"{self.path}/current/failures", {}, kwargs, error=exc.GitlabGetError)
        )
