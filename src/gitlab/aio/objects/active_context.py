# Generated from src/gitlab/v4/objects/active_context.py by tools/gen_async.py; edit that file.
"""Active context: what the AI features' semantic search has indexed, and where."""

from __future__ import annotations

from typing import Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._core.values import Call
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin, UpdateMixin
from gitlab.v4.objects.active_context import (
    ActiveContextCollectionUpdate,
    ActiveContextEnabledNamespaceUpdate,
)

__all__ = [
    "ActiveContextCollection",
    "ActiveContextCollectionManager",
    "ActiveContextCollectionUpdate",
    "ActiveContextConnection",
    "ActiveContextConnectionManager",
    "ActiveContextEnabledNamespace",
    "ActiveContextEnabledNamespaceManager",
    "ActiveContextEnabledNamespaceUpdate",
]


class ActiveContextConnection(RESTObject):
    """A vector store that GitLab can use. One at most is active."""

    _repr_attr = "name"

    id: int
    name: str
    adapter_class: str
    prefix: str
    active: bool
    created_at: str
    updated_at: str


class ActiveContextConnectionManager(ListMixin[ActiveContextConnection]):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    Administrators only.
    """

    _path = "/admin/active_context/connections"

    async def activate(self, connection_id: int, **kwargs: Any) -> ActiveContextConnection:
        """Use this connection from now on, and no other. Raises GitlabActivateError."""
        body = {"connection_id": connection_id}
        return await self._run(self._switch("/activate", body, exc.GitlabActivateError, kwargs))

    async def deactivate(
        self, connection_id: int | None = None, **kwargs: Any
    ) -> ActiveContextConnection:
        """Use this connection no longer, or the active one. Raises GitlabDeactivateError."""
        body = {} if connection_id is None else {"connection_id": connection_id}
        return await self._run(self._switch("/deactivate", body, exc.GitlabDeactivateError, kwargs))

    def _switch(
        self,
        suffix: str,
        body: dict[str, int],
        error: type[exc.GitlabError],
        kwargs: dict[str, Any],
    ) -> Call[ActiveContextConnection]:
        return self._call(
            "PUT",
            suffix,
            decode=lambda response: self._make(decode.to_dict(response)),
            error=error,
            body=body,
            kwargs=kwargs,
        )


class ActiveContextCollection(RESTObject):
    """What a connection holds of one kind, such as code."""

    id: int
    name: str
    connection_id: int
    options: dict[str, Any]
    created_at: str
    updated_at: str


class ActiveContextCollectionManager(
    UpdateMixin[ActiveContextCollection, ActiveContextCollectionUpdate]
):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    Administrators only. Collections are known by id or name.
    """

    _path = "/admin/active_context/collections"


class ActiveContextEnabledNamespace(RESTObject):
    """A namespace whose code is indexed."""

    _id_attr = None

    id: int
    namespace_id: int
    connection_id: int
    state: Literal["pending", "ready"]
    created_at: str
    updated_at: str


class ActiveContextEnabledNamespaceManager(
    UpdateMixin[ActiveContextEnabledNamespace, ActiveContextEnabledNamespaceUpdate]
):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    Administrators only. `update(new_data={...})` names the namespace in the body.
    """

    _path = "/admin/active_context/code/enabled_namespaces"
