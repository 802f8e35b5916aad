"""Subscription add-on purchases: what was bought for a namespace beside its plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CreateMixin, GetMixin, SaveMixin, UpdateMixin
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = [
    "NamespaceAddOnPurchase",
    "NamespaceAddOnPurchaseCreate",
    "NamespaceAddOnPurchaseManager",
    "NamespaceAddOnPurchaseUpdate",
]


class NamespaceAddOnPurchaseCreate(TypedDict, total=False):
    """Dates are YYYY-MM-DD."""

    add_on_name: Required[str]
    quantity: Required[int]
    started_on: Required[str]
    expires_on: Required[str]
    purchase_xid: Required[str]
    trial: bool


class NamespaceAddOnPurchaseUpdate(TypedDict, total=False):
    started_on: Required[str]
    expires_on: Required[str]
    quantity: int
    purchase_xid: str
    trial: bool


class NamespaceAddOnPurchase(SaveMixin, RESTObject):
    """An add-on of a namespace. `save()` always sends `started_on` and `expires_on`."""

    _id_attr = "add_on"

    namespace_id: int
    namespace_name: str
    add_on: str
    quantity: int
    started_on: str
    expires_on: str
    purchase_xid: str
    trial: bool


class NamespaceAddOnPurchaseManager(
    GetMixin[NamespaceAddOnPurchase],
    CreateMixin[NamespaceAddOnPurchase, NamespaceAddOnPurchaseCreate],
    UpdateMixin[NamespaceAddOnPurchase, NamespaceAddOnPurchaseUpdate],
):
    """https://docs.gitlab.com/development/internal_api/

    Administrators of GitLab.com only. GitLab has deprecated it.
    """

    _path = "/namespaces/{namespace_id}/subscription_add_on_purchase"
    _from_parent_attrs = {"namespace_id": "id"}

    def _create_call(self, data: Any, kwargs: dict[str, Any]) -> Call[NamespaceAddOnPurchase]:
        """GitLab knows the new purchase by the add-on's name in the URL."""
        call = super()._create_call(data, kwargs)
        body = dict(call.body)
        add_on_name = body.pop("add_on_name")
        return call._replace(path=f"{call.path}/{EncodedId(add_on_name)}", body=body)
