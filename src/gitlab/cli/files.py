"""What an action downloads, in a file or on standard output, and what it uploads."""

from __future__ import annotations

import io
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from gitlab.cli.progress import progress

if TYPE_CHECKING:
    from collections.abc import Callable, Generator

    from gitlab._stream import DownloadStream
    from gitlab.cli.actions import Action

TO_STANDARD_OUTPUT = "-"
# Methods that upload take a path, or the content.
UPLOADS = {"path": "data", "filepath": "filedata"}


def deliver(download: DownloadStream, target: str, *, resume: bool) -> None:
    """Save a download, or write it on. A file that is there is complete."""
    if target == TO_STANDARD_OUTPUT:
        _write(download)
        return
    with progress("Downloading", in_bytes=True) as tell:
        download.save(target, progress=tell, resume=resume)


def _write(download: DownloadStream) -> None:
    with download as file:
        for chunk in file.chunks():
            sys.stdout.buffer.write(chunk)


@contextmanager
def watched(action: Action, given: dict[str, Any]) -> Generator[dict[str, Any]]:
    """The arguments of an upload, whose progress a terminal shows."""
    paths = (name for name, data in UPLOADS.items() if name in given and action.flag(data))
    name = next(paths, None)
    if name is None:
        yield given
        return
    with progress("Uploading", in_bytes=True) as tell:
        if tell is None:
            yield given
            return
        rest = {each: value for each, value in given.items() if each != name}
        with Watched(given[name], tell) as file:
            yield {**rest, UPLOADS[name]: file}


class Watched(io.FileIO):
    """A file that tells how far it was read."""

    def __init__(self, path: str, tell: Callable[[int, int | None], object]) -> None:
        super().__init__(path)
        self._told = tell
        self._size = os.fstat(self.fileno()).st_size

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(-1 if size is None else size) or b""
        self._told(self.tell(), self._size)
        return content

    def readinto(self, buffer: Any, /) -> int:
        length = super().readinto(buffer) or 0
        self._told(self.tell(), self._size)
        return length
