# Generated from src/gitlab/v4/objects/deploy_tokens.py by tools/gen_async.py; edit that file.
"""Deploy tokens: what clones, pulls and installs without a user."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin, RetrieveMixin
from gitlab.v4.objects.deploy_tokens import (
    DeployTokenFields,
    DeployTokenFilters,
    OwnedDeployTokenCreate,
    OwnedDeployTokenFilters,
)

__all__ = [
    "DeployToken",
    "DeployTokenFilters",
    "DeployTokenManager",
    "GroupDeployToken",
    "GroupDeployTokenManager",
    "OwnedDeployTokenCreate",
    "OwnedDeployTokenFilters",
    "ProjectDeployToken",
    "ProjectDeployTokenManager",
]


class DeployToken(ObjectDeleteMixin, DeployTokenFields, RESTObject):
    """A deploy token of any group or project, as administrators see it.

    `delete()` raises AttributeError: GitLab deletes through the group or project only.
    """


class DeployTokenManager(ListMixin[DeployToken, DeployTokenFilters]):
    """https://docs.gitlab.com/api/deploy_tokens/"""

    _path = "/deploy_tokens"


class ProjectDeployToken(ObjectDeleteMixin, DeployTokenFields, RESTObject):
    """A deploy token of the project; `token` is shown when it is made."""

    token: str


class ProjectDeployTokenManager(
    RetrieveMixin[ProjectDeployToken, OwnedDeployTokenFilters],
    CreateMixin[ProjectDeployToken, OwnedDeployTokenCreate],
    DeleteMixin[ProjectDeployToken],
):
    """https://docs.gitlab.com/api/deploy_tokens/"""

    _path = "/projects/{project_id}/deploy_tokens"
    _from_parent_attrs = {"project_id": "id"}


class GroupDeployToken(ObjectDeleteMixin, DeployTokenFields, RESTObject):
    """A deploy token of the group, for all its projects; `token` is shown when it is made."""

    token: str


class GroupDeployTokenManager(
    RetrieveMixin[GroupDeployToken, OwnedDeployTokenFilters],
    CreateMixin[GroupDeployToken, OwnedDeployTokenCreate],
    DeleteMixin[GroupDeployToken],
):
    """https://docs.gitlab.com/api/deploy_tokens/"""

    _path = "/groups/{group_id}/deploy_tokens"
    _from_parent_attrs = {"group_id": "id"}
