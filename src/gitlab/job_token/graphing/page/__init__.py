"""The access graph as one HTML page that needs nothing else: no server, no network, no WebGL."""

from __future__ import annotations

import html
import json
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources import files

from gitlab.job_token.auditing.report import Finding, scope_of
from gitlab.job_token.graphing.exports import document
from gitlab.job_token.state import Fleet

__all__ = ["as_html"]


def as_html(fleet: Fleet, findings: Iterable[Finding] = ()) -> str:
    """The page: a map of the groups, a table of the projects, who gets in and where they get.

    `findings` are those of an audit, to be filtered by.
    """
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        rules[finding.project].append(finding.rule)
    # Inside a script element only this could end it early.
    data = json.dumps(document(fleet, rules), separators=(",", ":")).replace("<", "\\u003c")
    own = files("gitlab.job_token.graphing.page")
    page = own.joinpath("page.html").read_text("utf-8")
    for name, text in (
        ("title", html.escape(f"Job token access to {scope_of(fleet)}")),
        ("style", own.joinpath("page.css").read_text("utf-8")),
        ("script", own.joinpath("page.js").read_text("utf-8")),
        ("data", data),
    ):
        page = page.replace(f"@{name}@", text)
    return page
