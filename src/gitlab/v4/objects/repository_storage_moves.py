"""Repository storage moves: repositories that go from one storage to another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, RetrieveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import GroupBasic, ProjectIdentity

__all__ = [
    "GroupRepositoryStorageMove",
    "GroupRepositoryStorageMoveAll",
    "GroupRepositoryStorageMoveAllManager",
    "GroupRepositoryStorageMoveManager",
    "ProjectRepositoryStorageMove",
    "ProjectRepositoryStorageMoveAll",
    "ProjectRepositoryStorageMoveAllManager",
    "ProjectRepositoryStorageMoveManager",
    "SnippetRepositoryStorageMove",
    "SnippetRepositoryStorageMoveAll",
    "SnippetRepositoryStorageMoveAllManager",
    "SnippetRepositoryStorageMoveManager",
    "StorageMoveCreate",
    "StorageMovesCreate",
]


class StorageMovesCreate(TypedDict, total=False):
    """Moves everything that is on the source; GitLab chooses where to, if it is not told."""

    source_storage_name: Required[str]
    destination_storage_name: str


class StorageMoveCreate(TypedDict, total=False):
    """GitLab chooses where to, if it is not told."""

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


class GroupRepositoryStorageMove(StorageMoveFields, RESTObject):
    """A move of the group's wiki."""

    group: GroupBasic


class GroupRepositoryStorageMoveManager(
    RetrieveMixin[GroupRepositoryStorageMove],
    CreateMixin[GroupRepositoryStorageMove, StorageMoveCreate],
):
    """https://docs.gitlab.com/api/group_repository_storage_moves/

    Administrators only.
    """

    _path = "/groups/{group_id}/repository_storage_moves"
    _from_parent_attrs = {"group_id": "id"}


class GroupRepositoryStorageMoveAll(StorageMoveFields, RESTObject):
    """A move of any group's wiki."""

    group: GroupBasic

    # What `create()` answers, and nothing else.
    message: str


class GroupRepositoryStorageMoveAllManager(
    RetrieveMixin[GroupRepositoryStorageMoveAll],
    CreateMixin[GroupRepositoryStorageMoveAll, StorageMovesCreate],
):
    """https://docs.gitlab.com/api/group_repository_storage_moves/

    Administrators only.
    """

    _path = "/group_repository_storage_moves"


class ProjectRepositoryStorageMove(StorageMoveFields, RESTObject):
    """A move of the project's repositories."""

    project: ProjectIdentity


class ProjectRepositoryStorageMoveManager(
    RetrieveMixin[ProjectRepositoryStorageMove],
    CreateMixin[ProjectRepositoryStorageMove, StorageMoveCreate],
):
    """https://docs.gitlab.com/api/project_repository_storage_moves/

    Administrators only.
    """

    _path = "/projects/{project_id}/repository_storage_moves"
    _from_parent_attrs = {"project_id": "id"}


class ProjectRepositoryStorageMoveAll(StorageMoveFields, RESTObject):
    """A move of any project's repositories."""

    project: ProjectIdentity

    # What `create()` answers, and nothing else.
    message: str


class ProjectRepositoryStorageMoveAllManager(
    RetrieveMixin[ProjectRepositoryStorageMoveAll],
    CreateMixin[ProjectRepositoryStorageMoveAll, StorageMovesCreate],
):
    """https://docs.gitlab.com/api/project_repository_storage_moves/

    Administrators only.
    """

    _path = "/project_repository_storage_moves"


class SnippetRepositoryStorageMove(StorageMoveFields, RESTObject):
    """A move of the snippet's repository."""

    snippet: dict[str, Any]


class SnippetRepositoryStorageMoveManager(
    RetrieveMixin[SnippetRepositoryStorageMove],
    CreateMixin[SnippetRepositoryStorageMove, StorageMoveCreate],
):
    """https://docs.gitlab.com/api/snippet_repository_storage_moves/

    Administrators only.
    """

    _path = "/snippets/{snippet_id}/repository_storage_moves"
    _from_parent_attrs = {"snippet_id": "id"}


class SnippetRepositoryStorageMoveAll(StorageMoveFields, RESTObject):
    """A move of any snippet's repository."""

    snippet: dict[str, Any]

    # What `create()` answers, and nothing else.
    message: str


class SnippetRepositoryStorageMoveAllManager(
    RetrieveMixin[SnippetRepositoryStorageMoveAll],
    CreateMixin[SnippetRepositoryStorageMoveAll, StorageMovesCreate],
):
    """https://docs.gitlab.com/api/snippet_repository_storage_moves/

    Administrators only.
    """

    _path = "/snippet_repository_storage_moves"
