"""Misspelt parameters do not go by in silence."""

from __future__ import annotations

import warnings
from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.sandbox import Sandbox

MISSPELT = r"takes no 'visibilty': did you mean 'visibility'\?"


def test_a_filter_that_looks_misspelt_is_warned_about(gl: Gitlab) -> None:
    with pytest.warns(UserWarning, match=rf"ProjectManager\.list\(\) {MISSPELT}") as caught:
        gl.projects.list(visibilty="private", get_all=False)
    assert caught[0].filename == __file__


def test_an_attribute_that_looks_misspelt_is_warned_about(gl: Gitlab) -> None:
    project: Any = gl.projects.get(1)
    project.visibilty, project.description = "private", "x"
    with pytest.warns(UserWarning, match=rf"ProjectManager\.update\(\) {MISSPELT}"):
        project.save()
    wrong: Any = {"name": "x", "visibilty": "private"}
    with pytest.warns(UserWarning, match=rf"ProjectManager\.create\(\) {MISSPELT}"):
        gl.projects.create(wrong)


def test_what_may_be_newer_than_this_package_goes_through(gl: Gitlab) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        gl.projects.list(brand_new_filter=1, get_all=False, sudo="alice", timeout=3)


def test_a_strict_client_refuses_every_unknown_name(box: Sandbox) -> None:
    gl = box.client(strict=True)
    with pytest.raises(AttributeError, match=r"takes no 'brand_new_filter'$"):
        gl.projects.list(brand_new_filter=1)
    with pytest.raises(AttributeError, match=MISSPELT):
        gl.projects.list(visibilty="private")
    gl.projects.list(visibility="private", get_all=False, page=1, order_by="id")


@pytest.mark.parametrize(
    ("call", "misspelt", "meant"),
    [
        (lambda gl: gl.projects.list(get_al=True, page=1), "get_al", "get_all"),
        (lambda gl: gl.projects.list(iteratr=True, page=1), "iteratr", "iterator"),
        (lambda gl: gl.projects.get(1, timeot=5), "timeot", "timeout"),
        (lambda gl: gl.projects.get(1).repository_tree(recursiv=True), "recursiv", "recursive"),
        (lambda gl: gl.projects.get(1).languages(max_retrys=3), "max_retrys", "max_retries"),
        (lambda gl: gl.projects.get(1).users.list(serch="x"), "serch", "search"),
    ],
)
def test_keywords_that_look_misspelt_are_warned_about_at_any_method(
    gl: Gitlab, call: Any, misspelt: str, meant: str
) -> None:
    with pytest.warns(UserWarning, match=rf"{misspelt}'.* did you mean '{meant}'\?") as caught:
        call(gl)
    assert caught[0].filename == __file__


async def test_keywords_are_looked_at_without_blocking_too(box: Sandbox) -> None:
    gl = box.async_client()
    with pytest.warns(UserWarning, match=r"Project\.repository_tree\(\) takes no 'recursiv'"):
        await (await gl.projects.get(1)).repository_tree(recursiv=True)


def test_parameters_of_gitlabs_that_no_signature_has_go_through(gl: Gitlab) -> None:
    project = gl.projects.get(1, statistics=True, license=True)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        project.repository_tree(newer_than_this=1)
        gl.projects.list(query_parameters={"get_al": 1}, get_all=False)


def test_a_strict_client_refuses_a_keyword_that_looks_misspelt(box: Sandbox) -> None:
    gl = box.client(strict=True)
    with pytest.raises(AttributeError, match="did you mean 'timeout'"):
        gl.projects.get(1, timeot=5)
    assert gl.projects.get(1, statistics=True).id == 1
