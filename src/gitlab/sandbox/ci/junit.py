"""Reads JUnit reports, the way GitLab shows them.

https://docs.gitlab.com/ci/testing/unit_test_reports/
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["read_suite", "total"]

LARGEST = 10 * 2**20
"""A report with more bytes is not read."""
_STATUSES = ("success", "failed", "skipped", "error")
_OUTCOMES = {"failure": "failed", "error": "error", "skipped": "skipped"}


def read_suite(name: str, content: bytes) -> dict[str, Any]:
    """The suite of a job, from XML or gzipped XML; one that cannot be read tells why."""
    try:
        cases = [_case(case) for case in _root(content).iter("testcase")]
    except ValueError as error:
        return {**_counts([]), "name": name, "test_cases": [], "suite_error": str(error)}
    return {**_counts(cases), "name": name, "test_cases": cases, "suite_error": None}


def total(suites: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """The counts of all suites together."""
    return _counts([case for suite in suites for case in suite["test_cases"]])


def _counts(cases: list[dict[str, Any]]) -> dict[str, Any]:
    by_status = [case["status"] for case in cases]
    return {
        "total_time": round(sum(case["execution_time"] for case in cases), 6),
        "total_count": len(cases),
        **{f"{status}_count": by_status.count(status) for status in _STATUSES},
    }


def _root(content: bytes) -> Element:
    from xml.etree import ElementTree

    if content.startswith(b"\x1f\x8b"):
        unpacker = zlib.decompressobj(wbits=31)
        try:
            content = unpacker.decompress(content, LARGEST)
        except zlib.error:
            raise ValueError("JUnit data parsing failed: not gzip") from None
    if len(content) >= LARGEST:
        raise ValueError("JUnit data parsing failed: too large")
    # Entities may stand for more than anybody has memory for; reports need none.
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError("JUnit XML parsing failed: a document type is not allowed")
    try:
        return ElementTree.fromstring(content)
    except ElementTree.ParseError as error:
        raise ValueError(f"JUnit XML parsing failed: {error}") from None


def _case(case: Element) -> dict[str, Any]:
    found = next((child for child in case if child.tag in _OUTCOMES), None)
    output = None
    if found is not None:
        output = (found.text or "").strip() or found.get("message")
    elif (printed := case.find("system-out")) is not None:
        output = printed.text
    return {
        "status": "success" if found is None else _OUTCOMES[found.tag],
        "name": case.get("name"),
        "classname": case.get("classname"),
        "file": case.get("file"),
        "execution_time": _seconds(case.get("time")),
        "system_output": output,
        "stack_trace": None,
    }


def _seconds(text: str | None) -> float:
    try:
        return float(text or 0)
    except ValueError:
        return 0.0
