# Generated from src/gitlab/v4/objects/code_search.py by tools/gen_async.py; edit that file.
"""Code search: what Zoekt, the engine of exact code search, has indexed."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin, UpdateMethod, UpdateMixin
from gitlab.utils import EncodedId
from gitlab.v4.objects.code_search import (
    IndexedNamespaceFields,
    ZoektNamespaceUpdate,
    ZoektShardIndexedNamespaceUpdate,
)

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

    async def index(self, project_id: int, **kwargs: Any) -> dict[str, Any]:
        """Have a project indexed anew; return the `job_id` that does it.

        Raises GitlabUpdateError.
        """
        return await self._run(
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
