"""Issue boards of projects and groups, and the lists on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal, TypedDict

from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import CommaSeparatedString

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import (
        BasicProject,
        GroupBasic,
        Iteration,
        LabelBasic,
        Milestone,
        UserBasic,
    )

__all__ = [
    "BoardCreate",
    "BoardListCreate",
    "BoardListUpdate",
    "BoardUpdate",
    "GroupBoard",
    "GroupBoardList",
    "GroupBoardListManager",
    "GroupBoardManager",
    "ProjectBoard",
    "ProjectBoardList",
    "ProjectBoardListManager",
    "ProjectBoardManager",
]


class BoardCreate(TypedDict):
    name: str


class BoardUpdate(TypedDict, total=False):
    """The board shows the issues that have the assignee, milestone, labels and weight."""

    name: str
    hide_backlog_list: bool
    hide_closed_list: bool
    assignee_id: int
    milestone_id: int
    labels: Annotated[list[str], CommaSeparatedString]
    weight: int


class BoardListCreate(TypedDict, total=False):
    """What the issues of the list have in common, one of these."""

    label_id: int
    milestone_id: int
    iteration_id: int
    assignee_id: int


class BoardListUpdate(TypedDict):
    position: int


class ListAssignee(TypedDict):
    """The user whose issues a list holds."""

    id: int
    username: str
    public_email: str | None
    name: str


class BoardFields:
    """The attributes of every board."""

    id: int
    name: str
    hide_backlog_list: bool
    hide_closed_list: bool
    project: BasicProject | None
    group: GroupBasic | None
    milestone: Milestone | None
    assignee: UserBasic | None
    labels: list[LabelBasic]
    weight: int | None


class BoardListFields:
    """The attributes of every list."""

    id: int
    label: LabelBasic | None
    position: int
    max_issue_count: int
    max_issue_weight: int
    limit_metric: Literal["all_metrics", "issue_count", "issue_weights"] | None
    milestone: Milestone | None
    iteration: Iteration | None
    assignee: ListAssignee | None


class ProjectBoard(SaveMixin, ObjectDeleteMixin, BoardFields, RESTObject):
    """A board with the issues of a project.

    GitLab answers its lists, too: `board.attributes["lists"]`.
    """

    lists: ProjectBoardListManager


class ProjectBoardManager(CRUDMixin[ProjectBoard, BoardCreate, BoardUpdate]):
    """https://docs.gitlab.com/api/boards/"""

    _path = "/projects/{project_id}/boards"
    _from_parent_attrs = {"project_id": "id"}


class ProjectBoardList(SaveMixin, ObjectDeleteMixin, BoardListFields, RESTObject):
    """A column of a project's board. `save()` always sends `position`."""


class ProjectBoardListManager(CRUDMixin[ProjectBoardList, BoardListCreate, BoardListUpdate]):
    """https://docs.gitlab.com/api/boards/"""

    _path = "/projects/{project_id}/boards/{board_id}/lists"
    _from_parent_attrs = {"project_id": "project_id", "board_id": "id"}
    _exclusive = (("label_id", "assignee_id", "milestone_id", "iteration_id"),)


class GroupBoard(SaveMixin, ObjectDeleteMixin, BoardFields, RESTObject):
    """A board with the issues of a group's projects.

    GitLab answers its lists, too: `board.attributes["lists"]`.
    """

    lists: GroupBoardListManager


class GroupBoardManager(CRUDMixin[GroupBoard, BoardCreate, BoardUpdate]):
    """https://docs.gitlab.com/api/group_boards/"""

    _path = "/groups/{group_id}/boards"
    _from_parent_attrs = {"group_id": "id"}


class GroupBoardList(SaveMixin, ObjectDeleteMixin, BoardListFields, RESTObject):
    """A column of a group's board. `save()` always sends `position`."""


class GroupBoardListManager(CRUDMixin[GroupBoardList, BoardListCreate, BoardListUpdate]):
    """https://docs.gitlab.com/api/group_boards/"""

    _path = "/groups/{group_id}/boards/{board_id}/lists"
    _from_parent_attrs = {"group_id": "group_id", "board_id": "id"}
    _exclusive = (("label_id", "assignee_id", "milestone_id", "iteration_id"),)
