# Generated from src/gitlab/v4/objects/feature_flags.py by tools/gen_async.py; edit that file.
"""Feature flags of one's own applications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.feature_flags import (
    FlagScope,
    FlagStrategy,
    ProjectFeatureFlagCreate,
    ProjectFeatureFlagFilters,
    ProjectFeatureFlagUpdate,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ProjectFeatureFlag",
    "ProjectFeatureFlagCreate",
    "ProjectFeatureFlagFilters",
    "ProjectFeatureFlagManager",
    "ProjectFeatureFlagUpdate",
]


class ProjectFeatureFlag(SaveMixin, ObjectDeleteMixin, RESTObject):
    """A feature flag. Assign `name` and `save()` to rename it."""

    _id_attr = "name"

    name: str
    description: str | None
    active: bool
    version: str
    created_at: str
    updated_at: str
    scopes: list[FlagScope]
    strategies: list[FlagStrategy]

    def get_id(self) -> str | None:
        """The name that GitLab knows: an assigned one is not until `save()`."""
        known: str | None = self._attrs.get("name")
        return known


class ProjectFeatureFlagManager(
    CRUDMixin[
        ProjectFeatureFlag,
        ProjectFeatureFlagCreate,
        ProjectFeatureFlagUpdate,
        ProjectFeatureFlagFilters,
    ]
):
    """https://docs.gitlab.com/api/feature_flags/"""

    _path = "/projects/{project_id}/feature_flags"
    _from_parent_attrs = {"project_id": "id"}

    def _update(
        self, id: str | int | None, data: Mapping[str, Any] | None, kwargs: dict[str, Any]
    ) -> Any:
        sent = dict(data or {})
        if "new_name" in sent:
            sent["name"] = sent.pop("new_name")
        return super()._update(id, sent, kwargs)
