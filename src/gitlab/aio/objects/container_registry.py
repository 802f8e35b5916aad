# Generated from src/gitlab/v4/objects/container_registry.py by tools/gen_async.py; edit that file.
"""Container registry: the image repositories of projects and groups, and their tags."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._walk import Keyset
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import DeleteMixin, GetMixin, ListMixin, ObjectDeleteMixin, RetrieveMixin
from gitlab.v4.objects.container_registry import (
    ProjectRegistryRepositoryFilters,
    ProjectRegistryTagsDelete,
    RegistryRepositoryFields,
    RegistryTagBasic,
)

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


class ProjectRegistryTagManager(DeleteMixin[ProjectRegistryTag], RetrieveMixin[ProjectRegistryTag]):
    """https://docs.gitlab.com/api/container_registry/"""

    _path = "/projects/{project_id}/registry/repositories/{repository_id}/tags"
    _from_parent_attrs = {"project_id": "project_id", "repository_id": "id"}
    _paging = Keyset(order_by=("name",), sort=("asc", "desc"))
    _keywords = {"delete_in_bulk": ProjectRegistryTagsDelete}

    async def delete_in_bulk(self, name_regex_delete: str, **kwargs: Any) -> None:
        """Schedule the deletion of the tags whose whole name matches, save `latest`.

        `keep_n` keeps the newest, `name_regex_keep` those that match, and `older_than` (such as
        `7d`) the younger ones. Raises GitlabDeleteError.
        """
        return await self._run(
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
