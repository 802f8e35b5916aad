"""Features: the switches by which GitLab's own unfinished work is turned on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.utils import EncodedId, remove_none_from_dict

if TYPE_CHECKING:
    from gitlab._lists import GitlabList

__all__ = ["Feature", "FeatureManager"]


class FeatureGate(TypedDict):
    """One rule that turns a feature on: for all, for some of the time, for some actors."""

    key: Literal["boolean", "percentage_of_time", "percentage_of_actors", "actors", "groups"]
    value: bool | int | list[str]


class FeatureDefinition(TypedDict):
    """What GitLab's developers say of a feature."""

    name: str
    feature_issue_url: str | None
    introduced_by_url: str | None
    rollout_issue_url: str | None
    milestone: str | None
    log_state_changes: bool | None
    type: str
    group: str | None
    default_enabled: bool
    intended_to_rollout_by: str | None


class Feature(ObjectDeleteMixin, RESTObject):
    """A switch that was ever set. `delete()` lets GitLab's default stand again."""

    _id_attr = "name"

    name: str
    state: Literal["on", "off", "conditional"]
    gates: list[FeatureGate]
    definition: FeatureDefinition | None


class FeatureManager(ListMixin[Feature], DeleteMixin[Feature]):
    """https://docs.gitlab.com/api/features/"""

    # Scripts know it with its slash at the end; GitLab takes two for one.
    _path = "/features/"

    def definitions(self, **kwargs: Any) -> GitlabList | list[dict[str, Any]]:
        """List what GitLab's developers say of each feature, as dicts. Raises GitlabListError."""
        return self._run_list(
            listing(f"{self.path}definitions", {}, kwargs, error=exc.GitlabListError)
        )

    def set(
        self,
        name: str,
        value: bool | int,
        feature_group: str | None = None,
        user: str | None = None,
        group: str | None = None,
        project: str | None = None,
        **kwargs: Any,
    ) -> Feature:
        """Turn a feature on, off, or on for a percentage of the time; return it.

        `feature_group`, `user`, `group` and `project` say for whom; comma-separated they name
        several. Raises GitlabSetError.
        """
        switch = {
            "value": value,
            "feature_group": feature_group,
            "user": user,
            "group": group,
            "project": project,
        }
        return self._run(
            self._call(
                "POST",
                f"/{EncodedId(name)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabSetError,
                body=remove_none_from_dict(switch),
                kwargs=kwargs,
            )
        )
