"""A GitLab for tests, embedded: stateful, without network, gone when it is closed.

from gitlab.sandbox import Sandbox

with Sandbox(seed="demo") as box:
    gl = box.client()
    gl.projects.list()
"""

from __future__ import annotations

from gitlab.sandbox.box import Sandbox

__all__ = ["Sandbox"]
