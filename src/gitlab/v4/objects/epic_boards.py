"""Epic boards of groups, and the lists on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from gitlab.base import RESTObject
from gitlab.mixins import RetrieveMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import GroupBasic, LabelBasic

__all__ = [
    "GroupEpicBoard",
    "GroupEpicBoardList",
    "GroupEpicBoardListManager",
    "GroupEpicBoardManager",
]


class GroupEpicBoard(RESTObject):
    """A board with the epics of a group.

    GitLab answers its lists, too: `board.attributes["lists"]`.
    """

    id: int
    name: str
    hide_backlog_list: bool
    hide_closed_list: bool
    group: GroupBasic
    labels: list[LabelBasic]

    lists: GroupEpicBoardListManager


class GroupEpicBoardManager(RetrieveMixin[GroupEpicBoard]):
    """https://docs.gitlab.com/api/group_epic_boards/"""

    _path = "/groups/{group_id}/epic_boards"
    _from_parent_attrs = {"group_id": "id"}


class GroupEpicBoardList(RESTObject):
    """A column of an epic board."""

    id: int
    label: LabelBasic | None
    position: int | None
    list_type: Literal["backlog", "label", "closed"]


class GroupEpicBoardListManager(RetrieveMixin[GroupEpicBoardList]):
    """https://docs.gitlab.com/api/group_epic_boards/"""

    _path = "/groups/{group_id}/epic_boards/{board_id}/lists"
    _from_parent_attrs = {"group_id": "group_id", "board_id": "id"}
