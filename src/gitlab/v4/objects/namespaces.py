"""Namespaces: the users and groups that projects belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import RetrieveMixin, SaveMixin, UpdateMixin
from gitlab.utils import EncodedId

if TYPE_CHECKING:
    from gitlab.v4.objects._literals import NamespaceKind
    from gitlab.v4.objects.gitlab_subscriptions import (
        NamespaceGitlabSubscriptionManager,
        NamespaceMinutesManager,
    )
    from gitlab.v4.objects.subscription_add_on_purchases import NamespaceAddOnPurchaseManager

__all__ = [
    "Namespace",
    "NamespaceExists",
    "NamespaceFilters",
    "NamespaceManager",
    "NamespaceUpdate",
]


class NamespaceFilters(TypedDict, total=False):
    full_path_search: bool
    owned_only: bool
    requested_hosted_plan: str
    search: str
    top_level_only: bool


class NamespaceExists(TypedDict, total=False):
    parent_id: int


class NewSubscription(TypedDict, total=False):
    """The plan of a namespace. Dates are YYYY-MM-DD."""

    start_date: str
    seats: int
    max_seats_used: int
    plan_code: str
    end_date: str
    auto_renew: bool
    trial: bool
    trial_ends_on: str
    trial_starts_on: str
    trial_extension_type: int


class NamespaceUpdate(TypedDict, total=False):
    shared_runners_minutes_limit: int
    extra_shared_runners_minutes_limit: int
    additional_purchased_storage_size: int
    additional_purchased_storage_ends_on: str
    gitlab_subscription_attributes: NewSubscription


class Namespace(SaveMixin, RESTObject):
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

    def lift_storage_limit(self, reason: str, **kwargs: Any) -> dict[str, Any]:
        """Let the namespace hold more than its plan allows; return the exclusion.

        Administrators of GitLab.com only. Raises GitlabCreateError.
        """
        return self._run(
            self._call(
                "POST",
                "/storage/limit_exclusion",
                decode=decode.to_dict,
                error=exc.GitlabCreateError,
                body={"reason": reason},
                kwargs=kwargs,
            )
        )

    def restore_storage_limit(self, **kwargs: Any) -> None:
        """Hold the namespace to its plan's storage again. Raises GitlabDeleteError."""
        return self._run(
            self._call(
                "DELETE",
                "/storage/limit_exclusion",
                decode=decode.to_none,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )


class NamespaceManager(
    RetrieveMixin[Namespace, NamespaceFilters], UpdateMixin[Namespace, NamespaceUpdate]
):
    """https://docs.gitlab.com/api/namespaces/

    Administrators of GitLab.com may change what concerns plans.
    """

    _path = "/namespaces"
    _keywords = {"exists": NamespaceExists}

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
