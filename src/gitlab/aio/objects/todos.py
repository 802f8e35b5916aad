# Generated from src/gitlab/v4/objects/todos.py by tools/gen_async.py; edit that file.
"""The to-do list of the current user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.aio.base import RESTObject
from gitlab.aio.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin
from gitlab.v4.objects.todos import TodoAction, TodoFilters, TodoState, TodoTarget

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import NamespaceBasic, ProjectIdentity, UserBasic

__all__ = ["Todo", "TodoFilters", "TodoManager"]


class Todo(ObjectDeleteMixin, RESTObject):
    """Something that waits for the current user.

    GitLab refuses `delete()`: call `mark_as_done()`.
    """

    id: int
    project: ProjectIdentity
    group: NamespaceBasic
    author: UserBasic
    action_name: TodoAction
    target_type: TodoTarget
    target: dict[str, Any]
    target_url: str
    body: str
    state: TodoState
    created_at: str
    updated_at: str

    async def mark_as_done(self, **kwargs: Any) -> dict[str, Any]:
        """Take it off the list; return what GitLab holds now. Raises GitlabTodoError."""
        todo = await self._run(
            self._call(
                "POST",
                "/mark_as_done",
                decode=decode.to_dict,
                error=exc.GitlabTodoError,
                kwargs=kwargs,
            )
        )
        self._update_attrs(todo)
        return todo


class TodoManager(ListMixin[Todo, TodoFilters], DeleteMixin[Todo]):
    """https://docs.gitlab.com/api/todos/"""

    _path = "/todos"

    async def mark_all_as_done(self, **kwargs: Any) -> None:
        """Empty the current user's list. Raises GitlabTodoError."""
        return await self._run(
            self._call(
                "POST",
                "/mark_as_done",
                decode=decode.to_none,
                error=exc.GitlabTodoError,
                kwargs=kwargs,
            )
        )
