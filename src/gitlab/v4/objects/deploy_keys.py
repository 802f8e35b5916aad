"""Deploy keys: SSH keys that read or write repositories without a user."""

from __future__ import annotations

from typing import Any, Required, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, CRUDMixin, ListMixin, ObjectDeleteMixin, SaveMixin

__all__ = [
    "DeployKey",
    "DeployKeyCreate",
    "DeployKeyFilters",
    "DeployKeyManager",
    "ProjectKey",
    "ProjectKeyCreate",
    "ProjectKeyManager",
    "ProjectKeyUpdate",
    "UserProjectDeployKey",
    "UserProjectDeployKeyManager",
]


class ProjectIdentity(TypedDict):
    """A project that a deploy key opens."""

    id: int
    description: str | None
    name: str
    name_with_namespace: str
    path: str
    path_with_namespace: str
    created_at: str


class DeployKeyFields:
    """The attributes of every deploy key that GitLab answers."""

    id: int
    title: str
    created_at: str
    expires_at: str | None
    last_used_at: str | None
    key: str
    usage_type: str
    fingerprint: str
    fingerprint_sha256: str
    projects_with_write_access: list[ProjectIdentity]
    projects_with_readonly_access: list[ProjectIdentity]


class DeployKeyCreate(TypedDict, total=False):
    title: Required[str]
    key: Required[str]
    expires_at: str


class DeployKeyFilters(TypedDict, total=False):
    public: bool


class DeployKey(DeployKeyFields, RESTObject):
    """A deploy key of the instance, and the projects that it opens."""


class DeployKeyManager(
    CreateMixin[DeployKey, DeployKeyCreate], ListMixin[DeployKey, DeployKeyFilters]
):
    """https://docs.gitlab.com/api/deploy_keys/"""

    _path = "/deploy_keys"


class ProjectKeyCreate(TypedDict, total=False):
    title: Required[str]
    key: Required[str]
    can_push: bool
    expires_at: str


class ProjectKeyUpdate(TypedDict, total=False):
    title: str
    can_push: bool
    expires_at: str


class ProjectKey(SaveMixin, ObjectDeleteMixin, DeployKeyFields, RESTObject):
    """A deploy key that opens the project. `delete()` keeps it where other projects use it."""

    can_push: bool


class ProjectKeyManager(CRUDMixin[ProjectKey, ProjectKeyCreate, ProjectKeyUpdate]):
    """https://docs.gitlab.com/api/deploy_keys/"""

    _path = "/projects/{project_id}/deploy_keys"
    _from_parent_attrs = {"project_id": "id"}

    def enable(self, key_id: int, **kwargs: Any) -> dict[str, Any]:
        """Let a deploy key that exists open this project too; return the key.

        Raises GitlabProjectDeployKeyError.
        """
        return self._run(
            self._call(
                "POST",
                f"/{key_id}/enable",
                decode=decode.to_dict,
                error=exc.GitlabProjectDeployKeyError,
                kwargs=kwargs,
            )
        )


class UserProjectDeployKey(DeployKeyFields, RESTObject):
    """A deploy key of a project that the user and the one who asks have in common."""


class UserProjectDeployKeyManager(ListMixin[UserProjectDeployKey]):
    """https://docs.gitlab.com/api/deploy_keys/"""

    _path = "/users/{user_id}/project_deploy_keys"
    _from_parent_attrs = {"user_id": "id"}
