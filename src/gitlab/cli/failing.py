"""How commands fail: a sentence on standard error, and a traceback for those who debug."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from gitlab.cli import die

if TYPE_CHECKING:
    from collections.abc import Callable, Generator


@contextmanager
def failing_as(
    text: str | Callable[[Exception], str], *, debug: bool, status: int = 1
) -> Generator[None, None, None]:
    """Turn whatever goes wrong inside into `text (what went wrong)` and an exit status."""
    try:
        yield
    except BrokenPipeError:
        raise
    # The HTTP library's errors come through as they are, so there is no narrower class.
    except Exception as error:  # noqa: BLE001
        if debug:
            import traceback

            traceback.print_exc()
        die(text if isinstance(text, str) else text(error), error, status=status)
