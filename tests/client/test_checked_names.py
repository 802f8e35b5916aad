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
