"""A small GitLab for queries."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from gitlab.sandbox import Sandbox
from tests.sandbox.small import SEED


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(seed=SEED) as sandbox:
        yield sandbox
