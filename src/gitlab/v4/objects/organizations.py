"""Organizations: what groups, projects and users of an instance belong to."""

from __future__ import annotations

from typing import Annotated, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin
from gitlab.types import Image

__all__ = ["Organization", "OrganizationCreate", "OrganizationManager"]


class OrganizationCreate(TypedDict, total=False):
    name: Required[str]
    path: Required[str]
    description: str
    avatar: Annotated[bytes, Image]


class Organization(RESTObject):
    """A place that holds groups, projects and users apart from those of others."""

    _repr_attr = "name"

    id: int
    name: str
    path: str
    description: str | None
    created_at: str
    updated_at: str
    web_url: str
    avatar_url: str | None


class OrganizationManager(CreateMixin[Organization, OrganizationCreate]):
    """https://docs.gitlab.com/api/organizations/"""

    _path = "/organizations"
