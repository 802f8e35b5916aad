"""Actions that a program adds to the command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

from gitlab.cli import CustomAction, custom, register_custom_action

if TYPE_CHECKING:
    from tests.cli.conftest import Run


@pytest.fixture(autouse=True)
def nothing_stays() -> Iterator[None]:
    yield
    custom._added.clear()


def test_an_added_action_of_an_object_gets_the_object_and_its_flags(gitlab: Run) -> None:
    @register_custom_action(cls_names="Project", required=("to_whom",), optional=("how",))
    def greet(project: Any, to_whom: str, how: str = "Hello") -> str:
        """Greet somebody."""
        return f"{how} {to_whom}, says {project.get_id()}"

    assert gitlab("project", "greet", "--id", "1", "--to-whom", "Ada") == (
        0,
        "Hello Ada, says 1\n",
        "",
    )
    assert gitlab("project", "greet", "--id", "1").status == 2
    assert "Greet somebody." in gitlab("project", "greet", "--help").out


def test_an_added_action_of_a_manager_has_a_name_of_its_own(gitlab: Run) -> None:
    @register_custom_action(cls_names=("ProjectManager",), custom_action="how-many")
    def number(projects: Any) -> int:
        return len(projects.list(get_all=True))

    assert gitlab("project", "how-many") == (0, "3\n", "")


def test_what_is_known_of_an_added_action_is_a_value() -> None:
    known = CustomAction(("a",), (), True, True, None)
    assert known == CustomAction(("a",), (), in_object=True, requires_id=True, help=None)
