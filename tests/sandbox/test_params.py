"""Reading and checking parameters."""

from __future__ import annotations

from typing import Any

import pytest

from gitlab.sandbox.answers import Refused
from gitlab.sandbox.params import PAGING, Param, Upload, parse, validate


def faults(sent: dict[str, Any], *declared: Param, **kwargs: Any) -> str:
    with pytest.raises(Refused) as refusal:
        validate(sent, declared, **kwargs)
    body = refusal.value.answer.body
    assert isinstance(body, dict)
    return str(body["error"])


def test_names_with_brackets_are_lists_and_mappings() -> None:
    query = "iids[]=1&iids[]=2&not[labels]=bug&a=1&a=2&files[][path]=x&files[][text]=y"
    assert parse("GET", query + "&files[][path]=z", "", b"") == {
        "iids": ["1", "2"],
        "not": {"labels": "bug"},
        "a": "2",
        "files": [{"path": "x", "text": "y"}, {"path": "z"}],
    }


def test_file_of_a_multipart_body_is_an_upload() -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="avatar"; filename="a.png"\r\n'
        b"Content-Type: image/png\r\n\r\n\x89PNG\x00\r\n--b--\r\n"
    )
    params = parse("POST", "", "multipart/form-data; boundary=b", body)
    assert params == {"avatar": Upload("a.png", "image/png", b"\x89PNG\x00")}


@pytest.mark.parametrize(
    ("content_type", "body", "status", "answer"),
    [
        ("application/json", b"{", 400, {"error": "Invalid JSON format"}),
        ("application/json", b'"\xff"', 400, {"error": "Invalid JSON format"}),
        ("application/json", b"[" * 33 + b"]" * 33, 400, {"error": "Parameters nested too deeply"}),
        ("application/json", b"[" * 9999, 400, {"error": "Parameters nested too deeply"}),
        ("application/json", rb'{"a": ["\u0000"]}', 400, "Bad Request"),
        ("application/json", rb'{"a": "\ud800"}', 400, "Bad Request"),
        ("application/x-www-form-urlencoded", b"a=%00", 400, "Bad Request"),
        ("application/x-www-form-urlencoded", b"a=%ff", 400, "Bad Request"),
        ("application/x-www-form-urlencoded", b"a=100%", 400, "Bad Request"),
        ("application/x-www-form-urlencoded", b"a" + b"[b]" * 33 + b"=1", 400, "Bad Request"),
        (
            "multipart/form-data; boundary=b",
            b"--b\nContent-Type: multipart/mixed; boundary=c\n\n--c\n\n--c--\n--b--\n",
            400,
            "Bad Request",
        ),
        (
            "text/plain",
            b"a=1",
            415,
            {"error": "The provided content-type 'text/plain' is not supported."},
        ),
        ("", b"a=1", 400, {"error": "Invalid JSON format"}),
        ("", b"{}", 415, {"error": "The provided content-type '' is not supported."}),
    ],
    ids=repr,
)
def test_body_that_cannot_be_read_is_refused(
    content_type: str, body: bytes, status: int, answer: object
) -> None:
    with pytest.raises(Refused) as refusal:
        parse("POST", "", content_type, body)
    assert refusal.value.answer[:2] == (status, answer)


def test_body_of_a_get_counts_only_when_it_is_a_form() -> None:
    assert parse("GET", "", "application/json", b'{"a": 1}') == {}
    assert parse("GET", "", "application/x-www-form-urlencoded", b"a=1") == {"a": "1"}


@pytest.mark.parametrize("text", ["true", "T", "1", "on", "YES", True], ids=repr)
def test_spellings_of_true(text: object) -> None:
    assert validate({"x": text}, [Param("x", "bool")]) == {"x": True}


@pytest.mark.parametrize("text", ["maybe", 2, [True], {"a": 1}])
def test_what_is_no_boolean(text: object) -> None:
    assert faults({"x": text}, Param("x", "bool")) == "x is invalid"


@pytest.mark.parametrize("text", ["1.5", 1.5, "x", True, [1]], ids=repr)
def test_what_is_no_integer(text: object) -> None:
    assert faults({"x": text}, Param("x", "int")) == "x is invalid"


def test_lists_are_coerced_item_by_item() -> None:
    declared = [Param("ids", "list[int]"), Param("labels", "list[str]", style="comma")]
    sent = {"ids": ["1", 2], "labels": "bug, docs"}
    assert validate(sent, declared) == {"ids": [1, 2], "labels": ["bug", "docs"]}


def test_value_outside_a_closed_set_is_refused() -> None:
    declared = Param("sort", "Literal['asc', 'desc']")
    assert validate({"sort": "asc"}, [declared]) == {"sort": "asc"}
    assert faults({"sort": "up"}, declared) == "sort does not have a valid value"


def test_faults_are_listed_in_the_order_of_declaration() -> None:
    declared = (
        Param("id", "int"),
        Param("target", "int", required=True, blank=False),
        Param("name", required=True),
    )
    assert faults({"id": "a/b"}, *declared) == (
        "id is invalid, target is missing, target is empty, name is missing"
    )


def test_exclusive_parameters_are_refused_together() -> None:
    both = {"a": 1, "b": 2}
    text = faults(both, Param("a", "int"), Param("b", "int"), exclusive=[("a", "b")])
    assert text == "a, b are mutually exclusive"


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        ({"per_page": "0"}, "per_page has a value not allowed"),
        ({"per_page": "-1"}, "per_page does not have a valid value"),
        ({"page": "0"}, "page does not have a valid value"),
        ({"page": "x", "per_page": "y"}, "page is invalid, per_page is invalid"),
    ],
)
def test_paging_parameters(sent: dict[str, str], text: str) -> None:
    assert faults(sent, *PAGING) == text


def test_unknown_parameters_are_left_out_and_defaults_filled_in() -> None:
    assert validate({"x": 1}, PAGING) == {"page": 1, "per_page": 20}
