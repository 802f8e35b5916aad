"""Whether a mock stands where `requests` would send."""

from __future__ import annotations

import sys


def is_mocked() -> bool:
    """Whether somebody replaced the methods through which `requests` sends.

    `responses`, requests-mock and tests of their own do that.
    """
    if (requests := sys.modules.get("requests")) is None:
        return False
    ways = (
        requests.Session.request,
        requests.Session.send,
        requests.Session.get_adapter,
        requests.adapters.HTTPAdapter.send,
    )
    return any(not str(getattr(way, "__module__", "")).startswith("requests.") for way in ways)
