"""What an action downloads, in a file or on standard output."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gitlab.cli.progress import progress

if TYPE_CHECKING:
    from gitlab._stream import DownloadStream

TO_STANDARD_OUTPUT = "-"


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
