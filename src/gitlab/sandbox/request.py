"""A request as the rules see it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

__all__ = ["ApiRequest"]


class ApiRequest(NamedTuple):
    """A request below `/api/v4`; `path` is raw (`%2F` stays), header names are in lower case."""

    method: str
    path: str
    query: str
    headers: Mapping[str, str]
    params: Mapping[str, Any]
    """Everything sent, in the query or in the body, as it came."""
    base_url: str
    """The external URL of the instance."""
    body: bytes = b""
