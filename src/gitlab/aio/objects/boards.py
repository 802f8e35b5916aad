# Generated from src/gitlab/v4/objects/boards.py by tools/gen_async.py; edit that file.
"""Issue boards of projects and groups, and the lists on them."""

from __future__ import annotations


from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.v4.objects.boards import (
    BoardCreate,
    BoardFields,
    BoardListCreate,
    BoardListFields,
    BoardListUpdate,
    BoardUpdate,
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
