"""Product analytics: queries of what users of an application did."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject
from gitlab.utils import remove_none_from_dict

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = ["ProjectProductAnalytics", "ProjectProductAnalyticsManager"]


class ProjectProductAnalytics(RESTObject):
    """What a query found."""


class ProjectProductAnalyticsManager(RESTManager[ProjectProductAnalytics]):
    """https://docs.gitlab.com/api/product_analytics/

    Queries are in Cube's language.
    """

    _path = "/projects/{project_id}/product_analytics/request"
    _obj_cls = ProjectProductAnalytics
    _from_parent_attrs = {"project_id": "id"}

    def load(
        self,
        query: dict[str, Any],
        query_type: str | None = None,
        include_token: bool | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return what the query finds; `query_type` is `multi` by default.

        `include_token` adds a token for Cube itself. Raises GitlabGetError.
        """
        return self._run(self._ask("/load", query, query_type, include_token, kwargs))

    def dry_run(
        self,
        query: dict[str, Any],
        query_type: str | None = None,
        include_token: bool | None = None,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Return what the query would be, without running it. Raises GitlabGetError."""
        return self._run(self._ask("/dry-run", query, query_type, include_token, kwargs))

    def meta(self, **kwargs: Any) -> dict[str, Any]:
        """Return what there is to ask for. Raises GitlabGetError."""
        return self._run(
            self._call(
                "POST", "/meta", decode=decode.to_dict, error=exc.GitlabGetError, kwargs=kwargs
            )
        )

    def _ask(
        self,
        suffix: str,
        query: dict[str, Any],
        query_type: str | None,
        include_token: bool | None,
        kwargs: dict[str, Any],
    ) -> Call[dict[str, Any]]:
        body = {"query": query, "queryType": query_type, "include_token": include_token}
        return self._call(
            "POST",
            suffix,
            decode=decode.to_dict,
            error=exc.GitlabGetError,
            body=remove_none_from_dict(body),
            kwargs=kwargs,
        )
