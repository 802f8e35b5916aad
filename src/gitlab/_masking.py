"""The logging formatter of `gitlab.utils`, apart from it: logging is dear to import."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from gitlab._core.masking import MASK, mask_secrets

if TYPE_CHECKING:
    from typing import Literal


class MaskingFormatter(logging.Formatter):
    """Writes `[MASKED]` for the given text and for whatever looks like a GitLab credential."""

    def __init__(
        self,
        fmt: str | None = logging.BASIC_FORMAT,
        datefmt: str | None = None,
        style: Literal["%", "{", "$"] = "%",
        validate: bool = True,
        masked: str | None = None,
    ) -> None:
        super().__init__(fmt, datefmt, style, validate)
        self._masked = masked

    def format(self, record: logging.LogRecord) -> str:
        text = super().format(record)
        if self._masked:
            text = text.replace(self._masked, MASK)
        return mask_secrets(text)


# Its public home, where pickles and help() look for it.
MaskingFormatter.__module__ = "gitlab.utils"
