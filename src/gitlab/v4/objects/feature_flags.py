"""Feature flags of one's own applications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, Required, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import Json

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "ProjectFeatureFlag",
    "ProjectFeatureFlagCreate",
    "ProjectFeatureFlagFilters",
    "ProjectFeatureFlagManager",
    "ProjectFeatureFlagUpdate",
]

StrategyName = Literal[
    "default", "gradualRolloutUserId", "userWithId", "gitlabUserList", "flexibleRollout"
]


class NewFlagScope(TypedDict):
    environment_scope: str


class NewFlagStrategy(TypedDict, total=False):
    """For whom and where a new flag is on."""

    name: Required[StrategyName]
    parameters: dict[str, str]
    user_list_id: int
    scopes: list[NewFlagScope]


class FlagScopeChange(TypedDict, total=False):
    id: int
    environment_scope: str
    _destroy: bool


class FlagStrategyChange(TypedDict, total=False):
    """A strategy with an id is changed, or removed with `_destroy`; one without is added."""

    id: int
    name: StrategyName
    parameters: dict[str, str]
    user_list_id: int
    scopes: list[FlagScopeChange]
    _destroy: bool


class FlagScope(TypedDict):
    """The environments that a strategy is for."""

    id: int
    environment_scope: str


class FlagUserList(TypedDict):
    """The users that a strategy is for."""

    id: int
    iid: int
    name: str
    user_xids: str


class FlagStrategy(TypedDict):
    """For whom and where a flag is on."""

    id: int
    name: StrategyName
    parameters: dict[str, str]
    scopes: list[FlagScope]
    user_list: FlagUserList | None


class ProjectFeatureFlagCreate(TypedDict, total=False):
    name: Required[str]
    version: Literal["new_version_flag"]
    active: bool
    description: str
    strategies: Annotated[list[NewFlagStrategy], Json]


class ProjectFeatureFlagUpdate(TypedDict, total=False):
    """`new_name` is another word for `name`."""

    active: bool
    description: str
    name: str
    new_name: str
    strategies: Annotated[list[FlagStrategyChange], Json]


class ProjectFeatureFlagFilters(TypedDict, total=False):
    scope: Literal["enabled", "disabled"]


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
