"""Placeholder reassignments: which users imported contributions are given to, as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._download import download
from gitlab.base import RESTManager, RESTObject

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = ["GroupPlaceholderReassignment", "GroupPlaceholderReassignmentManager"]


class GroupPlaceholderReassignment(RESTObject):
    """A line of the file: a placeholder of a group, and whom it stands for."""


class GroupPlaceholderReassignmentManager(RESTManager[GroupPlaceholderReassignment]):
    """https://docs.gitlab.com/api/group_placeholder_reassignments/"""

    _path = "/groups/{group_id}/placeholder_reassignments"
    _obj_cls = GroupPlaceholderReassignment
    _from_parent_attrs = {"group_id": "id"}

    def download(
        self,
        streamed: bool = False,
        action: Callable[..., Any] | None = None,
        chunk_size: int = 1024,
        *,
        iterator: bool = False,
        **kwargs: Any,
    ) -> bytes | Iterator[Any] | None:
        """Return the file of pending reassignments, or chunks of it with `iterator=True`.

        With `streamed=True` each chunk goes to `action` instead. Raises GitlabGetError.
        """
        call: Call[Any] = self._call("GET", "", error=exc.GitlabGetError, kwargs=kwargs)
        return self._run_download(download(call, streamed, action, chunk_size, iterator=iterator))

    def upload(self, content: bytes, **kwargs: Any) -> dict[str, Any]:
        """Reassign as the CSV says, in the background; return GitLab's `message`.

        Raises GitlabUploadError.
        """
        call = self._call("POST", decode=decode.to_dict, error=exc.GitlabUploadError, kwargs=kwargs)
        return self._run(call._replace(files={"file": ("reassignments.csv", content, "text/csv")}))
