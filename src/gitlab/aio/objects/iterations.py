# Generated from src/gitlab/v4/objects/iterations.py by tools/gen_async.py; edit that file.
"""Iterations: the time boxes that a group's issues are planned in."""

from __future__ import annotations

from typing import Literal

from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import ListMixin
from gitlab.v4.objects.iterations import IterationFilters

__all__ = [
    "GroupIteration",
    "GroupIterationManager",
    "IterationFilters",
    "ProjectIterationManager",
]


class GroupIteration(RESTObject):
    """A time box of a group; the states are upcoming, current and closed."""

    _repr_attr = "title"

    id: int
    iid: int
    sequence: int
    group_id: int
    title: str | None
    description: str | None
    state: Literal[1, 2, 3]
    created_at: str
    updated_at: str
    start_date: str | None
    due_date: str | None
    web_url: str


class GroupIterationManager(ListMixin[GroupIteration, IterationFilters]):
    """https://docs.gitlab.com/api/group_iterations/"""

    _path = "/groups/{group_id}/iterations"
    _from_parent_attrs = {"group_id": "id"}


class ProjectIterationManager(ListMixin[GroupIteration, IterationFilters]):
    """https://docs.gitlab.com/api/iterations/

    Iterations belong to groups: these are those of the groups above the project.
    """

    _path = "/projects/{project_id}/iterations"
    _from_parent_attrs = {"project_id": "id"}
