"""A request as the application reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from gitlab.sandbox.params import parse

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

    @classmethod
    def read(
        cls, method: str, target: str, headers: Mapping[str, str], body: bytes, base_url: str
    ) -> ApiRequest:
        parts = urlsplit(target)
        params = parse(parts.query, headers.get("content-type", ""), body)
        return cls(method, parts.path, parts.query, headers, params, base_url)
