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
    from gitlab.job_token.applying import Outcome, PlanRefused, aapply, apply
    from gitlab.job_token.compaction import Compaction, Limits, Option, compact
    from gitlab.job_token.documents import PolicyError
    from gitlab.job_token.exports import EXPORTS
    from gitlab.job_token.formats import FORMATS, Location
    from gitlab.job_token.granting import (
        aread_policies,
        aset_policies,
        read_policies,
        set_policies,
    )
    from gitlab.job_token.graph import Change, Edge, Graph, difference
    from gitlab.job_token.history import History, Line
    from gitlab.job_token.ledger import read_ledger
    from gitlab.job_token.looking import Sight, alook, look
    from gitlab.job_token.messages import Reading, read_message
    from gitlab.job_token.naming import awith_names, with_names
    from gitlab.job_token.page import as_html
    from gitlab.job_token.plan_file import plan_dict, read_plan
    from gitlab.job_token.plan_report import plan_markdown, plan_text
    from gitlab.job_token.planning import Plan, plan
    from gitlab.job_token.policies import ENDPOINTS, POLICIES, Endpoint, Policy, endpoint, expand
    from gitlab.job_token.policy_check import check_policy
    from gitlab.job_token.policy_draft import draft_policy
    from gitlab.job_token.policy_file import PolicyFile, load_policy, policy_schema, read_policy
    from gitlab.job_token.proposals import Proposal, propose
    from gitlab.job_token.reading import acollect, collect
    from gitlab.job_token.report import SEVERITIES, Finding, Report, table
    from gitlab.job_token.rules import RULES, Checks, audit
    from gitlab.job_token.snapshot import load, save
    from gitlab.job_token.state import Fleet, ProjectState
    from gitlab.job_token.undoing import aundo_plan, undo_plan
    from gitlab.job_token.verdict import Caller, Verdict, explain

__all__ = [
    "ENDPOINTS",
    "EXPORTS",
    "FORMATS",
    "POLICIES",
    "RULES",
    "SEVERITIES",
    "Caller",
    "Change",
    "Checks",
    "Compaction",
    "Edge",
    "Endpoint",
    "Finding",
    "Fleet",
    "Graph",
    "History",
    "Limits",
    "Line",
    "Location",
    "Option",
    "Outcome",
    "Plan",
    "PlanRefused",
    "Policy",
    "PolicyError",
    "PolicyFile",
    "ProjectState",
    "Proposal",
    "Reading",
    "Report",
    "Sight",
    "Verdict",
    "aapply",
    "acollect",
    "alook",
    "apply",
    "aread_policies",
    "as_html",
    "aset_policies",
    "audit",
    "aundo_plan",
    "awith_names",
    "check_policy",
    "collect",
    "compact",
    "difference",
    "draft_policy",
    "endpoint",
    "expand",
    "explain",
    "load",
    "load_policy",
    "look",
    "plan",
    "plan_dict",
    "plan_markdown",
    "plan_text",
    "policy_schema",
    "propose",
    "read_ledger",
    "read_message",
    "read_plan",
    "read_policies",
    "read_policy",
    "save",
    "set_policies",
    "table",
    "undo_plan",
    "with_names",
]

_MODULES = {
    "ENDPOINTS": "policies",
    "EXPORTS": "exports",
    "FORMATS": "formats",
    "POLICIES": "policies",
    "RULES": "rules",
    "SEVERITIES": "report",
    "Caller": "verdict",
    "Change": "graph",
    "Checks": "rules",
    "Compaction": "compaction",
    "Edge": "graph",
    "Endpoint": "policies",
    "Finding": "report",
    "Fleet": "state",
    "Graph": "graph",
    "History": "history",
    "Limits": "compaction",
    "Line": "history",
    "Location": "formats",
    "Option": "compaction",
    "Outcome": "applying",
    "Plan": "planning",
    "PlanRefused": "applying",
    "Policy": "policies",
    "PolicyError": "documents",
    "PolicyFile": "policy_file",
    "ProjectState": "state",
    "Proposal": "proposals",
    "Reading": "messages",
    "Report": "report",
    "Sight": "looking",
    "Verdict": "verdict",
    "aapply": "applying",
    "acollect": "reading",
    "aread_policies": "granting",
    "alook": "looking",
    "apply": "applying",
    "as_html": "page",
    "aset_policies": "granting",
    "audit": "rules",
    "aundo_plan": "undoing",
    "awith_names": "naming",
    "check_policy": "policy_check",
    "collect": "reading",
    "compact": "compaction",
    "difference": "graph",
    "draft_policy": "policy_draft",
    "endpoint": "policies",
    "expand": "policies",
    "explain": "verdict",
    "load": "snapshot",
    "load_policy": "policy_file",
    "look": "looking",
    "plan": "planning",
    "plan_dict": "plan_file",
    "plan_markdown": "plan_report",
    "plan_text": "plan_report",
    "policy_schema": "policy_file",
    "read_ledger": "ledger",
    "propose": "proposals",
    "read_message": "messages",
    "read_policies": "granting",
    "read_plan": "plan_file",
    "read_policy": "policy_file",
    "save": "snapshot",
    "set_policies": "granting",
    "table": "report",
    "undo_plan": "undoing",
    "with_names": "naming",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"gitlab.job_token.{_MODULES[name]}"), name)
