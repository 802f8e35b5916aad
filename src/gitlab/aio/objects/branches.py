# Generated from src/gitlab/v4/objects/branches.py by tools/gen_async.py; edit that file.
"""Branches, and the protected ones of projects and groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, NoUpdateMixin, ObjectDeleteMixin, SaveMixin, UpdateMethod
from gitlab.utils import remove_none_from_dict
from gitlab.v4.objects.branches import (
    ProjectBranchCreate,
    ProjectBranchFilters,
    ProtectedBranchCreate,
    ProtectedBranchFields,
    ProtectedBranchFilters,
    ProtectedBranchUpdate,
)

if TYPE_CHECKING:
    from gitlab._core.values import Call
    from gitlab.v4.objects._entities import Commit

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

    async def protect(
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
        self._update_attrs(await self._run(self._protection("/protect", body, kwargs)))

    async def unprotect(self, **kwargs: Any) -> None:
        """Let everyone who may push change the branch again. Raises GitlabProtectError."""
        self._update_attrs(await self._run(self._protection("/unprotect", {}, kwargs)))

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
