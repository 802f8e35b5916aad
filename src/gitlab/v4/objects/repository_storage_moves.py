"""Repository storage moves: wikis of groups that go from one storage to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, RetrieveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import GroupBasic

__all__ = [
    "GroupRepositoryStorageMove",
    "GroupRepositoryStorageMoveManager",
    "StorageMovesCreate",
]


class StorageMovesCreate(TypedDict, total=False):
    """Moves everything that is on the source; GitLab chooses where to, if it is not told."""

    source_storage_name: Required[str]
    destination_storage_name: str


class StorageMoveFields:
    """The attributes of every move."""

    id: int
    created_at: str
    state: Literal[
        "initial",
        "scheduled",
        "started",
        "finished",
        "failed",
        "replicated",
        "cleanup failed",
    ]
    source_storage_name: str
    destination_storage_name: str
    error_message: str | None

    # What `create()` answers, and nothing else.
    message: str


class GroupRepositoryStorageMove(StorageMoveFields, RESTObject):
    """A group's wiki repository on its way to another storage."""

    group: GroupBasic


class GroupRepositoryStorageMoveManager(
    RetrieveMixin[GroupRepositoryStorageMove],
    CreateMixin[GroupRepositoryStorageMove, StorageMovesCreate],
):
    """https://docs.gitlab.com/api/group_repository_storage_moves/

    Administrators only.
    """

    _path = "/group_repository_storage_moves"
