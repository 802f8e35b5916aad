"""Container registry: the image repositories of projects and groups, and their tags."""

from __future__ import annotations

from typing import Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._walk import Keyset
from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, GetMixin, ListMixin, ObjectDeleteMixin, RetrieveMixin

__all__ = [
    "GroupRegistryRepositoryManager",
    "ProjectRegistryRepository",
    "ProjectRegistryRepositoryFilters",
    "ProjectRegistryRepositoryManager",
    "ProjectRegistryTag",
    "ProjectRegistryTagManager",
    "ProjectRegistryTagsDelete",
    "RegistryRepository",
    "RegistryRepositoryManager",
]


class RegistryTagBasic(TypedDict):
    """A tag as its repository names it."""

    name: str
    path: str
    location: str


class RegistryRepositoryFields:
    """The attributes of an image repository, wherever it is reached from."""

    id: int
    name: str
    path: str
    project_id: int
    location: str
    created_at: str
    cleanup_policy_started_at: str | None
    tags_count: int
    delete_api_path: str
    size: int
    status: Literal["delete_scheduled", "delete_failed", "delete_ongoing"] | None


class ProjectRegistryRepositoryFilters(TypedDict, total=False):
    tags: bool
    tags_count: bool


class ProjectRegistryRepository(ObjectDeleteMixin, RegistryRepositoryFields, RESTObject):
    """A repository of images in a project's container registry."""

    tags: ProjectRegistryTagManager


class ProjectRegistryRepositoryManager(
    DeleteMixin[ProjectRegistryRepository],
    ListMixin[ProjectRegistryRepository, ProjectRegistryRepositoryFilters],
):
    """https://docs.gitlab.com/api/container_registry/"""

    _path = "/projects/{project_id}/registry/repositories"
    _from_parent_attrs = {"project_id": "id"}


class ProjectRegistryTag(ObjectDeleteMixin, RESTObject):
    """A tag of an image repository."""

    _id_attr = "name"

    name: str
    path: str
    location: str
    revision: str | None
    short_revision: str | None
    digest: str | None
    created_at: str | None
    total_size: int | None


class ProjectRegistryTagsDelete(TypedDict, total=False):
    keep_n: int
    name_regex_keep: str
    older_than: str


class ProjectRegistryTagManager(DeleteMixin[ProjectRegistryTag], RetrieveMixin[ProjectRegistryTag]):
    """https://docs.gitlab.com/api/container_registry/"""

    _path = "/projects/{project_id}/registry/repositories/{repository_id}/tags"
    _from_parent_attrs = {"project_id": "project_id", "repository_id": "id"}
    _paging = Keyset(order_by=("name",), sort=("asc", "desc"))
    _keywords = {"delete_in_bulk": ProjectRegistryTagsDelete}

    def delete_in_bulk(self, name_regex_delete: str, **kwargs: Any) -> None:
        """Schedule the deletion of the tags whose whole name matches, save `latest`.

        `keep_n` keeps the newest, `name_regex_keep` those that match, and `older_than` (such as
        `7d`) the younger ones. Raises GitlabDeleteError.
        """
        return self._run(
            self._call(
                "DELETE",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                query={"name_regex_delete": name_regex_delete},
                kwargs=kwargs,
            )
        )


class GroupRegistryRepositoryManager(ListMixin[ProjectRegistryRepository]):
    """https://docs.gitlab.com/api/container_registry/"""

    _path = "/groups/{group_id}/registry/repositories"
    _from_parent_attrs = {"group_id": "id"}


class RegistryRepository(RegistryRepositoryFields, RESTObject):
    """A repository of images in any project, by its id.

    `get` takes `tags`, `tags_count` and `size`, which make GitLab answer these too.
    """

    _repr_attr = "path"

    tags: list[RegistryTagBasic]


class RegistryRepositoryManager(GetMixin[RegistryRepository]):
    """https://docs.gitlab.com/api/container_registry/"""

    _path = "/registry/repositories"
