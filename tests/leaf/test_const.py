"""GitLab's numbers and words."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from gitlab import _version, const


def test_all_names_exist() -> None:
    assert all(hasattr(const, name) for name in const.__all__)


def test_plain_names_are_plain_values() -> None:
    assert type(const.OWNER_ACCESS) is int
    assert type(const.VISIBILITY_PRIVATE) is str
    assert const.SEARCH_SCOPE_GLOBAL_SNIPPET_TITLES == "snippet_titles"
    assert const.RETRYABLE_TRANSIENT_ERROR_CODES[-1] == 530


def test_enum_members_are_sent_as_their_values() -> None:
    assert f"{const.Visibility.PUBLIC}" == str(const.Visibility.PUBLIC) == "public"
    assert json.dumps([const.Visibility.PUBLIC, const.AccessLevel.OWNER]) == '["public", 50]'
    assert urlencode({"level": const.AccessLevel.GUEST}) == "level=10"


def test_user_agent_names_package_and_version() -> None:
    assert f"{_version.__title__}/{_version.__version__}" == const.USER_AGENT
