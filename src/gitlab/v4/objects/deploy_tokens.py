"""Deploy tokens: what clones, pulls and installs without a user."""

from __future__ import annotations

from typing import Annotated, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, DeleteMixin, ListMixin, ObjectDeleteMixin, RetrieveMixin
from gitlab.types import Array

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

DeployTokenScope = Literal[
    "read_repository",
    "read_registry",
    "write_registry",
    "read_package_registry",
    "write_package_registry",
    "read_virtual_registry",
    "write_virtual_registry",
]


class DeployTokenFields:
    """The attributes of every deploy token that GitLab answers."""

    id: int
    name: str
    username: str
    expires_at: str | None
    scopes: list[DeployTokenScope]
    revoked: bool
    expired: bool


class DeployTokenFilters(TypedDict, total=False):
    active: bool


class DeployToken(ObjectDeleteMixin, DeployTokenFields, RESTObject):
    """A deploy token of any group or project, as administrators see it.

    `delete()` raises AttributeError: GitLab deletes through the group or project only.
    """


class DeployTokenManager(ListMixin[DeployToken, DeployTokenFilters]):
    """https://docs.gitlab.com/api/deploy_tokens/"""

    _path = "/deploy_tokens"


class OwnedDeployTokenCreate(TypedDict, total=False):
    """What a deploy token of a group or project is made of."""

    name: Required[str]
    scopes: Required[Annotated[list[DeployTokenScope], Array]]
    expires_at: str
    username: str


class OwnedDeployTokenFilters(TypedDict, total=False):
    """Which deploy tokens of a group or project to list."""

    active: bool
    scopes: Annotated[list[DeployTokenScope], Array]


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
