"""Groups of the LDAP servers that GitLab is connected to."""

from __future__ import annotations

from typing import Any, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin
from gitlab.utils import EncodedId

__all__ = ["LDAPGroup", "LDAPGroupFilters", "LDAPGroupManager"]


class LDAPGroup(RESTObject):
    """A group of an LDAP server, known by its common name."""

    _id_attr = None

    cn: str


class LDAPGroupFilters(TypedDict, total=False):
    search: str
    provider: str


class LDAPGroupManager(ListMixin[LDAPGroup, LDAPGroupFilters]):
    """https://docs.gitlab.com/api/group_ldap_links/"""

    _path = "/ldap/groups"

    def _list_arguments(self, kwargs: dict[str, Any]) -> dict[str, Any]:
        # The provider is part of the address and no parameter of it.
        provider = kwargs.pop("provider", None)
        return {**kwargs, "path": f"/ldap/{EncodedId(provider)}/groups"} if provider else kwargs
