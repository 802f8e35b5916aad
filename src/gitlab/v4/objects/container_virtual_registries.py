"""Container virtual registries: one address of a group for images of several registries."""

from __future__ import annotations

from typing import Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import (
    CreateMixin,
    DeleteMixin,
    GetMixin,
    GetWithoutIdMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.utils import remove_none_from_dict

__all__ = [
    "ContainerCacheEntry",
    "ContainerCacheEntryManager",
    "ContainerRegistryUpstream",
    "ContainerRegistryUpstreamCreate",
    "ContainerRegistryUpstreamManager",
    "ContainerRegistryUpstreamUpdate",
    "ContainerUpstream",
    "ContainerUpstreamCacheEntry",
    "ContainerUpstreamCacheEntryFilters",
    "ContainerUpstreamCacheEntryManager",
    "ContainerUpstreamManager",
    "ContainerUpstreamUpdate",
    "ContainerVirtualRegistry",
    "ContainerVirtualRegistryManager",
    "ContainerVirtualRegistryUpdate",
    "ContainerVirtualRegistryUpstream",
    "ContainerVirtualRegistryUpstreamCreate",
    "ContainerVirtualRegistryUpstreamManager",
    "GroupContainerUpstream",
    "GroupContainerUpstreamFilters",
    "GroupContainerUpstreamManager",
    "GroupContainerVirtualRegistry",
    "GroupContainerVirtualRegistryCreate",
    "GroupContainerVirtualRegistryManager",
    "GroupVirtualRegistryCleanupPolicy",
    "GroupVirtualRegistryCleanupPolicyManager",
    "VirtualRegistryCleanupPolicySettings",
]


class _CachedMixin(RESTObject):
    """Something that keeps copies of what it fetched."""

    def delete_cache(self, **kwargs: Any) -> None:
        """Drop all copies: they are fetched again when asked for. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                "/cache",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )


class UpstreamPlace(TypedDict):
    """Where an upstream stands among those of a registry."""

    id: int
    position: int
    registry_id: int
    upstream_id: int


class VirtualRegistryFields:
    """The attributes of every container virtual registry."""

    id: int
    name: str
    description: str | None
    group_id: int
    created_at: str
    updated_at: str
    registry_upstreams: list[UpstreamPlace]


class UpstreamFields:
    """The attributes of every upstream; its password is never shown."""

    id: int
    name: str
    description: str | None
    group_id: int
    url: str
    username: str | None
    cache_validity_hours: int
    created_at: str
    updated_at: str


# Registries


class GroupContainerVirtualRegistryCreate(TypedDict, total=False):
    name: Required[str]
    description: str


class GroupContainerVirtualRegistry(VirtualRegistryFields, RESTObject):
    """A registry of a group. `gl.container_virtual_registries.get(it.id)` can be changed."""

    _repr_attr = "name"


class GroupContainerVirtualRegistryManager(
    ListMixin[GroupContainerVirtualRegistry],
    CreateMixin[GroupContainerVirtualRegistry, GroupContainerVirtualRegistryCreate],
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/groups/{group_id}/-/virtual_registries/container/registries"
    _from_parent_attrs = {"group_id": "id"}


class ContainerVirtualRegistryUpdate(TypedDict, total=False):
    name: str
    description: str


class ContainerVirtualRegistry(
    _CachedMixin, SaveMixin, ObjectDeleteMixin, VirtualRegistryFields, RESTObject
):
    """A registry that looks for images in its upstreams, one after the other."""

    _repr_attr = "name"

    upstreams: ContainerVirtualRegistryUpstreamManager


class ContainerVirtualRegistryManager(
    GetMixin[ContainerVirtualRegistry],
    UpdateMixin[ContainerVirtualRegistry, ContainerVirtualRegistryUpdate],
    DeleteMixin[ContainerVirtualRegistry],
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/virtual_registries/container/registries"
    _update_method = UpdateMethod.PATCH


# Upstreams


class ContainerVirtualRegistryUpstreamCreate(TypedDict, total=False):
    url: Required[str]
    name: Required[str]
    description: str
    username: str
    password: str
    cache_validity_hours: int


class ContainerVirtualRegistryUpstream(UpstreamFields, RESTObject):
    """An upstream of one registry; `gl.container_upstreams.get(it.id)` can be changed."""

    _repr_attr = "name"

    registry_upstream: UpstreamPlace


class ContainerVirtualRegistryUpstreamManager(
    ListMixin[ContainerVirtualRegistryUpstream],
    CreateMixin[ContainerVirtualRegistryUpstream, ContainerVirtualRegistryUpstreamCreate],
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/virtual_registries/container/registries/{registry_id}/upstreams"
    _from_parent_attrs = {"registry_id": "id"}


class GroupContainerUpstreamFilters(TypedDict, total=False):
    upstream_name: str


class GroupContainerUpstream(UpstreamFields, RESTObject):
    """An upstream of a group's registries; `gl.container_upstreams.get(it.id)` can be changed."""

    _repr_attr = "name"

    registry_upstreams: list[UpstreamPlace]


class GroupContainerUpstreamManager(
    ListMixin[GroupContainerUpstream, GroupContainerUpstreamFilters]
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/groups/{group_id}/-/virtual_registries/container/upstreams"
    _from_parent_attrs = {"group_id": "id"}

    def test(
        self, url: str, username: str | None = None, password: str | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Ask a registry whether it would answer; return `success` and what it said.

        Raises GitlabVerifyError.
        """
        body = {"url": url, "username": username, "password": password}
        return self._run(
            self._call(
                "POST",
                "/test",
                decode=decode.to_dict,
                error=exc.GitlabVerifyError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )


class ContainerUpstreamUpdate(TypedDict, total=False):
    """`username` and `password` go together; null takes them away."""

    name: str
    description: str
    url: str
    username: str | None
    password: str | None
    cache_validity_hours: int


class ContainerUpstream(_CachedMixin, SaveMixin, ObjectDeleteMixin, UpstreamFields, RESTObject):
    """A registry elsewhere that images are fetched from, and kept for a while."""

    _repr_attr = "name"

    registry_upstreams: list[UpstreamPlace]

    cache_entries: ContainerUpstreamCacheEntryManager

    def test(
        self,
        url: str | None = None,
        username: str | None = None,
        password: str | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Ask the registry whether it would answer, at other values if some are given.

        Return `success` and what it said. Raises GitlabVerifyError.
        """
        body = {"url": url, "username": username, "password": password}
        return self._run(
            self._call(
                "POST",
                "/test",
                decode=decode.to_dict,
                error=exc.GitlabVerifyError,
                body=remove_none_from_dict(body),
                kwargs=kwargs,
            )
        )


class ContainerUpstreamManager(
    GetMixin[ContainerUpstream],
    UpdateMixin[ContainerUpstream, ContainerUpstreamUpdate],
    DeleteMixin[ContainerUpstream],
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/virtual_registries/container/upstreams"
    _update_method = UpdateMethod.PATCH


class ContainerRegistryUpstreamCreate(TypedDict):
    registry_id: int
    upstream_id: int


class ContainerRegistryUpstreamUpdate(TypedDict):
    """`position` counts from 1: the first is asked first."""

    position: int


class ContainerRegistryUpstream(SaveMixin, ObjectDeleteMixin, RESTObject):
    """That a registry has an upstream. `delete()` only parts the two."""

    id: int
    position: int
    registry_id: int
    upstream_id: int


class ContainerRegistryUpstreamManager(
    CreateMixin[ContainerRegistryUpstream, ContainerRegistryUpstreamCreate],
    UpdateMixin[ContainerRegistryUpstream, ContainerRegistryUpstreamUpdate],
    DeleteMixin[ContainerRegistryUpstream],
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/virtual_registries/container/registry_upstreams"
    _update_method = UpdateMethod.PATCH


# Copies


class CacheEntryFields:
    """The attributes of a file that was fetched from an upstream and kept."""

    id: str
    group_id: int
    upstream_id: int
    upstream_checked_at: str
    file_sha1: str
    size: int
    relative_path: str
    upstream_etag: str | None
    content_type: str
    created_at: str
    updated_at: str
    downloads_count: int
    downloaded_at: str | None


class ContainerUpstreamCacheEntryFilters(TypedDict, total=False):
    search: str


class ContainerUpstreamCacheEntry(CacheEntryFields, RESTObject):
    """A kept file. `gl.container_cache_entries.delete(entry.id)` drops it."""

    _repr_attr = "relative_path"


class ContainerUpstreamCacheEntryManager(
    ListMixin[ContainerUpstreamCacheEntry, ContainerUpstreamCacheEntryFilters]
):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/virtual_registries/container/upstreams/{upstream_id}/cache_entries"
    _from_parent_attrs = {"upstream_id": "id"}


class ContainerCacheEntry(CacheEntryFields, RESTObject):
    """A kept file of any upstream."""


class ContainerCacheEntryManager(DeleteMixin[ContainerCacheEntry]):
    """https://docs.gitlab.com/api/container_virtual_registries/"""

    _path = "/virtual_registries/container/cache_entries"


class VirtualRegistryCleanupPolicySettings(TypedDict, total=False):
    """`cadence` is in days."""

    enabled: bool
    keep_n_days_after_download: int
    cadence: Literal[1, 7, 14, 30, 90]
    notify_on_success: bool
    notify_on_failure: bool


class GroupVirtualRegistryCleanupPolicy(SaveMixin, ObjectDeleteMixin, RESTObject):
    """When kept files of a group's virtual registries are dropped that nobody asks for."""

    _id_attr = None

    group_id: int
    next_run_at: str | None
    last_run_at: str | None
    last_run_deleted_size: int
    last_run_deleted_entries_count: int
    keep_n_days_after_download: int
    status: Literal["scheduled", "running", "failed"]
    cadence: Literal[1, 7, 14, 30, 90]
    enabled: bool
    failure_message: str | None
    last_run_detailed_metrics: dict[str, Any]
    notify_on_success: bool
    notify_on_failure: bool
    created_at: str
    updated_at: str


class GroupVirtualRegistryCleanupPolicyManager(
    GetWithoutIdMixin[GroupVirtualRegistryCleanupPolicy],
    CreateMixin[GroupVirtualRegistryCleanupPolicy, VirtualRegistryCleanupPolicySettings],
    UpdateMixin[GroupVirtualRegistryCleanupPolicy, VirtualRegistryCleanupPolicySettings],
    DeleteMixin[GroupVirtualRegistryCleanupPolicy],
):
    """https://docs.gitlab.com/api/virtual_registries_cleanup_policies/"""

    _path = "/groups/{group_id}/-/virtual_registries/cleanup/policy"
    _from_parent_attrs = {"group_id": "id"}
    _update_method = UpdateMethod.PATCH
