"""Code search: what Zoekt, the engine of exact code search, has indexed."""

from __future__ import annotations

from typing import Any, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin, UpdateMethod, UpdateMixin
from gitlab.utils import EncodedId

__all__ = [
    "ZoektNamespace",
    "ZoektNamespaceManager",
    "ZoektNamespaceUpdate",
    "ZoektProjectManager",
    "ZoektShard",
    "ZoektShardIndexedNamespace",
    "ZoektShardIndexedNamespaceManager",
    "ZoektShardIndexedNamespaceUpdate",
    "ZoektShardManager",
]


class IndexedNamespaceFields:
    """The attributes of a namespace that is indexed."""

    id: int
    zoekt_shard_id: int
    zoekt_node_id: int
    namespace_id: int
    number_of_replicas_override: int | None


class ZoektNamespaceUpdate(TypedDict, total=False):
    number_of_replicas_override: int


class ZoektNamespace(IndexedNamespaceFields, RESTObject):
    """A namespace that is indexed, wherever that is."""

    _id_attr = "namespace_id"


class ZoektNamespaceManager(UpdateMixin[ZoektNamespace, ZoektNamespaceUpdate]):
    """https://docs.gitlab.com/integration/zoekt/

    Administrators only.
    """

    _path = "/admin/zoekt/namespaces"
    _update_method = UpdateMethod.PATCH


class ZoektProjectManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/integration/zoekt/

    Administrators only.
    """

    _path = "/admin/zoekt/projects"
    _obj_cls = RESTObject

    def index(self, project_id: int, **kwargs: Any) -> dict[str, Any]:
        """Have a project indexed anew; return the `job_id` that does it.

        Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PUT",
                f"/{EncodedId(project_id)}/index",
                decode=decode.to_dict,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )


class ZoektShard(RESTObject):
    """A server that indexes and searches."""

    id: int
    index_base_url: str
    search_base_url: str

    indexed_namespaces: ZoektShardIndexedNamespaceManager


class ZoektShardManager(ListMixin[ZoektShard]):
    """https://docs.gitlab.com/integration/zoekt/

    Administrators only.
    """

    _path = "/admin/zoekt/shards"


class ZoektShardIndexedNamespaceUpdate(TypedDict, total=False):
    search: bool


class ZoektShardIndexedNamespace(ObjectDeleteMixin, IndexedNamespaceFields, RESTObject):
    """A namespace that a server has indexed. `delete()` drops it from the index."""

    _id_attr = "namespace_id"


class ZoektShardIndexedNamespaceManager(
    ListMixin[ZoektShardIndexedNamespace],
    UpdateMixin[ZoektShardIndexedNamespace, ZoektShardIndexedNamespaceUpdate],
    DeleteMixin[ZoektShardIndexedNamespace],
):
    """https://docs.gitlab.com/integration/zoekt/

    `update()` has a namespace indexed here, new ones too.
    """

    _path = "/admin/zoekt/shards/{node_id}/indexed_namespaces"
    _from_parent_attrs = {"node_id": "id"}
