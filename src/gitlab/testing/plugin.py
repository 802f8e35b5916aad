"""The pytest plugin: a GitLab for each test, and clients of it.

pytest loads it where gitlabkit is installed; there is nothing to configure::

    def test_a_project_is_made(gitlab_client):
        project = gitlab_client.projects.create({"name": "app"})
        assert project.path_with_namespace == "root/app"

A suite that asks for none of the fixtures pays for the import of this file and for nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.aio import AsyncGitlab
    from gitlab.sandbox import Sandbox

__all__ = ["gitlab_async_client", "gitlab_client", "gitlab_sandbox"]

_SANDBOXES = pytest.StashKey[dict[str, "Sandbox"]]()
_USED = pytest.StashKey[dict[str, Counter[str]]]()
_WORKER_KEY = "gitlab_endpoints"

_MARKERS = (
    'gitlab_seed(seed): what is in the GitLab of this test: a mapping, a file, "demo" or "empty"',
    'gitlab_version(version): the version of the GitLab of this test, like "17.11"',
    "gitlab_user(user): whom the clients of this test act for, by user name or id; root otherwise",
)


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("gitlab", "a GitLab for each test")
    group.addoption(
        "--gitlab-endpoints",
        action="store_true",
        help="tell at the end which endpoints of GitLab the tests used",
    )
    group.addoption(
        "--gitlab-endpoints-file",
        metavar="FILE",
        help="write to a file, as JSON, which endpoints of GitLab each test used",
    )
    parser.addini(
        "gitlab_seed", "the seed of tests without the marker gitlab_seed", default="empty"
    )
    parser.addini("gitlab_version", "the version of tests without the marker gitlab_version")


def pytest_configure(config: pytest.Config) -> None:
    for marker in _MARKERS:
        config.addinivalue_line("markers", marker)
    config.stash[_SANDBOXES] = {}
    config.stash[_USED] = {}


def pytest_unconfigure(config: pytest.Config) -> None:
    for box in config.stash.get(_SANDBOXES, {}).values():
        box.close()


# Fixtures ----------------------------------------------------------------------------------------


@pytest.fixture
def gitlab_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    """A GitLab in this process, as the seed has it: what other tests did to it is gone.

    `gitlab_sandbox.url` starts a server on the loopback interface, `gitlab_sandbox.token` is its
    administrator's. The markers gitlab_seed and gitlab_version say what it is to be.
    """
    seed = _marked(request, "gitlab_seed") or request.config.getini("gitlab_seed")
    version = _marked(request, "gitlab_version") or request.config.getini("gitlab_version")
    box = _sandbox(request.config, seed, str(version) if version else "")
    used = request.config.stash[_USED].setdefault(request.node.nodeid, Counter())
    box.app.watch = lambda endpoint, status: used.update([endpoint])
    yield box
    box.app.watch = None


@pytest.fixture
def gitlab_client(request: pytest.FixtureRequest, gitlab_sandbox: Sandbox) -> Iterator[Gitlab]:
    """A client of `gitlab_sandbox`, for root or for the user of the marker gitlab_user."""
    with gitlab_sandbox.client(_marked(request, "gitlab_user")) as client:
        yield client


@pytest.fixture
def gitlab_async_client(request: pytest.FixtureRequest, gitlab_sandbox: Sandbox) -> AsyncGitlab:
    """The same for `await`, on whatever event loop the test runs."""
    return gitlab_sandbox.async_client(_marked(request, "gitlab_user"))


def _marked(request: pytest.FixtureRequest, name: str) -> Any:
    """The value of the nearest marker; None without one."""
    marker = request.node.get_closest_marker(name)
    if marker is None:
        return None
    if len(marker.args) != 1 or marker.kwargs:
        raise pytest.UsageError(f"give the marker {name} one value: @pytest.mark.{name}(...)")
    return marker.args[0]


def _sandbox(config: pytest.Config, seed: Any, version: str) -> Sandbox:
    """A sandbox with nothing in it but its seed, made once for each seed and version."""
    from gitlab.sandbox import Sandbox

    made = config.stash[_SANDBOXES]
    key = f"{version} {seed!r}"
    box = made.get(key)
    if box is None or box.closed:
        box = made[key] = Sandbox(seed, version=version) if version else Sandbox(seed)
    else:
        box.reset()
    return box


# The report --------------------------------------------------------------------------------------


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker of xdist hands what it saw to the process that reports."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        used = session.config.stash[_USED]
        output[_WORKER_KEY] = {test: dict(counts) for test, counts in used.items()}


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    used = node.config.stash[_USED]
    for test, counts in getattr(node, "workeroutput", {}).get(_WORKER_KEY, {}).items():
        used.setdefault(test, Counter()).update(counts)


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    used = {test: counts for test, counts in sorted(config.stash[_USED].items()) if counts}
    if file := config.getoption("gitlab_endpoints_file"):
        import json
        from pathlib import Path

        report = {test: dict(sorted(counts.items())) for test, counts in used.items()}
        Path(file).write_text(json.dumps(report, indent=2) + "\n", "utf-8")
    if config.getoption("gitlab_endpoints"):
        terminalreporter.section("endpoints of GitLab")
        requests = sum(used.values(), Counter[str]())
        tests = Counter(endpoint for counts in used.values() for endpoint in counts)
        for endpoint, count in sorted(requests.items()):
            terminalreporter.write_line(f"{count:6} in {tests[endpoint]:4} tests  {endpoint}")
