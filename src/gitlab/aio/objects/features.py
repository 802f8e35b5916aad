# Generated from src/gitlab/v4/objects/features.py by tools/gen_async.py; edit that file.
"""Features: the switches by which GitLab's own unfinished work is turned on and off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab._listing import listing
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.utils import EncodedId, remove_none_from_dict
from gitlab.v4.objects.features import FeatureDefinition, FeatureGate

if TYPE_CHECKING:
    from gitlab.aio._lists import GitlabList
    from gitlab.aio._lists import ListCall

__all__ = ["Feature", "FeatureManager"]


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

    def definitions(self, **kwargs: Any) -> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:
        """List what GitLab's developers say of each feature, as dicts. Raises GitlabListError."""
        return self._run_list(
            listing(f"{self.path}definitions", {}, kwargs, error=exc.GitlabListError)
        )

    async def set(
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
        return await self._run(
            self._call(
                "POST",
                f"/{EncodedId(name)}",
                decode=lambda response: self._make(decode.to_dict(response)),
                error=exc.GitlabSetError,
                body=remove_none_from_dict(switch),
                kwargs=kwargs,
            )
        )
