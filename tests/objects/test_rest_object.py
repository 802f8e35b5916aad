"""Objects and managers by themselves: attributes, changes, equality, copies. No request is made."""

from __future__ import annotations

import copy
import json
import pickle
from typing import Any, TypedDict

import pytest

from gitlab import Gitlab, exceptions as exc
from gitlab.base import RESTManager, RESTObject
from gitlab.mixins import CRUDMixin, ObjectDeleteMixin, SaveMixin
from gitlab.types import RequiredOptional
from gitlab.v4.objects.job_token_scope import ProjectJobTokenScopeManager
from gitlab.v4.objects.projects import Project, ProjectManager


class ThingNote(ObjectDeleteMixin, RESTObject):
    pass


class ThingNoteManager(RESTManager[ThingNote]):
    _path = "/things/{thing_id}/notes"
    _obj_cls = ThingNote
    _from_parent_attrs = {"thing_id": "name"}


class Thing(SaveMixin, ObjectDeleteMixin, RESTObject):
    _repr_attr = "name"

    notes: ThingNoteManager


class OtherThing(RESTObject):
    pass


class SpecialThing(Thing):
    pass


class ThingCreate(TypedDict):
    name: str


class ThingManager(CRUDMixin[Thing, ThingCreate]):
    _path = "/things"


@pytest.fixture
def gl() -> Gitlab:
    return Gitlab("https://gitlab.example.com", private_token="glpat-secret")


@pytest.fixture
def manager(gl: Gitlab) -> ThingManager:
    return ThingManager(gl)


def thing(manager: ThingManager, **attrs: Any) -> Any:
    return Thing(manager, {"id": 1, "name": "a/b", **attrs})


# Attributes


def test_unknown_fields_are_kept(manager: ThingManager) -> None:
    assert thing(manager, brand_new=[1]).brand_new == [1]


def test_a_missing_attribute_is_an_attribute_error(manager: ThingManager) -> None:
    with pytest.raises(AttributeError, match="'Thing' object has no attribute 'size'"):
        thing(manager).size  # noqa: B018


def test_the_error_explains_objects_from_lists_and_lazy_ones(manager: ThingManager) -> None:
    listed: Any = Thing(manager, {"id": 1}, created_from_list=True)
    with pytest.raises(AttributeError, match="comes from a list"):
        listed.size  # noqa: B018
    lazy: Any = Thing(manager, {"id": 1}, lazy=True)
    with pytest.raises(AttributeError, match=r"lazy=True.*refresh"):
        lazy.size  # noqa: B018


def test_changes_come_before_gitlabs_fields_and_these_before_the_parents_ids(
    manager: ThingManager,
) -> None:
    note: Any = ThingNote(ThingNoteManager(manager.gitlab, thing(manager)), {"id": 2})
    assert note.thing_id == "a/b"
    note._attrs["thing_id"] = "from GitLab"
    assert note.thing_id == "from GitLab"
    note.thing_id = "mine"
    assert note.thing_id == "mine"
    assert note.asdict() == {"id": 2, "thing_id": "mine"}


def test_asdict_is_a_copy(manager: ThingManager) -> None:
    it = thing(manager, tags=["x"])
    it.asdict()["tags"].append("y")
    assert it.tags == ["x"]
    assert not it._changes()


def test_a_field_called_like_a_method_is_reached_through_attributes(
    manager: ThingManager,
) -> None:
    it = thing(manager, save="data")
    assert callable(it.save)
    assert it.attributes["save"] == "data"


def test_something_else_than_a_dict_makes_no_object(manager: ThingManager) -> None:
    with pytest.raises(exc.GitlabParsingError):
        Thing(manager, [1])  # type: ignore[arg-type]


def test_dir_lists_fields_and_methods(manager: ThingManager) -> None:
    assert {"name", "id", "save", "notes"} <= set(dir(thing(manager)))


# Changes


def test_a_mere_read_is_no_change(manager: ThingManager) -> None:
    it = thing(manager, tags=["x"], nested={"a": 1})
    assert it.tags == ["x"]
    assert it.nested == {"a": 1}
    assert it._changes() == {}


def test_changes_inside_lists_and_dicts_are_seen(manager: ThingManager) -> None:
    it = thing(manager, tags=["x"], nested={"a": {"b": 1}})
    it.tags.append("y")
    it.nested["a"]["b"] = 2
    assert it._changes() == {"tags": ["x", "y"], "nested": {"a": {"b": 2}}}


def test_changes_are_gone_after_gitlabs_answer(manager: ThingManager) -> None:
    it = thing(manager, tags=["x"])
    it.tags.append("y")
    it.name = "new"
    it._take_over({"id": 1, "name": "from GitLab"}, it._sendable())
    assert it._changes() == {}
    assert it.asdict() == {"id": 1, "name": "from GitLab"}


def test_204_keeps_the_data_and_folds_in_what_was_sent(manager: ThingManager) -> None:
    it = thing(manager, size=1)
    it.name = "new"
    it._take_over({}, it._sendable())
    assert it.asdict() == {"id": 1, "name": "new", "size": 1}
    assert it._changes() == {}


# Identity


def test_equality_is_same_resource_and_same_true_id(manager: ThingManager) -> None:
    assert thing(manager) == thing(manager, name="other")
    assert thing(manager) != thing(manager, id=2)
    assert thing(manager) != OtherThing(manager, {"id": 1})
    assert thing(manager) == SpecialThing(manager, {"id": 1})
    assert len({thing(manager), thing(manager, name="other")}) == 1


def test_objects_without_id_equal_only_themselves(manager: ThingManager) -> None:
    nameless, other = Thing(manager, {}), Thing(manager, {})
    assert nameless != other
    assert nameless in [nameless]


def test_an_async_twin_is_another_thing(manager: ThingManager) -> None:
    from gitlab.aio import AsyncGitlab

    ours = Project(ProjectManager(manager.gitlab), {"id": 1})
    theirs = AsyncGitlab("https://gitlab.example.com").projects._make({"id": 1})
    assert ours != theirs


@pytest.mark.parametrize(
    ("attrs", "shown"),
    [
        ({"id": 1, "name": "x"}, "<Thing id:1 name:x>"),
        ({"id": 1}, "<Thing id:1>"),
        ({"name": "x"}, "<Thing name:x>"),
        ({}, "<Thing>"),
    ],
)
def test_repr_shows_id_and_name_as_far_as_known(
    manager: ThingManager, attrs: dict[str, Any], shown: str
) -> None:
    assert repr(Thing(manager, attrs)) == shown


def test_ids_are_encoded_for_paths(manager: ThingManager) -> None:
    lazy = manager.get("a/b c", lazy=True)
    assert lazy.get_id() == "a%2Fb%20c"
    assert lazy.encoded_id == "a%2Fb%20c"
    assert thing(manager).encoded_id == 1


def test_json_text_takes_the_options_of_json(manager: ThingManager) -> None:
    assert json.loads(thing(manager).to_json(indent=1)) == {"id": 1, "name": "a/b"}


# Children


def test_children_are_made_on_first_touch_and_kept(manager: ThingManager) -> None:
    it = thing(manager)
    assert "notes" not in it.__dict__
    notes = it.notes
    assert it.notes is notes
    assert notes.path == "/things/a%2Fb/notes"
    assert notes.parent_attrs == {"thing_id": "a/b"}


def test_a_described_child_is_found_by_its_name(gl: Gitlab) -> None:
    project = gl.projects.get(7, lazy=True)
    assert isinstance(project.job_token_scope, ProjectJobTokenScopeManager)
    assert project.job_token_scope.path == "/projects/7/job_token_scope"


def test_the_class_itself_shows_the_descriptor() -> None:
    assert Project.job_token_scope is not None


# Managers describe themselves


def test_type_arguments_fill_the_managers_attributes(manager: ThingManager) -> None:
    assert manager._obj_cls is Thing
    assert ThingManager._create_attrs == RequiredOptional(required=("name",))


def test_what_a_class_sets_itself_stands(gl: Gitlab) -> None:
    class OldStyle(CRUDMixin[Thing]):
        _path = "/things"
        _create_attrs = RequiredOptional(required=("a",), optional=("b",))

    assert OldStyle(gl)._obj_cls is Thing
    assert OldStyle._create_attrs.required == ("a",)


# Copies


def test_a_pickled_object_holds_no_secret_and_says_what_to_do(manager: ThingManager) -> None:
    it = thing(manager)
    assert it.notes
    pickled = pickle.dumps(it)
    assert b"glpat-secret" not in pickled
    back = pickle.loads(pickled)
    assert back == it
    assert back.name == "a/b"
    with pytest.raises(exc.GitlabAuthenticationError, match="set_token"):
        back.delete()


def test_an_unpickled_client_works_again_after_set_token(gl: Gitlab) -> None:
    back = pickle.loads(pickle.dumps(gl))
    assert back.private_token is None
    assert back.url == gl.url
    assert back.timeout is gl.timeout
    back.set_token(private_token="glpat-other")
    assert back._credential() == ("PRIVATE-TOKEN", "glpat-other")


def test_a_deep_copy_keeps_the_token(manager: ThingManager) -> None:
    twin = copy.deepcopy(thing(manager))
    assert twin.manager.gitlab is not manager.gitlab
    assert twin.manager.gitlab._credential() == ("PRIVATE-TOKEN", "glpat-secret")
    assert twin.notes.gitlab is twin.manager.gitlab


def test_repr_of_a_client_shows_no_token(gl: Gitlab) -> None:
    assert "secret" not in repr(gl)


def test_subclasses_inherit_child_managers() -> None:
    class Mine(Project):
        pass

    mine = Mine(ProjectManager(Gitlab()), {"id": 7})
    assert mine.issues.path == "/projects/7/issues"
