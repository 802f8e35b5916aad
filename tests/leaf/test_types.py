"""Parameter checks and spellings."""

from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest

from gitlab import types
from gitlab.const import Visibility
from gitlab.exceptions import GitlabParsingError
from gitlab.types import RequiredOptional

CREATE = RequiredOptional(required=("name", "path"), exclusive=("user_id", "username"))


def test_missing_names_are_told_in_their_order() -> None:
    with pytest.raises(AttributeError, match=r"^Missing attributes: name, path$"):
        CREATE.validate_attrs(data={"user_id": 1})


def test_excluded_names_may_be_missing() -> None:
    CREATE.validate_attrs(data={"path": "x", "user_id": 1}, excludes=["name"])


def test_exactly_one_exclusive_name_is_wanted() -> None:
    given = {"name": "x", "path": "x"}
    CREATE.validate_attrs(data={**given, "username": "me"})
    with pytest.raises(AttributeError, match=r"^Must provide one of .*: user_id, username$"):
        CREATE.validate_attrs(data=given)
    with pytest.raises(AttributeError, match=r"^Provide only one of .*: user_id, username$"):
        CREATE.validate_attrs(data={**given, "username": "me", "user_id": 1})


def test_required_optional_is_frozen() -> None:
    with pytest.raises(AttributeError, match="frozen"):
        CREATE.required = ()
    with pytest.raises(AttributeError, match="frozen"):
        del CREATE.required
    assert CREATE.required == ("name", "path")


def test_required_optional_is_a_value() -> None:
    same = RequiredOptional(("name", "path"), (), ("user_id", "username"))
    assert same == CREATE
    assert hash(same) == hash(CREATE)
    assert same != RequiredOptional()
    assert same != 1
    assert pickle.loads(pickle.dumps(CREATE)) == copy.deepcopy(CREATE) == CREATE
    assert repr(RequiredOptional(("a",))) == (
        "RequiredOptional(required=('a',), optional=(), exclusive=())"
    )


@pytest.mark.parametrize(
    ("attribute", "value", "sent"),
    [
        (types.GitlabAttribute, [1], ("k", [1])),
        (types.JsonAttribute, {"a": 1}, ("k", {"a": 1})),
        (types.ArrayAttribute, [1, 2], ("k[]", [1, 2])),
        (types.ArrayAttribute, "1,2", ("k[]", "1,2")),
        (types.CommaSeparatedListAttribute, [1, "b"], ("k", "1,b")),
        (types.CommaSeparatedListAttribute, "1,b", ("k", "1,b")),
        (types.CommaSeparatedListAttribute, [Visibility.PUBLIC], ("k", "public")),
        (types.CommaSeparatedStringAttribute, ["a", "b"], ("k", "a,b")),
        (types.LowercaseStringAttribute, "ABC", ("k", "abc")),
        (types.FileAttribute, b"x", ("k", b"x")),
    ],
)
def test_values_are_spelled_for_gitlab(
    attribute: type[types.GitlabAttribute], value: Any, sent: tuple[str, Any]
) -> None:
    held = attribute(value)
    assert held.get() == value
    assert held.get_for_api(key="k") == sent


@pytest.mark.parametrize(
    ("text", "items"), [("a, b ,c", ["a", "b", "c"]), ("a", ["a"]), ("", []), ("  ", [])]
)
def test_command_line_lists_are_split_at_commas(text: str, items: list[str]) -> None:
    attribute = types.ArrayAttribute()
    attribute.set_from_cli(text)
    assert attribute.get() == items


def test_command_line_json_is_parsed() -> None:
    attribute = types.JsonAttribute()
    attribute.set_from_cli('{"a": [1]}')
    assert attribute.get() == {"a": [1]}
    with pytest.raises(GitlabParsingError, match="nonsense"):
        attribute.set_from_cli("nonsense")


def test_files_have_names() -> None:
    assert types.FileAttribute.get_file_name("data") == "data"
    assert types.FileAttribute.get_file_name() is None
    assert types.ImageAttribute.get_file_name("avatar") == "avatar.png"
    assert types.ImageAttribute.get_file_name() == "image.png"


def test_only_comma_separated_strings_are_transformed_in_bodies() -> None:
    markers = [types.Array, types.CommaSeparated, types.CommaSeparatedString, types.Lowercase]
    markers += [types.File, types.Image, types.Json]
    assert [marker for marker in markers if marker.transform_in_body] == [
        types.CommaSeparatedStringAttribute
    ]
