# Generated from src/gitlab/v4/objects/deploy_keys.py by tools/gen_async.py; edit that file.
"""Deploy keys: SSH keys that read or write repositories without a user."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, CRUDMixin, ListMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.deploy_keys import (
    DeployKeyCreate,
    DeployKeyFields,
    DeployKeyFilters,
    ProjectKeyCreate,
    ProjectKeyUpdate,
)

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


class DeployKey(DeployKeyFields, RESTObject):
    """A deploy key of the instance, and the projects that it opens."""


class DeployKeyManager(
    CreateMixin[DeployKey, DeployKeyCreate], ListMixin[DeployKey, DeployKeyFilters]
):
    """https://docs.gitlab.com/api/deploy_keys/"""

    _path = "/deploy_keys"


class ProjectKey(SaveMixin, ObjectDeleteMixin, DeployKeyFields, RESTObject):
    """A deploy key that opens the project. `delete()` keeps it where other projects use it."""

    can_push: bool


class ProjectKeyManager(CRUDMixin[ProjectKey, ProjectKeyCreate, ProjectKeyUpdate]):
    """https://docs.gitlab.com/api/deploy_keys/"""

    _path = "/projects/{project_id}/deploy_keys"
    _from_parent_attrs = {"project_id": "id"}

    async def enable(self, key_id: int, **kwargs: Any) -> dict[str, Any]:
        """Let a deploy key that exists open this project too; return the key.

        Raises GitlabProjectDeployKeyError.
        """
        return await self._run(
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
