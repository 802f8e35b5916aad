"""Snapshots in files: JSON, compressed where the name ends in `.gz`."""

from __future__ import annotations

import gzip
import json
import os
from contextlib import suppress
from pathlib import Path

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token.state import Fleet

__all__ = ["load", "save"]


def save(fleet: Fleet, path: str | Path) -> None:
    """Write a fleet to a file, which is the old or the new one at every moment."""
    path = Path(path)
    content = json.dumps(fleet.to_dict(), ensure_ascii=False, separators=(",", ":")).encode()
    if path.suffix == ".gz":
        content = gzip.compress(content, mtime=0)
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        with suppress(OSError):
            beside.unlink()


def load(path: str | Path) -> Fleet:
    """Read what `save` wrote.

    Raises GitlabParsingError for what is no such snapshot, OSError when it cannot be read.
    """
    content = Path(path).read_bytes()
    try:
        # By the content: a file may have been renamed.
        if content[:2] == b"\x1f\x8b":
            content = gzip.decompress(content)
        data = json.loads(content)
    except (ValueError, EOFError, gzip.BadGzipFile) as error:
        raise GitlabParsingError(f"{path} is damaged: {error}; collect it anew") from None
    return Fleet.from_dict(data)
