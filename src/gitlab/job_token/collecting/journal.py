"""What a collection has read so far, on disk: an interrupted one goes on from there.

A line of JSON for each project, appended when it is read. A line that a kill cut short is read
again from GitLab.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gitlab.exceptions import GitlabParsingError
from gitlab.job_token.state import ProjectState, _project_dict, _project_state

__all__ = ["Journal"]


class Journal:
    """The journal of one collection. `about` tells it from others: it is the file's first line."""

    def __init__(self, path: str | Path, about: Mapping[str, Any]) -> None:
        self._path = Path(path)
        self.states: dict[int, ProjectState] = {}
        """What was read before, by project id."""
        lines = self._whole_lines()
        if not lines:
            self._path.write_bytes(_line(about))
            return
        try:
            if json.loads(lines[0]) != about:
                raise GitlabParsingError(
                    f"{path} belongs to another collection ({lines[0].decode()}): "
                    "remove it to start anew, or name another file"
                )
            for line in lines[1:]:
                state = _project_state(**json.loads(line))
                self.states[state.id] = state
        except (ValueError, TypeError, KeyError) as error:
            raise GitlabParsingError(
                f"{path} is no journal of a collection, or a damaged one ({error}): "
                "remove it to start anew"
            ) from None

    def add(self, state: ProjectState) -> None:
        """Keep what was read now. A project with an error is left out, to be tried again."""
        if state.error is None:
            with self._path.open("ab") as file:
                file.write(_line(_project_dict(state)))

    def remove(self) -> None:
        """Delete the file: the collection is complete."""
        self._path.unlink(missing_ok=True)

    def _whole_lines(self) -> list[bytes]:
        """All lines that were written to their end; the rest is cut off."""
        if not self._path.exists():
            return []
        content = self._path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            with self._path.open("r+b") as file:
                file.truncate(len(whole))
        return whole.splitlines()


def _line(data: Mapping[str, Any]) -> bytes:
    return json.dumps(data, separators=(",", ":")).encode() + b"\n"
