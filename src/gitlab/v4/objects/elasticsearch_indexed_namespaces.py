"""Advanced search rollout: the plans whose namespaces are indexed."""

from __future__ import annotations

from typing import Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._core.values import Call
from gitlab.base import RESTManager, RESTObject

__all__ = ["ElasticsearchIndexedNamespaceManager"]

PlanName = Literal[
    "bronze",
    "silver",
    "premium",
    "gold",
    "ultimate",
    "ultimate_trial",
    "ultimate_trial_paid_customer",
    "premium_trial",
    "opensource",
]


class ElasticsearchIndexedNamespaceManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/api/openapi/openapi_interactive/

    Administrators only. GitLab has deprecated it.
    """

    _path = "/elasticsearch_indexed_namespaces"
    _obj_cls = RESTObject

    def rollout(self, percentage: int, plan: PlanName, **kwargs: Any) -> None:
        """Index a percentage of a plan's namespaces. Raises GitlabUpdateError."""
        return self._run(self._share("/rollout", percentage, plan, kwargs))

    def rollback(self, percentage: int, plan: PlanName, **kwargs: Any) -> None:
        """Leave no more than a percentage of a plan's namespaces indexed.

        Raises GitlabUpdateError.
        """
        return self._run(self._share("/rollback", percentage, plan, kwargs))

    def _share(
        self, suffix: str, percentage: int, plan: PlanName, kwargs: dict[str, Any]
    ) -> Call[None]:
        return self._call(
            "PUT",
            suffix,
            decode=decode.to_none,
            error=exc.GitlabUpdateError,
            body={"percentage": percentage, "plan": plan},
            kwargs=kwargs,
        )
