"""CI/CD job token access of a whole group: who gets in where, and what is wrong with it.

    from gitlab.job_token import audit, collect

    report = audit(collect(gl, group="acme"))
    for finding in report.findings:
        print(finding.project, finding.message)

https://docs.gitlab.com/ci/jobs/ci_job_token/
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gitlab.job_token.compaction import Compaction, Limits, Option, compact
    from gitlab.job_token.exports import EXPORTS
    from gitlab.job_token.graph import Change, Edge, Graph, difference
    from gitlab.job_token.messages import Reading, read_message
    from gitlab.job_token.page import as_html
    from gitlab.job_token.policies import ENDPOINTS, POLICIES, Endpoint, Policy, endpoint, expand
    from gitlab.job_token.reading import acollect, collect
    from gitlab.job_token.report import Finding, Report, table
    from gitlab.job_token.rules import audit
    from gitlab.job_token.snapshot import load, save
    from gitlab.job_token.state import Fleet, ProjectState
    from gitlab.job_token.verdict import Caller, Verdict, explain

__all__ = [
    "ENDPOINTS",
    "EXPORTS",
    "POLICIES",
    "Caller",
    "Change",
    "Compaction",
    "Edge",
    "Endpoint",
    "Finding",
    "Fleet",
    "Graph",
    "Limits",
    "Option",
    "Policy",
    "ProjectState",
    "Reading",
    "Report",
    "Verdict",
    "acollect",
    "as_html",
    "audit",
    "collect",
    "compact",
    "difference",
    "endpoint",
    "expand",
    "explain",
    "load",
    "read_message",
    "save",
    "table",
]

_MODULES = {
    "ENDPOINTS": "policies",
    "EXPORTS": "exports",
    "POLICIES": "policies",
    "Caller": "verdict",
    "Change": "graph",
    "Compaction": "compaction",
    "Endpoint": "policies",
    "Edge": "graph",
    "Finding": "report",
    "Fleet": "state",
    "Graph": "graph",
    "Limits": "compaction",
    "Option": "compaction",
    "Policy": "policies",
    "ProjectState": "state",
    "Reading": "messages",
    "Report": "report",
    "Verdict": "verdict",
    "acollect": "reading",
    "as_html": "page",
    "audit": "rules",
    "collect": "reading",
    "compact": "compaction",
    "difference": "graph",
    "endpoint": "policies",
    "expand": "policies",
    "explain": "verdict",
    "load": "snapshot",
    "read_message": "messages",
    "save": "snapshot",
    "table": "report",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"gitlab.job_token.{_MODULES[name]}"), name)
