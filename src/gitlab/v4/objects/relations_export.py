"""Relations export: parts of a group or project, from which another GitLab imports it directly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Literal, TypedDict, TypeVar

from gitlab import exceptions as exc
from gitlab._download import download
from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, ListMixin
from gitlab.utils import remove_none_from_dict

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = [
    "GroupRelationsExport",
    "GroupRelationsExportManager",
    "ProjectRelationsExport",
    "ProjectRelationsExportManager",
    "RelationsExportCreate",
    "RelationsExportFilters",
]

T = TypeVar("T", bound=RESTObject)


class RelationsExportCreate(TypedDict, total=False):
    """`batched` writes files of at most a thousand objects each."""

    batched: bool


class RelationsExportFilters(TypedDict, total=False):
    relation: str


class RelationsExportBatch(TypedDict):
    """How far one file of a part is."""

    status: Literal["started", "finished", "failed"]
    batch_number: int
    objects_count: int
    error: str | None
    updated_at: str


class RelationsExportFields:
    """The attributes of every part that is exported."""

    relation: str
    status: Literal["pending", "started", "finished", "failed"]
    error: str | None
    updated_at: str
    batched: bool
    batches_count: int
    total_objects_count: int
    batches: list[RelationsExportBatch]

    # What `create()` answers, and nothing else.
    message: str


class _RelationsMixin(CreateMixin[T, RelationsExportCreate], ListMixin[T, RelationsExportFilters]):
    """An export is started, watched part by part, and fetched part by part."""

    def download(
        self,
        relation: str,
        batched: bool | None = None,
        batch_number: int | None = None,
        streamed: bool = False,
        action: Callable[[bytes], Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the bytes of a part's file, or of one of its batches.

        With `iterator=True` chunks come instead; with `streamed=True` each goes to `action`.
        Raises GitlabGetError.
        """
        query = {"relation": relation, "batched": batched, "batch_number": batch_number}
        call: Call[Any] = self._call(
            "GET",
            "/download",
            error=exc.GitlabGetError,
            query=remove_none_from_dict(query),
            kwargs=kwargs,
        )
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))


class GroupRelationsExport(RelationsExportFields, RESTObject):
    """A part of a group, such as its labels or milestones, and how far its export is."""

    _id_attr = None
    _repr_attr = "relation"


class GroupRelationsExportManager(_RelationsMixin[GroupRelationsExport]):
    """https://docs.gitlab.com/api/group_relations_export/

    `create()` starts the export, `list()` tells how far its parts are.
    """

    _path = "/groups/{group_id}/export_relations"
    _list_path = "/groups/{group_id}/export_relations/status"
    _from_parent_attrs = {"group_id": "id"}


class ProjectRelationsExport(RelationsExportFields, RESTObject):
    """A part of a project, such as its issues or labels, and how far its export is."""

    _id_attr = None
    _repr_attr = "relation"


class ProjectRelationsExportManager(_RelationsMixin[ProjectRelationsExport]):
    """https://docs.gitlab.com/api/project_relations_export/

    `create()` starts the export, `list()` tells how far its parts are.
    """

    _path = "/projects/{project_id}/export_relations"
    _list_path = "/projects/{project_id}/export_relations/status"
    _from_parent_attrs = {"project_id": "id"}
