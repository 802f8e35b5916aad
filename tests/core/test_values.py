"""Encoding, headers and pages as pure functions."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies as st

from gitlab._core import auth, encode, links, pagination
from gitlab._core.values import CaseInsensitiveDict, Options, Response

BASE = "https://gitlab.example.com/api/v4"


@pytest.mark.parametrize(
    ("query", "sent"),
    [
        ({"a": True, "b": None, "c": 1}, "a=True&c=1"),
        ({"labels[]": ["x", "y"]}, "labels%5B%5D=x&labels%5B%5D=y"),
        ({"not": {"author": "me"}}, "not%5Bauthor%5D=me"),
        ({"q": "a b&c"}, "q=a+b%26c"),
    ],
)
def test_query_values_are_written_as_gitlab_reads_them(query: dict[str, Any], sent: str) -> None:
    assert encode.url(BASE, "/things", query) == f"{BASE}/things?{sent}"


def test_later_query_parameters_replace_those_of_the_path() -> None:
    assert encode.url(BASE, "/things?page=1&x=2", {"page": 3}) == f"{BASE}/things?page=3&x=2"


def test_whole_urls_are_used_as_they_are() -> None:
    assert encode.url(BASE, "http://other/x", {}) == "http://other/x"


def test_keywords_that_steer_the_client_are_not_sent() -> None:
    query, options = encode.split_options({"timeout": 3, "sudo": "mary", "max_retries": 1})
    assert query == {"sudo": "mary"}
    assert options == Options(timeout=3, max_retries=1)


def test_query_parameters_drop_other_keywords_but_paging() -> None:
    query, _ = encode.split_options({"query_parameters": {"timeout": 1}, "x": 1, "page": 2})
    assert query == {"timeout": 1, "page": 2}


def test_a_form_has_fields_as_text_and_both_file_parts() -> None:
    content, kind = encode.multipart(
        {"public": True, "n": 1, "tags": ["a", "b"]}, {"file": ("x.txt", b"data")}
    )
    assert kind.startswith("multipart/form-data; boundary=")
    assert isinstance(content, bytes)
    text = content.decode()
    assert 'name="public"\r\n\r\n1\r\n' in text
    assert text.count('name="tags"') == 2
    assert 'name="file"; filename="x.txt"' in text
    assert 'name="avatar"\r\n\r\n\r\n' in text


def test_a_file_name_cannot_break_out_of_its_part() -> None:
    content, _ = encode.multipart({}, {"file": ('a"\r\nX-Evil: 1', b"")})
    assert isinstance(content, bytes)
    assert b"\r\nX-Evil" not in content


@given(st.dictionaries(st.text(min_size=1), st.text()))
def test_headers_are_found_in_any_case_and_keep_their_spelling(items: dict[str, str]) -> None:
    headers = CaseInsensitiveDict(items)
    last_spelling = {name.lower(): (name, value) for name, value in items.items()}
    assert dict(headers.items()) == dict(last_spelling.values())
    for name in items:
        assert headers[name.lower()] == last_spelling[name.lower()][1]
    assert headers == {name.lower(): value for name, value in headers.items()}


def test_links_are_read_by_relation_also_with_commas_in_their_urls() -> None:
    header = '<https://x/a?ids=1,2&page=2>; rel="next", <https://x/a?ids=1,2>; rel="first"'
    found = links.parse_links(header)
    assert found["next"]["url"] == "https://x/a?ids=1,2&page=2"
    assert found["first"]["url"] == "https://x/a?ids=1,2"


@given(st.text())
def test_any_link_header_is_read_without_an_error(header: str) -> None:
    links.parse_links(header)


def page_of(**headers: str) -> pagination.Page:
    named = CaseInsensitiveDict({k.replace("_", "-"): v for k, v in headers.items()})
    return pagination.read_page(Response(200, "OK", named, b"[]", f"{BASE}/p?x=1&page=1"), [])


def test_the_next_page_is_known_without_a_link_header() -> None:
    assert page_of(X_Next_Page="2").next_url == f"{BASE}/p?x=1&page=2"


def test_withheld_totals_are_none() -> None:
    page = page_of(X_Page="1", X_Next_Page="")
    assert (page.total, page.total_pages, page.next_page, page.next_url) == (None,) * 4


def test_a_page_elsewhere_is_moved_to_the_clients_own_server() -> None:
    moved = pagination.rebased(
        "http://internal:8080/gitlab/api/v4/projects?page=2", "https://gitlab.example.com"
    )
    assert moved == "https://gitlab.example.com/api/v4/projects?page=2"


def test_a_relative_root_survives_the_move() -> None:
    moved = pagination.rebased("http://internal/api/v4/projects?page=2", "https://host/gitlab")
    assert moved == "https://host/gitlab/api/v4/projects?page=2"


def test_a_credential_never_shows_its_value() -> None:
    assert "secret" not in repr(auth.private_token("secret"))
    assert "secret" not in str(auth.basic("user", "secret"))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("https://a/x", "https://A:443/y", True),
        ("https://a", "http://a", False),
        ("https://a", "https://a.evil", False),
    ],
)
def test_an_origin_is_scheme_host_and_port(one: str, other: str, same: bool) -> None:
    assert auth.same_origin(one, other) is same
