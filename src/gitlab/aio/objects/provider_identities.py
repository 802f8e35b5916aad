# Generated from src/gitlab/v4/objects/provider_identities.py by tools/gen_async.py; edit that file.
"""Provider identities: whom SAML and SCIM providers know a group's users as."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    UpdateMethod,
    UpdateMixin,
)
from gitlab.v4.objects.provider_identities import ProviderIdentityFields, ProviderIdentityUpdate

__all__ = [
    "GroupSAMLIdentity",
    "GroupSAMLIdentityManager",
    "GroupSCIMIdentity",
    "GroupSCIMIdentityManager",
    "ProviderIdentityUpdate",
]


class GroupSAMLIdentity(ObjectDeleteMixin, ProviderIdentityFields, RESTObject):
    """What a group's SAML provider calls a user. `delete()` unlinks the two.

    Rename it by `manager.update(old, {"extern_uid": new})`: objects are known by this name.
    """

    _id_attr = "extern_uid"


class GroupSAMLIdentityManager(
    RetrieveMixin[GroupSAMLIdentity],
    UpdateMixin[GroupSAMLIdentity, ProviderIdentityUpdate],
    DeleteMixin[GroupSAMLIdentity],
):
    """https://docs.gitlab.com/api/saml/"""

    _path = "/groups/{group_id}/saml"
    _list_path = "/groups/{group_id}/saml/identities"
    _from_parent_attrs = {"group_id": "id"}
    _update_method = UpdateMethod.PATCH


class GroupSCIMIdentity(ObjectDeleteMixin, ProviderIdentityFields, RESTObject):
    """What a group's SCIM provider calls a user. `delete()` unlinks the two.

    Rename it by `manager.update(old, {"extern_uid": new})`: objects are known by this name.
    """

    _id_attr = "extern_uid"


class GroupSCIMIdentityManager(
    RetrieveMixin[GroupSCIMIdentity],
    UpdateMixin[GroupSCIMIdentity, ProviderIdentityUpdate],
    DeleteMixin[GroupSCIMIdentity],
):
    """https://docs.gitlab.com/api/scim/"""

    _path = "/groups/{group_id}/scim"
    _list_path = "/groups/{group_id}/scim/identities"
    _from_parent_attrs = {"group_id": "id"}
    _update_method = UpdateMethod.PATCH
