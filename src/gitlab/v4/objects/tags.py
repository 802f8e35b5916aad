"""Tags, and the protected ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import NoUpdateMixin, ObjectDeleteMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import Commit, ProtectedRefAccess
    from gitlab.v4.objects._literals import ProtectionLevel, SortDirection
    from gitlab.v4.objects.branches import RefAccess

__all__ = [
    "ProjectProtectedTag",
    "ProjectProtectedTagCreate",
    "ProjectProtectedTagManager",
    "ProjectTag",
    "ProjectTagCreate",
    "ProjectTagFilters",
    "ProjectTagManager",
]


class ProjectTagCreate(TypedDict, total=False):
    """With a `message` the tag is annotated."""

    tag_name: Required[str]
    ref: Required[str]
    message: str


class ProjectTagFilters(TypedDict, total=False):
    order_by: Literal["name", "updated", "version"]
    sort: SortDirection
    search: str
    page_token: str


class TagRelease(TypedDict):
    """The release of a tag."""

    tag_name: str
    description: str | None


class ProjectTag(ObjectDeleteMixin, RESTObject):
    """A tag of the repository, with its commit and release."""

    _id_attr = "name"
    _repr_attr = "name"

    name: str
    message: str
    target: str
    commit: Commit
    release: TagRelease | None
    protected: bool
    created_at: str | None

    def signature(self, **kwargs: Any) -> dict[str, Any]:
        """Return the tag's X.509 signature and whether GitLab could verify it.

        Raises GitlabGetError, also for tags that are not signed.
        """
        return self._run(
            self._call(
                "GET",
                "/signature",
                decode=decode.to_dict,
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )


class ProjectTagManager(NoUpdateMixin[ProjectTag, ProjectTagCreate, ProjectTagFilters]):
    """https://docs.gitlab.com/api/tags/"""

    _path = "/projects/{project_id}/repository/tags"
    _from_parent_attrs = {"project_id": "id"}


class ProjectProtectedTagCreate(TypedDict, total=False):
    """`name` may be a pattern such as `v*`."""

    name: Required[str]
    allowed_to_create: list[RefAccess]
    create_access_level: ProtectionLevel


class ProjectProtectedTag(ObjectDeleteMixin, RESTObject):
    """A tag, or a pattern of tags, that not everyone may create."""

    _id_attr = "name"
    _repr_attr = "name"

    name: str
    create_access_levels: list[ProtectedRefAccess]


class ProjectProtectedTagManager(NoUpdateMixin[ProjectProtectedTag, ProjectProtectedTagCreate]):
    """https://docs.gitlab.com/api/protected_tags/"""

    _path = "/projects/{project_id}/protected_tags"
    _from_parent_attrs = {"project_id": "id"}
