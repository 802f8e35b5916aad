"""The rules of `gen_async` and `gen_tests_sync`, each on a source of a few lines."""

from __future__ import annotations

import ast
import sys
from pathlib import Path
from textwrap import dedent

import pytest

import _generated
import gen_async
import gen_tests_sync
from _generated import Edits, Refused

OBJECTS = "gitlab.v4.objects"


def twin(source: str, module: str = "") -> str:
    return gen_async.translate(dedent(source), "x.py", module)


def method(source: str) -> str:
    """The async text of a class body."""
    body = "class X:\n" + "".join(f"    {line}\n" for line in dedent(source).strip().split("\n"))
    return twin(body).partition("class X:\n")[2]


class TestColour:
    def test_a_method_that_blocks_becomes_async_and_awaits(self) -> None:
        text = method("""
            def star(self) -> None:  # a comment stays
                é = "é"; self._run(self._call("POST", "/star"))
        """)
        assert "    async def star(self) -> None:  # a comment stays\n" in text
        assert '        é = "é"; await self._run(self._call("POST", "/star"))\n' in text

    @pytest.mark.parametrize(
        "call",
        [
            "self._run(call)",
            "self.gitlab._run(call)",
            "self.manager.gitlab._run(call)",
            "self.manager.update(1)",
            "super().create(data)",
        ],
    )
    def test_it_blocks_through_run_the_manager_and_the_parent(self, call: str) -> None:
        assert f"return await {call}" in method(f"def act(self):\n    return {call}")

    @pytest.mark.parametrize(
        "call", ["super().asdict()", "super()._changes()", "self.manager._get(1)", "other._run(1)"]
    )
    def test_what_asks_no_server_stays_plain(self, call: str) -> None:
        source = f"def act(self):\n    return {call}"
        assert method(source).split() == source.split()

    @pytest.mark.parametrize(
        ("expression", "awaited"),
        [
            ("self._run(call)['x']", "(await self._run(call))['x']"),
            ("self._run(call).x", "(await self._run(call)).x"),
            ("self._run(call)()", "(await self._run(call))()"),
            ("f(self._run(call))", "f(await self._run(call))"),
            ("not self._run(call)", "not await self._run(call)"),
        ],
    )
    def test_an_operand_is_put_in_parentheses(self, expression: str, awaited: str) -> None:
        assert f"return {awaited}" in method(f"def act(self):\n    return {expression}")

    def test_overloads_take_the_colour_of_what_they_describe(self) -> None:
        text = method("""
            @overload
            def act(self, x: int) -> int: ...
            @overload
            def act(self, x: str) -> str: ...
            def act(self, x: int | str) -> int | str:
                return self._run(x)
        """)
        assert text.count("async def act") == 3

    def test_a_flow_has_no_colour(self) -> None:
        source = "def _act(self):\n    item = yield from ask(self._call('GET'))\n    return item"
        assert method(source).split() == source.split()

    def test_a_context_manager_is_always_async(self) -> None:
        text = method("""
            def __enter__(self):
                return self
            def __exit__(self, *args):
                self._run(args)
        """)
        assert "async def __aenter__" in text
        assert "async def __aexit__" in text

    @pytest.mark.parametrize(
        ("source", "rule"),
        [
            ("def act(self):\n    self._run(1)\n    self._run(2)", "write it as a flow"),
            ("def act(self):\n    return [self._run(x) for x in y]", "nested scope"),
            ("def act(self):\n    return lambda: self._run(1)", "nested scope"),
            ("def _act(self):\n    yield self._run(1)", "a flow yields its calls"),
            ("@property\ndef act(self):\n    return self._run(1)", "a property cannot block"),
            ("def __len__(self):\n    return self._run(1)", "cannot be awaited"),
            ("def act(self) -> list[int]:\n    x = self._run_list(1)", "return the list as it is"),
            ("def act(self) -> int:\n    return self._run_list(1)", "to be found"),
            ("def act(self):\n    return self._run_list(1)", "needs a return annotation"),
        ],
    )
    def test_what_has_no_twin_is_refused_with_file_and_line(self, source: str, rule: str) -> None:
        with pytest.raises(Refused, match=rf"^x\.py:\d+: .*{rule}"):
            method(source)


class TestLists:
    def test_a_list_method_stays_plain_and_answers_a_list_call(self) -> None:
        text = method("""
            @overload
            def list(self, *, iterator: Literal[True]) -> RESTObjectList[T]: ...
            @overload
            def list(self, *, iterator: bool = False) -> builtins.list[T]: ...
            def list(self, *, iterator: bool = False) -> RESTObjectList[T] | builtins.list[T]:
                return self._run_list(listing(self.path))
        """)
        assert "async" not in text
        assert "-> ListCall[RESTObjectList[T], T]: ..." in text
        assert "-> ListCall[builtins.list[T], T]: ..." in text
        assert "-> ListCall[RESTObjectList[T] | builtins.list[T], T]:" in text

    def test_the_items_of_a_list_of_dicts_are_found(self) -> None:
        text = method("""
            def refs(self) -> GitlabList | list[dict[str, Any]]:
                return super().list()
        """)
        assert "-> ListCall[GitlabList | list[dict[str, Any]], dict[str, Any]]:" in text

    def test_list_call_is_imported_for_type_checkers_alone_where_that_is_done(self) -> None:
        text = twin("""
            from a import b

            if TYPE_CHECKING:
                from c import d

            class X:
                def list(self) -> list[int]:
                    return self._run_list(b, d)
        """)
        assert f"    from c import d\n    {gen_async.LIST_CALL}\n" in text

    def test_a_list_of_what_only_the_caller_knows_is_open(self) -> None:
        text = method("def _run_list(self, asked) -> L:\n    return self.gitlab._run_list(asked)")
        assert "    def _run_list(self, asked) -> ListCall[Any, Any]:" in text


class TestNames:
    def test_imports_lead_to_the_twins(self) -> None:
        text = twin("""
            import gitlab.base
            from gitlab import exceptions as exc
            from gitlab.client import Gitlab
            from gitlab.v4.objects.issues import ProjectIssue as Issue
            gitlab.base, exc, Gitlab, Issue
        """)
        assert "import gitlab.aio.base\n" in text
        assert "from gitlab import exceptions as exc\n" in text
        assert "from gitlab.aio.client import AsyncGitlab\n" in text
        assert "from gitlab.aio.objects.issues import ProjectIssue as Issue\n" in text

    def test_a_module_is_imported_by_its_whole_name(self) -> None:
        with pytest.raises(Refused, match="name the whole module"):
            twin("from gitlab import base")

    def test_quoted_annotations_and_module_names_in_strings_follow(self) -> None:
        text = twin("""
            __all__ = ["Gitlab"]
            home = f"gitlab.v4.objects.{name}"
            def of(gl: "Gitlab | None") -> "Gitlab":
                return cast("Gitlab", gl)
        """)
        assert '__all__ = ["AsyncGitlab"]' in text
        assert 'f"gitlab.aio.objects.{name}"' in text
        assert 'def of(gl: "AsyncGitlab | None") -> "AsyncGitlab":' in text
        assert 'cast("AsyncGitlab", gl)' in text

    def test_prose_is_left_alone(self) -> None:
        source = '"""Gitlab is where Gitlab is."""\nx = "Gitlab"  # Gitlab\n'
        assert twin(source) == source


class TestSharedNames:
    SOURCE = '''
        """Weather."""

        from __future__ import annotations

        from typing import TYPE_CHECKING, Literal, Required, TypedDict

        from gitlab.base import RESTObject
        from gitlab.types import Image

        if TYPE_CHECKING:
            from collections.abc import Mapping

        __all__ = ["Weather", "WeatherCreate"]

        Sky = Literal["blue", "grey"]


        # What GitLab takes.
        class WeatherCreate(TypedDict, total=False):
            sky: Required[Sky]
            picture: Annotated[bytes, Image]
            cloud: Mapping[str, int]


        WeatherFilters = TypedDict("WeatherFilters", {"in": str}, total=False)


        class WeatherOf(TypedDict):
            what: RESTObject


        class Weather(RESTObject):
            """What the sky looks like."""

            kind: Sky
            filters: WeatherFilters
    '''

    def test_parameters_and_closed_sets_come_from_the_sync_file(self) -> None:
        text = twin(self.SOURCE, f"{OBJECTS}.weather")
        shared = f"from {OBJECTS}.weather import Sky, WeatherCreate, WeatherFilters\n"
        assert shared in text
        assert "class WeatherCreate" not in text
        assert "What GitLab takes" not in text

    def test_what_speaks_of_objects_has_a_colour_and_is_repeated(self) -> None:
        assert "class WeatherOf(TypedDict):" in twin(self.SOURCE, f"{OBJECTS}.weather")

    def test_imports_that_nothing_needs_any_more_are_dropped(self) -> None:
        text = twin(self.SOURCE, f"{OBJECTS}.weather")
        assert "from typing import TypedDict\n" in text
        assert "Image" not in text
        assert "TYPE_CHECKING" not in text
        ast.parse(text)

    def test_layout_around_what_is_dropped_stays(self) -> None:
        text = twin(self.SOURCE, f"{OBJECTS}.weather")
        assert '__all__ = ["Weather", "WeatherCreate"]\n\n\nclass WeatherOf' in text

    def test_shared_names_of_other_files_are_not_looked_for_in_their_twins(self) -> None:
        here = "from gitlab.v4.objects.b import B, BCreate\nclass A(B):\n    made: BCreate\n"
        there = (
            "from gitlab.base import RESTObject\n"
            "class BCreate(TypedDict): ...\n"
            "class B(RESTObject): ...\n"
        )
        trees = {f"{OBJECTS}.a": ast.parse(here), f"{OBJECTS}.b": ast.parse(there)}
        shared = gen_async.colourless(trees)
        assert shared == {f"{OBJECTS}.a": frozenset(), f"{OBJECTS}.b": {"BCreate"}}
        text = gen_async._Translation(here, "a.py", f"{OBJECTS}.a", shared).text()
        assert "from gitlab.aio.objects.b import B\n" in text
        assert "from gitlab.v4.objects.b import BCreate\n" in text

    def test_a_file_of_shared_names_alone_needs_no_twin(self) -> None:
        tree = ast.parse('__all__ = ["Sky"]\nSky = Literal["blue"]\nclass Fields:\n    id: int\n')
        shared = gen_async.colourless({"m": tree})["m"]
        assert not gen_async.needs_twin(tree, shared)


class TestSyncTests:
    def test_async_and_await_are_taken_out(self) -> None:
        text = gen_tests_sync.translate(
            dedent("""
            import anyio
            import pytest
            from gitlab import AsyncGitlab
            from gitlab.aio.objects.projects import Project

            pytestmark = pytest.mark.anyio

            @pytest.fixture
            def anyio_backend():
                return "asyncio"

            @pytest.mark.anyio
            async def test_it(gl: AsyncGitlab) -> None:
                async with gl as client:
                    assert (await client.projects.get(1)).id == 1
                    assert [p async for p in client.projects.list()]
                    assert await anext(aiter(client.projects.list()))
                    await anyio.sleep(0)
                    await client.aclose()
            """),
            "x.py",
        )
        assert text == dedent("""
            import time
            from gitlab import Gitlab
            from gitlab.v4.objects.projects import Project

            def test_it(gl: Gitlab) -> None:
                with gl as client:
                    assert (client.projects.get(1)).id == 1
                    assert [p for p in client.projects.list()]
                    assert next(iter(client.projects.list()))
                    time.sleep(0)
                    client.close()
            """).replace("Project\n\ndef", "Project\n\n\n\ndef")

    def test_text_in_strings_stays_but_for_modules(self) -> None:
        source = 'x = "async await AsyncGitlab", "gitlab.aio.client"\n'
        expected = 'x = "async await AsyncGitlab", "gitlab.client"\n'
        assert gen_tests_sync.translate(source, "x.py") == expected

    @pytest.mark.parametrize(
        "source",
        [
            "async def test(): anyio.create_task_group()",
            "async def test(): assert f'{await x}'",
        ],
    )
    def test_what_has_no_sync_copy_is_refused(self, source: str) -> None:
        with pytest.raises(Refused, match=r"^x\.py:1: "):
            gen_tests_sync.translate(source, "x.py")


class TestDelivery:
    @pytest.fixture
    def root(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.setattr(_generated, "ROOT", tmp_path)
        return tmp_path

    def deliver(self, root: Path, *arguments: str, text: str = "new") -> int:
        sys.argv[1:] = arguments
        return _generated.deliver(lambda: {root / "a.py": text}, "gen_x.py", [root])

    @pytest.fixture(autouse=True)
    def arguments(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "argv", ["gen_x.py"])

    def test_check_names_the_stale_files_and_writes_nothing(
        self, root: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert self.deliver(root, "--check") == 1
        assert "stale: a.py" in capsys.readouterr().err
        assert not (root / "a.py").exists()

    def test_what_is_written_is_fresh(self, root: Path) -> None:
        assert self.deliver(root) == 0
        assert self.deliver(root, "--check") == 0
        assert (root / "a.py").read_text(encoding="utf-8") == "new"

    def test_a_file_whose_source_is_gone_goes_too(self, root: Path) -> None:
        orphan = root / "b.py"
        orphan.write_text(_generated.header("src/b.py", "gen_x.py"), encoding="utf-8")
        (root / "own.py").write_text("# By hand.\n", encoding="utf-8")
        self.deliver(root)
        assert not orphan.exists()
        assert (root / "own.py").exists()

    def test_a_refusal_writes_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        def refuse() -> dict[Path, str]:
            raise Refused("x.py", ast.parse("x").body[0], "write it as a flow")

        assert _generated.deliver(refuse, "gen_x.py") == 2
        assert capsys.readouterr().err == "x.py:1: write it as a flow\n"

    def test_edits_inside_a_replaced_stretch_are_dropped(self) -> None:
        edits = Edits("one two three")
        edits.replace(4, 7, "2")
        edits.replace(0, 8, "")
        edits.insert(13, "!")
        assert edits.apply() == "three!"
