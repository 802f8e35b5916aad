# Generated from src/gitlab/v4/objects/labels.py by tools/gen_async.py; edit that file.
"""Labels of projects and groups, named by their name."""

from __future__ import annotations

from typing import Any, ClassVar, Generic, TypeVar
from urllib.parse import unquote

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import (
    CreateMixin,
    DeleteMixin,
    ObjectDeleteMixin,
    PromoteMixin,
    RetrieveMixin,
    SaveMixin,
    SubscribableMixin,
    UpdateMixin,
)
from gitlab.utils import EncodedId
from gitlab.v4.objects.labels import (
    GroupLabelFilters,
    LabelCreate,
    LabelFields,
    LabelUpdate,
    ProjectLabelFilters,
)

__all__ = [
    "GroupLabel",
    "GroupLabelFilters",
    "GroupLabelManager",
    "LabelCreate",
    "LabelUpdate",
    "ProjectLabel",
    "ProjectLabelFilters",
    "ProjectLabelManager",
]

T = TypeVar("T", bound=RESTObject)


class _LabelSaveMixin(SaveMixin):
    """A label that can be changed. Assign `new_name` to rename it."""

    async def save(self, **kwargs: Any) -> None:
        """Send the name and the changes, even if there are none, and take over GitLab's answer.

        Raises GitlabUpdateError.
        """
        sent = self._sendable()
        if isinstance(sent["name"], EncodedId):
            # A lazy label knows its name as paths have it.
            sent["name"] = unquote(sent["name"])
        answer: dict[str, Any] = await self.manager.update(None, sent, **kwargs)
        self._update_attrs(answer)


class _LabelUpdateMixin(UpdateMixin[T, LabelUpdate], Generic[T]):
    """Changes to labels, for which GitLab takes the name in the body."""

    _type_roles: ClassVar[tuple[str, ...]] = ("object",)

    async def update(  # type: ignore[override]
        self, name: str | None, new_data: LabelUpdate | None = None, **kwargs: Any
    ) -> dict[str, Any]:
        """Change the label of this name; `new_name` renames it. Return GitLab's answer.

        Raises GitlabUpdateError.
        """
        body: dict[str, Any] = {**(new_data or {})}
        if name:
            body["name"] = name
        answer: dict[str, Any] = await self._run(self._update(None, body, kwargs))
        return answer


class GroupLabel(SubscribableMixin, _LabelSaveMixin, ObjectDeleteMixin, LabelFields, RESTObject):
    """A label that all projects of a group share."""

    _id_attr = "name"


class GroupLabelManager(
    RetrieveMixin[GroupLabel, GroupLabelFilters],
    CreateMixin[GroupLabel, LabelCreate],
    _LabelUpdateMixin[GroupLabel],
    DeleteMixin[GroupLabel],
):
    """https://docs.gitlab.com/api/group_labels/"""

    _path = "/groups/{group_id}/labels"
    _from_parent_attrs = {"group_id": "id"}
    _optional_get_attrs = (
        "include_ancestor_groups",
        "include_descendant_groups",
        "only_group_labels",
    )


class ProjectLabel(
    PromoteMixin, SubscribableMixin, _LabelSaveMixin, ObjectDeleteMixin, LabelFields, RESTObject
):
    """A label of one project, or of a group above. `promote()` makes it the group's."""

    _id_attr = "name"

    priority: int | None
    is_project_label: bool


class ProjectLabelManager(
    RetrieveMixin[ProjectLabel, ProjectLabelFilters],
    CreateMixin[ProjectLabel, LabelCreate],
    _LabelUpdateMixin[ProjectLabel],
    DeleteMixin[ProjectLabel],
):
    """https://docs.gitlab.com/api/labels/"""

    _path = "/projects/{project_id}/labels"
    _from_parent_attrs = {"project_id": "id"}
    _optional_get_attrs = ("include_ancestor_groups",)
