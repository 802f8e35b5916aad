# Generated from src/gitlab/v4/objects/ldap.py by tools/gen_async.py; edit that file.
"""Groups of the LDAP servers that GitLab is connected to."""

from __future__ import annotations

from typing import Any

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin
from gitlab.utils import EncodedId
from gitlab.v4.objects.ldap import LDAPGroupFilters

__all__ = ["LDAPGroup", "LDAPGroupFilters", "LDAPGroupManager"]


class LDAPGroup(RESTObject):
    """A group of an LDAP server, known by its common name."""

    _id_attr = None

    cn: str


class LDAPGroupManager(ListMixin[LDAPGroup, LDAPGroupFilters]):
    """https://docs.gitlab.com/api/group_ldap_links/"""

    _path = "/ldap/groups"

    def _list_arguments(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        # The provider is part of the address and no parameter of it.
        provider = kwargs.pop("provider", None)
        return {**kwargs, "path": f"/ldap/{EncodedId(provider)}/groups"} if provider else kwargs
