"""Provider identities: whom SAML and SCIM providers know a group's users as."""

from __future__ import annotations

from typing import TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import (
    DeleteMixin,
    ObjectDeleteMixin,
    RetrieveMixin,
    UpdateMethod,
    UpdateMixin,
)

__all__ = [
    "GroupSAMLIdentity",
    "GroupSAMLIdentityManager",
    "GroupSCIMIdentity",
    "GroupSCIMIdentityManager",
    "ProviderIdentityUpdate",
]


class ProviderIdentityUpdate(TypedDict):
    extern_uid: str


class ProviderIdentityFields:
    """The attributes of an identity; GitLab knows it by `extern_uid`."""

    extern_uid: str
    user_id: int
    active: bool


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
