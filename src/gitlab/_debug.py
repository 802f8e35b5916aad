"""`enable_debug()`: what scripts have called since 2013 to see the requests go by."""

from __future__ import annotations

import http.client
import logging


def log_http_exchanges(secret: str | None, *, masked: bool) -> None:
    """Send `http.client`'s debug output through the root logger, `secret` masked if so wished."""
    from gitlab.utils import MaskingFormatter

    handler = logging.StreamHandler()
    handler.setFormatter(
        MaskingFormatter(masked=secret) if masked else logging.Formatter(logging.BASIC_FORMAT)
    )
    logger = logging.getLogger()
    logger.handlers.clear()
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)

    http.client.HTTPConnection.debuglevel = 1
    connection_log = logging.getLogger("http.client")
    connection_log.setLevel(logging.DEBUG)

    def log(*words: object) -> None:
        connection_log.debug(" ".join(str(word) for word in words))

    # http.client prints; a module global of that name is what it finds first.
    http.client.print = log  # type: ignore[attr-defined]
