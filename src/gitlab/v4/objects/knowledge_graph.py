"""Knowledge graph: the namespaces whose code and work GitLab's graph knows."""

from __future__ import annotations

from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin, UpdateMixin

__all__ = ["KnowledgeGraphNamespace", "KnowledgeGraphNamespaceManager"]


class KnowledgeGraphNamespace(ObjectDeleteMixin, RESTObject):
    """A top-level namespace in the graph. `delete()` takes it out."""

    _id_attr = "root_namespace_id"

    id: int
    root_namespace_id: int
    created_at: str


class KnowledgeGraphNamespaceManager(
    ListMixin[KnowledgeGraphNamespace],
    UpdateMixin[KnowledgeGraphNamespace],
    DeleteMixin[KnowledgeGraphNamespace],
):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    Administrators only. `update(namespace_id)` puts a namespace, known by id or path, in.
    """

    _path = "/admin/knowledge_graph/namespaces"
