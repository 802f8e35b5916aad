"""Dependencies: the packages that a project is made of, and their vulnerabilities."""

from __future__ import annotations

from typing import Annotated, Any, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.mixins import ListMixin
from gitlab.types import CommaSeparated

__all__ = [
    "OccurrenceManager",
    "ProjectDependency",
    "ProjectDependencyFilters",
    "ProjectDependencyManager",
]


class ProjectDependencyFilters(TypedDict, total=False):
    """Names of package managers, such as `bundler`, `maven`, `npm` or `pip`."""

    package_manager: Annotated[list[str], CommaSeparated]


class DependencyVulnerability(TypedDict):
    """A vulnerability of a dependency."""

    id: int
    name: str
    severity: str
    url: str


class DependencyLicense(TypedDict):
    """A license that a dependency comes with."""

    spdx_identifier: str
    name: str
    url: str


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

    def vulnerabilities(self, id: str, **kwargs: Any) -> Any:
        """Return the vulnerabilities of a dependency in a dependency list, named by its global id.

        Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                "/vulnerabilities",
                decode=decode.to_json,
                error=exc.GitlabGetError,
                query={"id": id},
                kwargs=kwargs,
            )
        )
