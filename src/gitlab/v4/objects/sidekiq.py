"""Sidekiq metrics: how GitLab's background jobs are doing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTManager, RESTObject

if TYPE_CHECKING:
    from gitlab._core.values import Call

__all__ = ["SidekiqManager"]


class SidekiqManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/api/sidekiq_metrics/

    Administrators only.
    """

    _path = "/sidekiq"
    _obj_cls = RESTObject

    def queue_metrics(self, **kwargs: Any) -> dict[str, Any]:
        """Return the queues, how many jobs wait in each and how long. Raises GitlabGetError."""
        return self._run(self._metrics("/queue_metrics", kwargs))

    def process_metrics(self, **kwargs: Any) -> dict[str, Any]:
        """Return the processes that work through the queues. Raises GitlabGetError."""
        return self._run(self._metrics("/process_metrics", kwargs))

    def job_stats(self, **kwargs: Any) -> dict[str, Any]:
        """Return how many jobs are done, failed and waiting. Raises GitlabGetError."""
        return self._run(self._metrics("/job_stats", kwargs))

    def compound_metrics(self, **kwargs: Any) -> dict[str, Any]:
        """Return queues, processes and job counts together. Raises GitlabGetError."""
        return self._run(self._metrics("/compound_metrics", kwargs))

    def _metrics(self, suffix: str, kwargs: dict[str, Any]) -> Call[dict[str, Any]]:
        return self._call(
            "GET", suffix, decode=decode.to_dict, error=exc.GitlabGetError, kwargs=kwargs
        )
