"""What `gen_index` reads off resource files, each rule on a source of a few lines."""

from __future__ import annotations

import ast
import json
from textwrap import dedent
from typing import Any

import pytest

import gen_index
from _described import Resource
from _sources import Class, Sources

OBJECTS = "gitlab.v4.objects"

MIXINS = """
from gitlab.base import RESTManager, RESTObject

class GetMixin(RESTManager[T]):
    _type_roles = ("object",)
    def get(self, id: str | int, lazy: bool = False, **kwargs: Any) -> T:
        \"\"\"Return it.\"\"\"
        return self._run(self._call("GET", _below(id)))

class GetWithoutIdMixin(RESTManager[T]):
    _type_roles = ("object",)
    def get(self, **kwargs: Any) -> T:
        return self._run(self._call("GET"))

class ListMixin(RESTManager[T], Generic[T, F]):
    _type_roles = ("object", "filters")
    _list_path = None
    def list(self, **kwargs: Any) -> list[T]:
        return self._run_list(listing(kwargs.pop("path") or self._elsewhere(self._list_path)))

class CreateMixin(RESTManager[T], Generic[T, C]):
    _type_roles = ("object", "create")
    _create_path = None
    def create(self, data: C, **kwargs: Any) -> T:
        return self._run(self._create(data, kwargs))
    def _create(self, data, kwargs):
        path = kwargs.pop("path", None) or self._elsewhere(self._create_path)
        return self._call("POST", body=data)._replace(path=path)

class UpdateMixin(RESTManager[T], Generic[T, U]):
    _type_roles = ("object", "update")
    _update_method = UpdateMethod.PUT
    def update(self, id: int, new_data: U, **kwargs: Any) -> T:
        return self._run(self._update(id, new_data, kwargs))
    def _update(self, id, data, kwargs):
        return self._call(self._update_method.name, _below(id), body=data)

class CRUDMixin(ListMixin[T, F], CreateMixin[T, C], UpdateMixin[T, U], Generic[T, C, U, F]):
    _type_roles = ("object", "create", "update", "filters")

class SaveMixin(RESTObject if TYPE_CHECKING else object):
    def save(self, **kwargs: Any) -> None:
        self.manager.update(self.encoded_id)
"""
BASE = """
class RESTObject:
    manager: object
class RESTManager(Generic[T]):
    def _run(self, work): ...
"""
PREAMBLE = """
from gitlab.base import RESTObject
from gitlab.mixins import CRUDMixin, GetMixin, GetWithoutIdMixin, ListMixin, SaveMixin, UpdateMixin
"""


def sources(**files: str) -> Sources:
    texts = {
        "gitlab.base": BASE,
        "gitlab.mixins": MIXINS,
        **{f"{OBJECTS}.{name}": PREAMBLE + dedent(text) for name, text in files.items()},
    }
    return Sources(texts.get)


def described(text: str, manager: str = "XManager", **others: str) -> Resource:
    found = sources(x=text, **others)
    module = found.module(f"{OBJECTS}.x")
    assert module is not None
    node = module.definitions[manager]
    assert isinstance(node, ast.ClassDef)
    return Resource(Class(found, module, node))


def operations(text: str, **others: str) -> dict[str, tuple[str, str]]:
    resource = described(text, **others)
    return {told.name: (told.method, told.path) for told in resource.operations()}


class TestOperations:
    def test_verbs_are_read_off_the_mixins(self) -> None:
        found = operations("""
            class X(SaveMixin, RESTObject): ...
            class XManager(CRUDMixin[X], GetMixin[X]):
                _path = "/p/{p_id}/x"
                _update_method = UpdateMethod.PATCH
        """)
        assert found == {
            "list": ("GET", "/p/{p_id}/x"),
            "get": ("GET", "/p/{p_id}/x/{id}"),
            "create": ("POST", "/p/{p_id}/x"),
            "update": ("PATCH", "/p/{p_id}/x/{id}"),
        }

    def test_paths_end_in_the_id_attribute(self) -> None:
        found = operations("""
            class X(RESTObject):
                _id_attr = "key"
            class XManager(GetMixin[X]):
                _path = "/x"
        """)
        assert found == {"get": ("GET", "/x/{key}")}

    def test_a_singleton_has_no_id_in_its_path(self) -> None:
        resource = described("""
            class X(RESTObject):
                _id_attr = None
            class XManager(GetWithoutIdMixin[X], UpdateMixin[X]):
                _path = "/x"
        """)
        assert resource.singleton
        assert {told.path for told in resource.operations()} == {"/x"}

    def test_a_verb_may_have_a_path_of_its_own(self) -> None:
        found = operations("""
            class X(RESTObject): ...
            class XManager(CRUDMixin[X]):
                _path = "/xs"
                _create_path = "/x"
                _list_path = "/all"
        """)
        assert found["create"] == ("POST", "/x")
        assert found["list"] == ("GET", "/all")

    @pytest.mark.parametrize(
        ("body", "expected"),
        [
            ("self._run(self._call('POST', '/star'))", ("POST", "/x/{id}/star")),
            (
                "self._run(self._call('POST', f'/hook/{EncodedId(to)}'))",
                ("POST", "/x/{id}/hook/{to}"),
            ),
            ("self._run(self._helper('star'))", ("POST", "/x/{id}/star")),
            ("self._run(self._flow())", ("PUT", "/x/{id}")),
            ("self._run(self.manager._update(1, {}, {}))", ("PUT", "/x/{id}")),
            (
                "self._run_list(listing(f'{self.manager.path}/{self.encoded_id}/y'))",
                ("GET", "/x/{id}/y"),
            ),
        ],
    )
    def test_an_action_is_what_its_text_calls(self, body: str, expected: tuple[str, str]) -> None:
        found = operations(f"""
            class X(RESTObject):
                def act(self, to: int, **kwargs: Any) -> None:
                    return {body}
                def _helper(self, name):
                    return self._call("POST", f"/{{name}}")
                def _flow(self):
                    found = yield from ask(self._call("GET", "/y"))
                    yield from ask(self._call("PUT"))
                def plain(self):
                    return 1
            class XManager(UpdateMixin[X]):
                _path = "/x"
        """)
        assert found["act"] == expected
        assert "plain" not in found

    def test_actions_of_objects_belong_to_the_manager_called_like_them(self) -> None:
        text = """
            class X(RESTObject):
                def act(self) -> None:
                    return self._run(self._call("POST"))
            class XManager(GetMixin[X]):
                _path = "/x"
            class OtherManager(ListMixin[X]):
                _path = "/y"
        """
        assert [told.name for told in described(text).operations()] == ["get", "act"]
        assert [told.name for told in described(text, "OtherManager").operations()] == ["list"]


class TestParameters:
    TEXT = """
        from gitlab.v4.objects.y import Common, Sky
        class XCreate(Common, total=False):
            name: Required[str]
            sky: Sky
            "quoted"
            labels: "Annotated[list[str], CommaSeparated]"
            picture: Annotated[bytes, g_types.ImageAttribute]
        XFilters = TypedDict("XFilters", {"not": "XFilters", "sky": NotRequired[Sky]})
        class Answer(TypedDict):
            id: int
        class X(RESTObject):
            \"\"\"A thing.

            More.\"\"\"
            _repr_attr = "name"
            count: ClassVar[int]
            name: str
            sky: Sky | None
            ys: YManager
            def act(self, to: int, *, sha: str | None = None, **kwargs: Any) -> None:
                \"\"\"Act.\"\"\"
                return self._run(self._call("POST", f"/{to}"))
        class XManager(CRUDMixin[X, XCreate, XCreate, XFilters]):
            \"\"\"https://docs.gitlab.com/api/x/\"\"\"
            _path = "/x"
            _exclusive = (("name", "sky"),)
            _shapes = {"create": Answer}
    """
    OTHER = """
        Sky = Literal["blue", "grey"]
        class Common(TypedDict):
            id: int
    """

    def resource(self) -> Resource:
        return described(self.TEXT, y=self.OTHER)

    def test_typed_dicts_are_read_with_what_they_inherit(self) -> None:
        [create] = [told for told in self.resource().operations() if told.name == "create"]
        assert [tuple(field) for field in create.parameters] == [
            ("id", "int", True, ""),
            ("name", "str", True, ""),
            ("sky", "Literal['blue', 'grey']", False, ""),
            ("labels", "list[str]", False, "comma"),
            ("picture", "bytes", False, "image"),
        ]
        assert create.exclusive == (("name", "sky"),)
        assert [field.name for field in create.shape] == ["id"]

    def test_the_functional_form_is_read_too(self) -> None:
        [listed] = [told for told in self.resource().operations() if told.name == "list"]
        assert [tuple(field) for field in listed.parameters] == [
            ("not", "XFilters", True, ""),
            ("sky", "Literal['blue', 'grey']", False, ""),
        ]

    def test_a_closed_set_of_ids_has_parameters_for_each(self) -> None:
        resource = described("""
            class Red(TypedDict):
                url: str
            class Blue(Red, total=False):
                token: str
            Updates = TypedDict("Updates", {"dark-red": Red, "blue": Blue})
            class X(RESTObject): ...
            class XManager(UpdateMixin[X, Mapping[str, Any]]):
                _path = "/x"
                _update_by_id = Updates
        """)
        assert [(each.name, each.type) for each in resource.ids] == [
            ("dark-red", "Red"),
            ("blue", "Blue"),
        ]
        [update] = resource.operations()
        assert [(each.name, each.required) for each in update.parameters] == [
            ("url", False),
            ("token", False),
        ]

    def test_an_actions_signature_is_its_description(self) -> None:
        [act] = [told for told in self.resource().operations() if told.name == "act"]
        assert [tuple(field) for field in act.parameters] == [
            ("to", "int", True, ""),
            ("sha", "str | None", False, ""),
        ]
        assert (act.on, act.doc) == ("object", "Act.")

    def test_annotations_are_attributes_or_child_managers(self) -> None:
        resource = self.resource()
        assert list(resource.attributes()) == [
            ("name", "str"),
            ("sky", "Literal['blue', 'grey'] | None"),
        ]
        assert list(resource.children()) == [("ys", "YManager")]
        assert resource.docs_url == "https://docs.gitlab.com/api/x/"

    def test_the_index_is_python_that_says_the_same(self) -> None:
        found = sources(x=self.TEXT, y=self.OTHER)
        namespace: dict[str, dict[str, Any]] = {}
        exec(gen_index.index(found, ["x", "y"]), namespace)
        assert list(namespace["RESOURCES"]) == ["XManager"]
        told = json.loads(namespace["RESOURCES"]["XManager"][0])
        assert told[:5] == ["X", f"{OBJECTS}.x", "/x", "id", "name"]
        exec(gen_index.homes(found, ["x", "y"]), namespace)
        assert namespace["HOMES"] == {"X": "x", "XManager": "x"}
