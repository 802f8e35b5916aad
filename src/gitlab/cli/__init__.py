# PYTHON_ARGCOMPLETE_OK
"""The command line: `gitlab [global options] <resource> <action> [--flags]`.

Every resource and action comes from the registry; `sandbox` and `job-token` are commands of their
own. Results go to standard output, everything else to standard error.
"""

from __future__ import annotations

import gc
import io
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from typing import Any, NoReturn

    from gitlab.base import RESTObject
    from gitlab.cli.custom import CustomAction, register_custom_action
else:

    def __getattr__(name: str) -> object:
        if name not in ("CustomAction", "register_custom_action"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from gitlab.cli import custom

        return getattr(custom, name)


__all__ = [
    "CustomAction",
    "cls_to_gitlab_resource",
    "die",
    "docs",
    "gitlab_resource_to_cls",
    "main",
    "register_custom_action",
]

_ALLOCATIONS = 20_000


def main(argv: Sequence[str] | None = None) -> None:
    """Run one command; `SystemExit` carries every status but 0."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--version"]:
        # Shell prompts and installers ask for it: no parser is made.
        from gitlab._version import __version__

        print(__version__)
        sys.exit(0)
    thresholds = gc.get_threshold()
    # What is imported stays. To search it for garbage takes a twentieth of a short command's time.
    gc.set_threshold(_ALLOCATIONS, *thresholds[1:])
    try:
        from gitlab.cli.session import run

        _write_any_text()
        run(words)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough. Python would complain once more when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    finally:
        gc.set_threshold(*thresholds)


def _write_any_text() -> None:
    """Escape what the encoding of standard output lacks, as Python does for errors."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def die(msg: str, e: BaseException | None = None, *, status: int = 1) -> NoReturn:
    """Write `msg`, or `msg (e)` and the hints of `e`, to standard error and exit."""
    print(msg if e is None else f"{msg} ({e})", file=sys.stderr)
    for hint in getattr(e, "__notes__", ()):
        print(hint, file=sys.stderr)
    sys.exit(status)


def cls_to_gitlab_resource(cls: type[RESTObject]) -> str:
    """The resource's name on the command line: `ProjectIssue` is `project-issue`."""
    from gitlab._registry import cli_name

    return cli_name(cls.__name__)


def gitlab_resource_to_cls(gitlab_resource: str, namespace: Any) -> type[RESTObject]:
    """The class in `namespace` that the command line calls `gitlab_resource`."""
    from gitlab.base import RESTObject

    wanted = gitlab_resource.replace("-", "").lower()
    for name, value in vars(namespace).items():
        if name.lower() == wanted and isinstance(value, type) and issubclass(value, RESTObject):
            return value
    raise AttributeError(f"No class of {namespace!r} is the resource {gitlab_resource!r}")


def docs() -> argparse.ArgumentParser:
    """The whole parser, for tools that write manuals from it."""
    from gitlab.cli.tree import whole_parser

    return whole_parser()
