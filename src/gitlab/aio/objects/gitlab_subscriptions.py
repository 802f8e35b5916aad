# Generated from src/gitlab/v4/objects/gitlab_subscriptions.py by tools/gen_async.py; edit that file.
"""GitLab subscriptions: the plan of a namespace on GitLab.com, and its additional minutes."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.aio.mixins import CreateMixin, GetWithoutIdMixin, SaveMixin, UpdateMixin
from gitlab.utils import EncodedId
from gitlab.v4.objects.gitlab_subscriptions import (
    NamespaceGitlabSubscriptionCreate,
    NamespaceGitlabSubscriptionUpdate,
    NewMinutesPack,
)

__all__ = [
    "NamespaceGitlabSubscription",
    "NamespaceGitlabSubscriptionCreate",
    "NamespaceGitlabSubscriptionManager",
    "NamespaceGitlabSubscriptionUpdate",
    "NamespaceMinutesManager",
]


class NamespaceGitlabSubscription(SaveMixin, RESTObject):
    """The plan of a namespace, what of it is used, and how long it is paid for."""

    _id_attr = None

    plan: dict[str, Any]
    usage: dict[str, Any]
    billing: dict[str, Any]


class NamespaceGitlabSubscriptionManager(
    GetWithoutIdMixin[NamespaceGitlabSubscription],
    CreateMixin[NamespaceGitlabSubscription, NamespaceGitlabSubscriptionCreate],
    UpdateMixin[NamespaceGitlabSubscription, NamespaceGitlabSubscriptionUpdate],
):
    """https://docs.gitlab.com/api/namespaces/

    GitLab has deprecated `create()` and `update()`, which are for administrators of GitLab.com.
    """

    _path = "/namespaces/{namespace_id}/gitlab_subscription"
    _from_parent_attrs = {"namespace_id": "id"}


class NamespaceMinutesManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/development/internal_api/

    Administrators of GitLab.com only. GitLab has deprecated it.
    """

    _path = "/namespaces/{namespace_id}/minutes"
    _obj_cls = RESTObject
    _from_parent_attrs = {"namespace_id": "id"}

    async def add(self, packs: list[NewMinutesPack], **kwargs: Any) -> list[dict[str, Any]]:
        """Give the namespace packs of compute minutes; return them. Raises GitlabCreateError."""
        return await self._run(
            self._call(
                "POST",
                decode=decode.to_json,
                error=exc.GitlabCreateError,
                body={"packs": packs},
                kwargs=kwargs,
            )
        )

    async def move(self, target_id: int | str, **kwargs: Any) -> None:
        """Move the namespace's packs to another namespace. Raises GitlabUpdateError."""
        return await self._run(
            self._call(
                "PATCH",
                f"/move/{EncodedId(target_id)}",
                decode=decode.to_none,
                error=exc.GitlabUpdateError,
                kwargs=kwargs,
            )
        )
