"""Namespaces: the users and groups that projects belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import RetrieveMixin
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import NamespaceKind
    from gitlab.v4.objects.gitlab_subscriptions import (
        NamespaceGitlabSubscriptionManager,
        NamespaceMinutesManager,
    )
    from gitlab.v4.objects.subscription_add_on_purchases import NamespaceAddOnPurchaseManager

__all__ = ["Namespace", "NamespaceFilters", "NamespaceManager"]


class NamespaceFilters(TypedDict, total=False):
    full_path_search: bool
    owned_only: bool
    requested_hosted_plan: str
    search: str
    top_level_only: bool


class Namespace(RESTObject):
    """A user's or group's place for projects. What concerns plans is for owners to see."""

    id: int
    name: str
    path: str
    kind: NamespaceKind
    full_path: str
    parent_id: int | None
    avatar_url: str | None
    web_url: str
    members_count_with_descendants: int
    root_repository_size: int | None
    projects_count: int
    shared_runners_minutes_limit: int | None
    extra_shared_runners_minutes_limit: int | None
    additional_purchased_storage_size: int
    additional_purchased_storage_ends_on: str | None
    billable_members_count: int
    seats_in_use: int
    max_seats_used: int | None
    max_seats_used_changed_at: str | None
    end_date: str | None
    plan: str
    trial_ends_on: str | None
    trial: bool

    # What `exists()` answers, and nothing else then.
    exists: bool
    suggests: list[str]

    add_on_purchases: NamespaceAddOnPurchaseManager
    gitlab_subscription: NamespaceGitlabSubscriptionManager
    minutes: NamespaceMinutesManager


class NamespaceManager(RetrieveMixin[Namespace, NamespaceFilters]):
    """https://docs.gitlab.com/api/namespaces/"""

    _path = "/namespaces"

    def exists(self, namespace: str, **kwargs: Any) -> Namespace:
        """Ask whether a path is taken: `exists`, and free ones like it in `suggests`.

        `parent_id` names the group to look in. Raises GitlabGetError.
        """
        return self._run(
            self._call(
                "GET",
                f"/{EncodedId(namespace)}/exists",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabGetError,
                kwargs=kwargs,
            )
        )
