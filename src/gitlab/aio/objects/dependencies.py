# Generated from src/gitlab/v4/objects/dependencies.py by tools/gen_async.py; edit that file.
"""Dependencies: the packages that a project is made of, and their vulnerabilities."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import ListMixin
from gitlab.v4.objects.dependencies import (
    DependencyLicense,
    DependencyVulnerability,
    ProjectDependencyFilters,
)

__all__ = [
    "OccurrenceManager",
    "ProjectDependency",
    "ProjectDependencyFilters",
    "ProjectDependencyManager",
]


class ProjectDependency(RESTObject):
    """A package that the project depends on, as the latest pipeline's report has it."""

    _id_attr = None
    _repr_attr = "name"

    name: str
    version: str
    package_manager: str
    dependency_file_path: str
    vulnerabilities: list[DependencyVulnerability]
    licenses: list[DependencyLicense]


class ProjectDependencyManager(ListMixin[ProjectDependency, ProjectDependencyFilters]):
    """https://docs.gitlab.com/api/dependencies/"""

    _path = "/projects/{project_id}/dependencies"
    _from_parent_attrs = {"project_id": "id"}


class OccurrenceManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/"""

    _path = "/occurrences"
    _obj_cls = RESTObject

    async def vulnerabilities(self, id: str, **kwargs: Any) -> Any:
        """Return the vulnerabilities of a dependency in a dependency list, named by its global id.

        Raises GitlabGetError.
        """
        return await self._run(
            self._call(
                "GET",
                "/vulnerabilities",
                decode=decode.to_json,
                error=exc.GitlabGetError,
                query={"id": id},
                kwargs=kwargs,
            )
        )
