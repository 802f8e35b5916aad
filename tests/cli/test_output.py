"""How results are written."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from gitlab import Gitlab
from gitlab.base import RESTManager, RESTObject
from gitlab.cli import output
from gitlab.cli.output import Printer, printer, write


class Thing(RESTObject):
    _repr_attr = "full_name"


class Nameless(RESTObject):
    _id_attr = None


class ThingManager(RESTManager[Thing]):
    _path = "/things"


MANAGER = ThingManager(Gitlab("http://127.0.0.1:1"))
PLAIN = Thing(MANAGER, {"id": 1, "full_name": "one", "parts": {"b": 1, "a_b": {"c": None}}})
LONG = Thing(MANAGER, {"id": 2, "full_name": "x" * 100})


def written(capsys: pytest.CaptureFixture[str], result: Any, to: Printer) -> str:
    write(result, to)
    return capsys.readouterr().out


def legacy(*, verbose: bool = False) -> Printer:
    return printer("legacy", [], verbose=verbose)


def test_legacy_shows_id_and_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, PLAIN, legacy()) == "id: 1\nfull-name: one\n"


def test_legacy_cuts_the_name_at_79_characters(capsys: pytest.CaptureFixture[str]) -> None:
    line = written(capsys, LONG, legacy()).splitlines()[1]
    assert len(line) == 79
    assert line.endswith("xxx...")


def test_legacy_says_that_an_object_has_neither(capsys: pytest.CaptureFixture[str]) -> None:
    out = written(capsys, Nameless(MANAGER, {"a": 1}), legacy())
    assert "No default fields to show" in out
    assert out.count("\n") == 1


def test_verbose_indents_nested_dicts_by_two(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, PLAIN, legacy(verbose=True)) == (
        "full-name: one\nid: 1\nparts:\n  a-b:\n    c: None\n  b: 1\n"
    )


def test_dict_is_written_like_a_verbose_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, {"b_c": 2, "a": 1}, legacy()) == "a: 1\nb-c: 2\n"


@pytest.mark.parametrize("kind", ["legacy", "json", "yaml", "table"])
def test_text_and_bytes_are_written_as_they_are(
    capfdbinary: pytest.CaptureFixture[bytes], kind: str
) -> None:
    write(b"\xff\x00", printer(kind, [], verbose=False))
    write("text", printer(kind, [], verbose=False))
    sys.stdout.flush()
    assert capfdbinary.readouterr().out == b"\xff\x00text\n"


def test_nothing_is_written_for_no_result(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, None, printer("json", [], verbose=False)) == ""


def test_json_list_is_one_document(capsys: pytest.CaptureFixture[str]) -> None:
    out = written(capsys, iter([PLAIN, LONG]), printer("json", ["id"], verbose=False))
    assert out == '[{"id": 1}, {"id": 2}]\n'


def test_empty_json_list_is_a_document_too(capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(written(capsys, [], printer("json", [], verbose=False))) == []


def test_json_list_is_written_as_it_comes(capsys: pytest.CaptureFixture[str]) -> None:
    def items() -> Iterator[RESTObject]:
        yield PLAIN
        sys.stdout.flush()
        assert '"id": 1' in capsys.readouterr().out
        yield LONG

    write(items(), printer("json", [], verbose=False))


def test_yaml_is_in_block_style(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("yaml")
    out = written(capsys, [PLAIN], printer("yaml", ["id", "full_name"], verbose=False))
    assert out == "- full_name: one\n  id: 1\n"


def test_yaml_without_its_package_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(SystemExit) as end:
        printer("yaml", [], verbose=False)
    assert end.value.code == 1
    assert "gitlabkit[yaml]" in capsys.readouterr().err


def test_table_is_aligned_text_off_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    out = written(capsys, [PLAIN, LONG], printer("table", ["id", "full_name"], verbose=False))
    assert out.splitlines()[:2] == ["id  full_name", "1   one"]


def test_table_of_nothing_is_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert written(capsys, [], printer("table", [], verbose=False)) == ""


def test_table_lets_no_control_characters_through(capsys: pytest.CaptureFixture[str]) -> None:
    evil = Thing(MANAGER, {"id": 3, "full_name": "\x1b[2Jgone"})
    assert "\x1b" not in written(capsys, evil, printer("table", [], verbose=False))


def test_table_is_drawn_by_rich_on_a_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rich")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert "┃" in written(capsys, [PLAIN], printer("table", ["id"], verbose=False))


def test_objects_are_not_copied_to_be_written() -> None:
    fields = output.fields_of(PLAIN, [])
    assert isinstance(fields, dict)
    assert fields["parts"] is PLAIN._attrs["parts"]
