# Generated from src/gitlab/v4/objects/sidekiq_queues.py by tools/gen_async.py; edit that file.
"""Sidekiq queues: background jobs that wait, and that an administrator gives up."""

from __future__ import annotations

from typing import Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTManager, RESTObject
from gitlab.utils import EncodedId

__all__ = ["SidekiqQueueManager"]


class SidekiqQueueManager(RESTManager[RESTObject]):
    """https://docs.gitlab.com/api/admin_sidekiq_queues/

    Administrators only.
    """

    _path = "/admin/sidekiq/queues"
    _obj_cls = RESTObject

    async def delete_jobs(self, queue_name: str, **kwargs: Any) -> dict[str, Any]:
        """Delete the jobs of a queue that have all the metadata given.

        Metadata are keyword arguments such as `user`, `project`, `root_namespace`,
        `feature_category` or `worker_class`, one at least. Return whether GitLab was `completed`
        in time, the `deleted_jobs` and the `queue_size`. Raises GitlabDeleteError.
        """
        return await self._run(
            self._call(
                "DELETE",
                f"/{EncodedId(queue_name)}",
                decode=decode.to_dict,
                error=exc.GitlabDeleteError,
                kwargs=kwargs,
            )
        )
