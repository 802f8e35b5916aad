"""Suggestions: changes that comments on merge requests propose."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.utils import EncodedId, remove_none_from_dict

__all__ = ["Suggestion", "SuggestionManager"]


class Suggestion(RESTObject):
    """A proposed change, as the `suggestions` of notes have it."""

    id: int
    from_line: int
    to_line: int
    appliable: bool
    applied: bool
    from_content: str
    to_content: str


class SuggestionManager(RESTManager[Suggestion]):
    """https://docs.gitlab.com/api/suggestions/"""

    _path = "/suggestions"
    _obj_cls = Suggestion

    def apply(self, id: int, commit_message: str | None = None, **kwargs: Any) -> Suggestion:
        """Commit a suggestion to its merge request's source branch. Raises GitlabUpdateError."""
        return self._run(
            self._call(
                "PUT",
                f"/{EncodedId(id)}/apply",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabUpdateError,
                body=remove_none_from_dict({"commit_message": commit_message}),
                kwargs=kwargs,
            )
        )

    def batch_apply(
        self, ids: list[int], commit_message: str | None = None, **kwargs: Any
    ) -> list[dict[str, Any]]:
        """Commit several suggestions of one merge request at once; return them as dicts.

        Raises GitlabUpdateError.
        """
        return self._run(
            self._call(
                "PUT",
                "/batch_apply",
                decode=decode.to_json,
                error=exc.GitlabUpdateError,
                body=remove_none_from_dict({"ids": ids, "commit_message": commit_message}),
                kwargs=kwargs,
            )
        )
