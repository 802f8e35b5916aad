"""The default timeout: a float, as scripts expect of `gl.timeout`, that stands for two limits."""

from __future__ import annotations


class DefaultTimeout(float):
    """10 seconds to connect, 60 between two reads. Recognised by identity, never by value."""

    connect_seconds = 10.0
    read_seconds = 60.0

    def __reduce__(self) -> str:
        # Copied and unpickled clients must still hold this very object.
        return "DEFAULT_TIMEOUT"


DEFAULT_TIMEOUT = DefaultTimeout(DefaultTimeout.read_seconds)
