"""The to-do list of the current user."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypedDict

from gitlab import exceptions as exc
from gitlab._core import decode
from gitlab.base import RESTObject
from gitlab.mixins import DeleteMixin, ListMixin, ObjectDeleteMixin

if TYPE_CHECKING:
    from gitlab.v4.objects._entities import NamespaceBasic, ProjectIdentity, UserBasic

__all__ = ["Todo", "TodoFilters", "TodoManager"]

TodoAction = Literal[
    "assigned",
    "review_requested",
    "mentioned",
    "build_failed",
    "marked",
    "approval_required",
    "unmergeable",
    "directly_addressed",
    "member_access_requested",
    "review_submitted",
    "ssh_key_expired",
    "ssh_key_expiring_soon",
    "merge_train_removed",
    "okr_checkin_requested",
    "added_approver",
    "duo_pro_access_granted",
    "duo_enterprise_access_granted",
    "duo_core_access_granted",
]
TodoState = Literal["pending", "done"]
TodoTarget = Literal[
    "Commit",
    "Issue",
    "WorkItem",
    "MergeRequest",
    "DesignManagement::Design",
    "AlertManagement::Alert",
    "Namespace",
    "Project",
    "Key",
    "WikiPage::Meta",
    "Epic",
    "Vulnerability",
    "User",
    "ComplianceManagement::Projects::ComplianceViolation",
]


class TodoFilters(TypedDict, total=False):
    action: TodoAction
    author_id: int
    project_id: int
    group_id: int
    state: TodoState
    type: TodoTarget


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

    def mark_as_done(self, **kwargs: Any) -> dict[str, Any]:
        """Take it off the list; return what GitLab holds now. Raises GitlabTodoError."""
        todo = self._run(
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

    def mark_all_as_done(self, **kwargs: Any) -> None:
        """Empty the current user's list. Raises GitlabTodoError."""
        return self._run(
            self._call(
                "POST",
                "/mark_as_done",
                decode=decode.to_none,
                error=exc.GitlabTodoError,
                kwargs=kwargs,
            )
        )
