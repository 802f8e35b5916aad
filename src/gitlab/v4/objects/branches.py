"""Branches, and the protected ones of projects and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, Required, TypedDict

from gitlab import const, exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, NoUpdateMixin, ObjectDeleteMixin, SaveMixin, UpdateMethod
from gitlab.utils import remove_none_from_dict

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import Commit, ProtectedRefAccess
    from gitlab.v4.objects._literals import ProtectionLevel

__all__ = [
    "GroupProtectedBranch",
    "GroupProtectedBranchManager",
    "ProjectBranch",
    "ProjectBranchCreate",
    "ProjectBranchFilters",
    "ProjectBranchManager",
    "ProjectProtectedBranch",
    "ProjectProtectedBranchManager",
    "ProtectedBranchCreate",
    "ProtectedBranchFilters",
    "ProtectedBranchUpdate",
]


class ProjectBranchCreate(TypedDict):
    branch: str
    ref: str


class ProjectBranchFilters(TypedDict, total=False):
    search: str
    regex: str
    sort: Literal["name_asc", "updated_asc", "updated_desc"]
    page_token: str


class ProjectBranch(ObjectDeleteMixin, RESTObject):
    """A branch of the repository, with its last commit."""

    _id_attr = "name"

    name: str
    commit: Commit
    merged: bool
    protected: bool
    developers_can_push: bool
    developers_can_merge: bool
    can_push: bool
    default: bool
    web_url: str

    def protect(
        self,
        developers_can_push: bool | None = None,
        developers_can_merge: bool | None = None,
        **kwargs: Any,
    ) -> None:
        """Protect the branch from pushes of those below maintainers, or from deletion at least.

        `project.protectedbranches` can do more. Raises GitlabProtectError.
        """
        allowed = {
            "developers_can_push": developers_can_push,
            "developers_can_merge": developers_can_merge,
        }
        body = remove_none_from_dict(allowed)
        self._update_attrs(self._run(self._protection("/protect", body, kwargs)))

    def unprotect(self, **kwargs: Any) -> None:
        """Let everyone who may push change the branch again. Raises GitlabProtectError."""
        self._update_attrs(self._run(self._protection("/unprotect", {}, kwargs)))

    def _protection(
        self, suffix: str, body: dict[str, Any], kwargs: dict[str, Any]
    ) -> Call[dict[str, Any]]:
        return self._call(
            "PUT",
            suffix,
            decode=decode.to_dict,
            error=exc.GitlabProtectError,
            body=body,
            kwargs=kwargs,
        )


class ProjectBranchManager(
    NoUpdateMixin[ProjectBranch, ProjectBranchCreate, ProjectBranchFilters],
):
    """https://docs.gitlab.com/api/branches/"""

    _path = "/projects/{project_id}/repository/branches"
    _from_parent_attrs = {"project_id": "id"}


class RefAccess(TypedDict, total=False):
    """Who is to act on a protected branch or tag: a user, group, deploy key, or all of a role."""

    user_id: int
    group_id: int
    deploy_key_id: int
    access_level: ProtectionLevel


class RefAccessChange(RefAccess, total=False):
    """A new entry, or with its `id` a changed one, or with `_destroy` one that goes."""

    id: int
    _destroy: bool


class ProtectedBranchCreate(TypedDict, total=False):
    """`name` may be a pattern such as `release/*`."""

    name: Required[str]
    allow_force_push: bool
    allowed_to_merge: list[RefAccess]
    allowed_to_push: list[RefAccess]
    allowed_to_unprotect: list[RefAccess]
    code_owner_approval_required: bool
    merge_access_level: ProtectionLevel
    push_access_level: ProtectionLevel
    unprotect_access_level: Literal[30, 40, 60] | const.AccessLevel


class ProtectedBranchUpdate(TypedDict, total=False):
    allow_force_push: bool
    allowed_to_merge: list[RefAccessChange]
    allowed_to_push: list[RefAccessChange]
    allowed_to_unprotect: list[RefAccessChange]
    code_owner_approval_required: bool
    unprotect_access_level: Literal[30, 40, 60] | const.AccessLevel


class ProtectedBranchFilters(TypedDict, total=False):
    search: str


class ProtectedBranchFields:
    """The attributes of a protected branch, be it a project's or a group's."""

    id: int
    name: str
    push_access_levels: list[ProtectedRefAccess]
    merge_access_levels: list[ProtectedRefAccess]
    unprotect_access_levels: list[ProtectedRefAccess]
    allow_force_push: bool
    code_owner_approval_required: bool


class ProjectProtectedBranch(SaveMixin, ObjectDeleteMixin, ProtectedBranchFields, RESTObject):
    """A branch, or a pattern of branches, that not everyone may change."""

    _id_attr = "name"

    inherited: bool


class ProjectProtectedBranchManager(
    CRUDMixin[
        ProjectProtectedBranch,
        ProtectedBranchCreate,
        ProtectedBranchUpdate,
        ProtectedBranchFilters,
    ],
):
    """https://docs.gitlab.com/api/protected_branches/"""

    _path = "/projects/{project_id}/protected_branches"
    _from_parent_attrs = {"project_id": "id"}
    _update_method = UpdateMethod.PATCH


class GroupProtectedBranch(SaveMixin, ObjectDeleteMixin, ProtectedBranchFields, RESTObject):
    """A branch, or a pattern of branches, that is protected in all projects of a group."""

    _id_attr = "name"


class GroupProtectedBranchManager(
    CRUDMixin[
        GroupProtectedBranch,
        ProtectedBranchCreate,
        ProtectedBranchUpdate,
        ProtectedBranchFilters,
    ],
):
    """https://docs.gitlab.com/api/group_protected_branches/"""

    _path = "/groups/{group_id}/protected_branches"
    _from_parent_attrs = {"group_id": "id"}
    _update_method = UpdateMethod.PATCH
