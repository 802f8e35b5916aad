# Generated from src/gitlab/v4/objects/epic_links.py by tools/gen_async.py; edit that file.
"""Epic links: the epics below an epic."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ListMixin,
    ObjectDeleteMixin,
    SaveMixin,
    UpdateMixin,
)
from gitlab.utils import EncodedId
from gitlab.v4.objects.epics import EpicFields
from gitlab.v4.objects.epic_links import GroupEpicLinkCreate, GroupEpicLinkUpdate

__all__ = [
    "GroupEpicLink",
    "GroupEpicLinkCreate",
    "GroupEpicLinkManager",
    "GroupEpicLinkUpdate",
]


class GroupEpicLink(SaveMixin, ObjectDeleteMixin, EpicFields, RESTObject):
    """An epic right below another. `delete()` takes it out and leaves the epic itself alone.

    Assign `move_before_id` or `move_after_id` and call `save()` to move it within the list.
    """


class GroupEpicLinkManager(
    ListMixin[GroupEpicLink],
    CreateMixin[GroupEpicLink, GroupEpicLinkCreate],
    UpdateMixin[GroupEpicLink, GroupEpicLinkUpdate],
    DeleteMixin[GroupEpicLink],
):
    """https://docs.gitlab.com/api/epic_links/

    `create()` makes a new epic below this one, `assign()` puts one there that exists.
    """

    _path = "/groups/{group_id}/epics/{epic_iid}/epics"
    _from_parent_attrs = {"group_id": "group_id", "epic_iid": "iid"}

    async def assign(self, id: int, **kwargs: Any) -> GroupEpicLink:
        """Put the epic `id` (not its `iid`) below this one. Raises GitlabCreateError."""
        return await self._run(
            self._call(
                "POST",
                f"/{EncodedId(id)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabCreateError,
                kwargs=kwargs,
            )
        )
