"""The pytest plugin, as suites meet it: each test here runs a suite of its own."""

from __future__ import annotations

import json
import time
from importlib.metadata import entry_points

import pytest

from gitlab.sandbox import Sandbox

pytest_plugins = ["pytester"]

FRESH = """
def test_one(gitlab_client):
    gitlab_client.projects.create({"name": "app"})

def test_two(gitlab_client):
    assert gitlab_client.projects.list(get_all=True) == []
    gitlab_client.projects.create({"name": "app"})
"""

MARKED = """
import pytest

SEED = {
    "users": [{"username": "mary"}],
    "projects": [{"id": 7, "full_path": "mary/notes"}],
}
pytestmark = [pytest.mark.gitlab_seed(SEED), pytest.mark.gitlab_user("mary")]

def test_the_module_says_what_is_there(gitlab_client):
    gitlab_client.auth()
    assert gitlab_client.user.username == "mary"
    assert gitlab_client.projects.get(7).path == "notes"

@pytest.mark.gitlab_version("17.11")
def test_a_test_says_the_version(gitlab_client):
    assert gitlab_client.version()[0] == "17.11.0"

@pytest.mark.gitlab_seed("demo")
@pytest.mark.gitlab_user("root")
def test_the_nearest_marker_counts(gitlab_client):
    assert gitlab_client.groups.get("acme")
"""

ASYNC = """
import pytest

@pytest.mark.anyio
@pytest.mark.gitlab_seed("demo")
async def test_it(gitlab_async_client, gitlab_client):
    project = await gitlab_async_client.projects.create({"name": "app"})
    assert gitlab_client.projects.get(project.id).name == "app"
"""


SERVED = """
import gitlab
import pytest

@pytest.mark.parametrize("time", [1, 2])
def test_one_server_for_all(gitlab_sandbox, time):
    gl = gitlab.Gitlab(gitlab_sandbox.url, private_token=gitlab_sandbox.token)
    assert gl.projects.list() == []
    gl.projects.create({"name": "app"})
"""

CLOSING = """
import pytest

@pytest.mark.parametrize("time", [1, 2])
def test_a_closed_sandbox_is_made_anew(gitlab_sandbox, time):
    gitlab_sandbox.client().projects.list(get_all=False)
    gitlab_sandbox.close()
"""


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """The suites inside are not to be told of the one outside."""
    for name in ("PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER"):
        monkeypatch.delenv(name, raising=False)


def test_fixtures_give_each_test_its_gitlab(pytester: pytest.Pytester) -> None:
    suites = {
        "fresh": FRESH,
        "marked": MARKED,
        "awaits": ASYNC,
        "served": SERVED,
        "closes": CLOSING,
    }
    pytester.makepyfile(**{f"test_{name}": text for name, text in suites.items()})
    done = pytester.runpytest_subprocess("-W", "error", "--strict-markers")
    done.assert_outcomes(passed=11)  # of which the async one twice, on asyncio and trio


def test_a_marker_without_a_value_is_told(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.gitlab_seed()
        def test_it(gitlab_sandbox): ...
        """
    )
    done = pytester.runpytest_subprocess()
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*give the marker gitlab_seed one value*"])


def test_the_settings_of_a_suite_say_seed_and_version(pytester: pytest.Pytester) -> None:
    pytester.makeini("[pytest]\ngitlab_seed = demo\ngitlab_version = 18.11\n")
    pytester.makepyfile(
        """
        def test_it(gitlab_client):
            assert gitlab_client.groups.get("acme")
            assert gitlab_client.version()[0] == "18.11.0"
        """
    )
    pytester.runpytest_subprocess("-W", "error").assert_outcomes(passed=1)


@pytest.mark.parametrize("workers", ["0", "2"])
def test_endpoints_are_reported_from_one_process_or_several(
    pytester: pytest.Pytester, workers: str
) -> None:
    pytester.makepyfile(FRESH)
    done = pytester.runpytest_subprocess(
        "-n", workers, "--gitlab-endpoints", "--gitlab-endpoints-file", "used.json"
    )
    done.assert_outcomes(passed=2)
    done.stdout.fnmatch_lines(["*1 in *1 tests  GET /projects", "*2 in *2 tests  POST /projects"])
    name = "test_endpoints_are_reported_from_one_process_or_several.py"
    assert json.loads((pytester.path / "used.json").read_text()) == {
        f"{name}::test_one": {"POST /projects": 1},
        f"{name}::test_two": {"GET /projects": 1, "POST /projects": 1},
    }


def test_a_suite_without_the_fixtures_loads_no_sandbox(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import sys

        def test_it():
            loaded = [name for name in sys.modules if name.startswith("gitlab.")]
            assert set(loaded) <= {"gitlab._version", "gitlab.testing", "gitlab.testing.plugin"}
        """
    )
    pytester.runpytest_subprocess("-W", "error").assert_outcomes(passed=1)


def test_pytest_finds_the_plugin_where_the_package_is_installed() -> None:
    (found,) = entry_points(group="pytest11", name="gitlab_sandbox")
    assert found.value == "gitlab.testing.plugin"


def test_going_back_to_the_seed_takes_less_than_a_millisecond() -> None:
    with Sandbox(seed="demo") as box:
        taken: list[float] = []
        for number in range(20):
            box.client().projects.create({"name": f"app {number}"})
            started = time.perf_counter()
            box.reset()
            taken.append(time.perf_counter() - started)
        assert min(taken) < 0.001
