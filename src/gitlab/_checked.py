"""Names of parameters that nobody described: probably a slip of the pen.

GitLab ignores what it does not know, so a misspelt filter would list everything and a misspelt
attribute would be lost in silence. A name close to a described one is warned about. Others may be
newer than this package: only a strict client refuses them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from gitlab._core.values import Options
from gitlab._listing import CONSUMED
from gitlab.utils import warn

if TYPE_CHECKING:
    from types import CodeType, FrameType

    from gitlab._settings import ClientSettings

EVERYWHERE = frozenset(
    {
        *Options._fields,
        *CONSUMED,
        *("sudo", "query_parameters", "path"),
        *("page", "per_page", "pagination", "order_by", "sort", "cursor", "id_after", "id_before"),
    }
)
_CLOSE = 0.8
# `name_regex_keep` is no slip for `name_regex_delete`, nor `before` for `id_before`.
_CLOSER = 0.85
_PACKAGE = __file__.rpartition("_checked")[0]


def check_names(
    client: ClientSettings, operation: str, given: Iterable[Any], known: Collection[str]
) -> None:
    """Warn of names in `given` that look like misspelt ones of `known`.

    Raises AttributeError for every unknown name when the client is strict.
    """
    if not known:
        return
    for name in given:
        bare = str(name).partition("[")[0]
        if bare in known or bare in EVERYWHERE:
            continue
        meant = _closest(bare, frozenset(known))
        if not (meant or client.strict):
            continue
        text = f"{operation} takes no {name!r}" + (f": did you mean {meant!r}?" if meant else "")
        if client.strict:
            raise AttributeError(text)
        warn(text, category=UserWarning)


def check_keywords(client: ClientSettings, given: Mapping[str, Any]) -> None:
    """Warn of keyword arguments that look like misspelt ones of the method that was called.

    They go to GitLab as the query, whatever they are: what is not close to a name that the method
    has, or that steers any call, may be a parameter of GitLab's.
    """
    unknown = [name for name in given if name.partition("[")[0] not in EVERYWHERE]
    if not unknown or "query_parameters" in given:
        return
    frame = _called()
    takes = _names_of(frame.f_code)
    for name in unknown:
        meant = name not in takes and _closest(name, takes, _CLOSER)
        if meant:
            owner = type(frame.f_locals.get("self")).__name__
            text = f"{owner}.{frame.f_code.co_name}() takes no {name!r}: did you mean {meant!r}?"
            if client.strict:
                raise AttributeError(text)
            warn(text, category=UserWarning)


def _called() -> FrameType:
    """The method of this package that the caller's own code called."""
    import sys

    frame = sys._getframe()
    while frame.f_back is not None and frame.f_back.f_code.co_filename.startswith(_PACKAGE):
        frame = frame.f_back
    return frame


@lru_cache(maxsize=1024)
def _names_of(code: CodeType) -> frozenset[str]:
    """What a method takes, and what any call takes that is long enough to be recognized."""
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    # `from_` stands for what Python has for itself.
    own = {name.removesuffix("_") for name in names} - {"self"}
    return frozenset({*own, *(name for name in EVERYWHERE if len(name) > 4)})


@lru_cache(maxsize=1024)
def _closest(name: str, known: frozenset[str], close: float = _CLOSE) -> str | None:
    """A name that is not described is asked for again and again, in loops."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, n=1, cutoff=close)), None)
