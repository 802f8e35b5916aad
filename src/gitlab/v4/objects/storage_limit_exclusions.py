"""Storage limit exclusions: namespaces that may hold more than their plan allows."""

from __future__ import annotations

from gitlab.base import RESTObject
from gitlab.mixins import ListMixin

__all__ = ["StorageLimitExclusion", "StorageLimitExclusionManager"]


class StorageLimitExclusion(RESTObject):
    """A namespace without a limit, and why; `Namespace.restore_storage_limit()` ends it."""

    _repr_attr = "namespace_name"

    id: int
    namespace_id: int
    namespace_name: str
    reason: str


class StorageLimitExclusionManager(ListMixin[StorageLimitExclusion]):
    """https://docs.gitlab.com/api/namespaces/

    Administrators of GitLab.com only.
    """

    _path = "/namespaces/storage/limit_exclusions"
