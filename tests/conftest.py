"""Fixtures of the whole suite: both event loops, and a GitLab to talk to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from gitlab import Gitlab
    from gitlab.sandbox import Sandbox

# How long an example takes says more of a busy machine than of the code.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")


@pytest.fixture(scope="module", params=["asyncio", "trio"])
def anyio_backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="session")
def demo() -> Iterator[Sandbox]:
    from gitlab.sandbox import Sandbox

    with Sandbox(seed="demo") as sandbox:
        yield sandbox


@pytest.fixture
def box(demo: Sandbox) -> Sandbox:
    """A sandbox GitLab with the demo seed as it was planted, in this process."""
    demo.reset()
    return demo


@pytest.fixture
def gl(box: Sandbox) -> Gitlab:
    """A client of the sandbox, as its administrator."""
    return box.client()
