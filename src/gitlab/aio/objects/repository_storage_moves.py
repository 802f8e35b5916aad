# Generated from src/gitlab/v4/objects/repository_storage_moves.py by tools/gen_async.py; edit that file.
"""Repository storage moves: wikis of groups that go from one storage to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, RetrieveMixin
from gitlab.v4.objects.repository_storage_moves import StorageMoveFields, StorageMovesCreate

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import GroupBasic

__all__ = [
    "GroupRepositoryStorageMove",
    "GroupRepositoryStorageMoveManager",
    "StorageMovesCreate",
]


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
