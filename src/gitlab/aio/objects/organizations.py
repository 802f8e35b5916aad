# Generated from src/gitlab/v4/objects/organizations.py by tools/gen_async.py; edit that file.
"""Organizations: what groups, projects and users of an instance belong to."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CreateMixin
from gitlab.v4.objects.organizations import OrganizationCreate

__all__ = ["Organization", "OrganizationCreate", "OrganizationManager"]


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
