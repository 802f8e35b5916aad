"""Names of parameters that nobody described: probably a slip of the pen.

GitLab ignores what it does not know, so a misspelt filter would list everything and a misspelt
attribute would be lost in silence. A name close to a described one is warned about. Others may be
newer than this package: only a strict client refuses them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from gitlab._core.values import Options
from gitlab._listing import CONSUMED
from gitlab.utils import warn

if TYPE_CHECKING:
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
        meant = _closest(bare, known)
        if not (meant or client.strict):
            continue
        text = f"{operation} takes no {name!r}" + (f": did you mean {meant!r}?" if meant else "")
        if client.strict:
            raise AttributeError(text)
        warn(text, category=UserWarning)


def _closest(name: str, known: Collection[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, n=1, cutoff=_CLOSE)), None)
