"""An empty GitLab, and its administrator's client."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gitlab import Gitlab
from gitlab.sandbox import Sandbox


@pytest.fixture
def gl() -> Iterator[Gitlab]:
    with Sandbox() as box:
        yield box.client()
