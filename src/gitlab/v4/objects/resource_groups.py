"""Resource groups: jobs of which one runs at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import ListMixin, RetrieveMixin, SaveMixin, UpdateMixin
from gitlab.v4.objects._fields import JobBasicFields

if TYPE_CHECKING:
    from gitlab.v4.objects._ci_entities import CIProject
    from gitlab.v4.objects._literals import ProcessMode, SortDirection

__all__ = [
    "ProjectResourceGroup",
    "ProjectResourceGroupFilters",
    "ProjectResourceGroupManager",
    "ProjectResourceGroupUpcomingJob",
    "ProjectResourceGroupUpcomingJobManager",
    "ProjectResourceGroupUpdate",
]


class ProjectResourceGroupUpdate(TypedDict, total=False):
    process_mode: ProcessMode


class ProjectResourceGroupFilters(TypedDict, total=False):
    order_by: str
    sort: SortDirection
    include_html_description: bool


class ProjectResourceGroup(SaveMixin, RESTObject):
    """A key that jobs share; `process_mode` says which of the waiting ones comes next."""

    _id_attr = "key"

    id: int
    key: str
    process_mode: ProcessMode
    created_at: str
    updated_at: str

    upcoming_jobs: ProjectResourceGroupUpcomingJobManager

    def current_job(self, **kwargs: Any) -> dict[str, Any]:
        """Return the job that has the resource now. Raises GitlabGetError."""
        return self._run(
            self._call(
                "GET",
                "/current_job",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectResourceGroupManager(
    RetrieveMixin[ProjectResourceGroup, ProjectResourceGroupFilters],
    UpdateMixin[ProjectResourceGroup, ProjectResourceGroupUpdate],
):
    """https://docs.gitlab.com/api/resource_groups/"""

    _path = "/projects/{project_id}/resource_groups"
    _from_parent_attrs = {"project_id": "id"}


class ProjectResourceGroupUpcomingJob(JobBasicFields, RESTObject):
    """A job that waits for its resource group."""

    project: CIProject


class ProjectResourceGroupUpcomingJobManager(ListMixin[ProjectResourceGroupUpcomingJob]):
    """https://docs.gitlab.com/api/resource_groups/"""

    _path = "/projects/{project_id}/resource_groups/{resource_group_key}/upcoming_jobs"
    _from_parent_attrs = {"project_id": "project_id", "resource_group_key": "key"}
