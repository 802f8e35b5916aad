"""Texts that mean true and false."""

from __future__ import annotations

from pathlib import Path

import pytest

from gitlab._booleans import boolean, boolean_or_path
from gitlab.config import GitlabConfigParser, GitlabDataError


@pytest.mark.parametrize(
    ("text", "meant"),
    [("1", True), ("Yes", True), ("ON", True), (" true ", True), ("0", False), ("No", False)],
)
def test_words_mean_the_same_everywhere(text: str, meant: bool) -> None:
    assert boolean(text) is meant
    assert boolean_or_path(text) is meant


@pytest.mark.parametrize("text", ["", " ", "maybe", "2"])
def test_other_words_mean_neither(text: str) -> None:
    with pytest.raises(ValueError, match=r"true"):
        boolean(text)


def test_certificates_are_not_left_unchecked_by_an_empty_text(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="empty"):
        boolean_or_path("")
    file = tmp_path / "gitlab.cfg"
    file.write_text("[one]\nurl = https://gitlab.example.com\nssl_verify =\n")
    with pytest.raises(GitlabDataError, match=r"Cannot read ssl_verify of section 'one': it is"):
        GitlabConfigParser("one", [str(file)])
