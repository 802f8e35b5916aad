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
    from gitlab.job_token.applying.applying import Outcome, PlanRefused, aapply, apply
    from gitlab.job_token.applying.granting import (
        aread_policies,
        aset_policies,
        read_policies,
        set_policies,
    )
    from gitlab.job_token.applying.ledger import read_ledger
    from gitlab.job_token.applying.undoing import aundo_plan, undo_plan
    from gitlab.job_token.auditing.formats import FORMATS, Location
    from gitlab.job_token.auditing.proposals import Proposal, propose
    from gitlab.job_token.auditing.report import SEVERITIES, Finding, Report, table
    from gitlab.job_token.auditing.rules import RULES, Checks, audit
    from gitlab.job_token.collecting.history import History, Line
    from gitlab.job_token.collecting.looking import Sight, alook, look
    from gitlab.job_token.collecting.naming import awith_names, with_names
    from gitlab.job_token.collecting.reading import acollect, collect
    from gitlab.job_token.collecting.snapshot import load, save
    from gitlab.job_token.compacting.compaction import Compaction, Limits, Option, compact
    from gitlab.job_token.compacting.planned import compaction_plan
    from gitlab.job_token.explaining.messages import Reading, read_message
    from gitlab.job_token.explaining.verdict import Caller, Verdict, explain
    from gitlab.job_token.graphing.exports import EXPORTS
    from gitlab.job_token.graphing.graph import Change, Edge, Graph, difference
    from gitlab.job_token.graphing.page import as_html
    from gitlab.job_token.planning.planner import Plan, plan
    from gitlab.job_token.planning.report import plan_markdown, plan_text
    from gitlab.job_token.planning.saved import plan_dict, read_plan
    from gitlab.job_token.policies import ENDPOINTS, POLICIES, Endpoint, Policy, endpoint, expand
    from gitlab.job_token.policy_files.checking import check_policy
    from gitlab.job_token.policy_files.documents import PolicyError
    from gitlab.job_token.policy_files.drafting import draft_policy
    from gitlab.job_token.policy_files.reading import (
        PolicyFile,
        load_policy,
        policy_schema,
        read_policy,
    )
    from gitlab.job_token.state import Fleet, ProjectState

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
    "compaction_plan",
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
    "EXPORTS": "graphing.exports",
    "FORMATS": "auditing.formats",
    "POLICIES": "policies",
    "RULES": "auditing.rules",
    "SEVERITIES": "auditing.report",
    "Caller": "explaining.verdict",
    "Change": "graphing.graph",
    "Checks": "auditing.rules",
    "Compaction": "compacting.compaction",
    "Edge": "graphing.graph",
    "Endpoint": "policies",
    "Finding": "auditing.report",
    "Fleet": "state",
    "Graph": "graphing.graph",
    "History": "collecting.history",
    "Limits": "compacting.compaction",
    "Line": "collecting.history",
    "Location": "auditing.formats",
    "Option": "compacting.compaction",
    "Outcome": "applying.applying",
    "Plan": "planning.planner",
    "PlanRefused": "applying.applying",
    "Policy": "policies",
    "PolicyError": "policy_files.documents",
    "PolicyFile": "policy_files.reading",
    "ProjectState": "state",
    "Proposal": "auditing.proposals",
    "Reading": "explaining.messages",
    "Report": "auditing.report",
    "Sight": "collecting.looking",
    "Verdict": "explaining.verdict",
    "aapply": "applying.applying",
    "acollect": "collecting.reading",
    "aread_policies": "applying.granting",
    "alook": "collecting.looking",
    "apply": "applying.applying",
    "as_html": "graphing.page",
    "aset_policies": "applying.granting",
    "audit": "auditing.rules",
    "aundo_plan": "applying.undoing",
    "awith_names": "collecting.naming",
    "check_policy": "policy_files.checking",
    "collect": "collecting.reading",
    "compact": "compacting.compaction",
    "compaction_plan": "compacting.planned",
    "difference": "graphing.graph",
    "draft_policy": "policy_files.drafting",
    "endpoint": "policies",
    "expand": "policies",
    "explain": "explaining.verdict",
    "load": "collecting.snapshot",
    "load_policy": "policy_files.reading",
    "look": "collecting.looking",
    "plan": "planning.planner",
    "plan_dict": "planning.saved",
    "plan_markdown": "planning.report",
    "plan_text": "planning.report",
    "policy_schema": "policy_files.reading",
    "read_ledger": "applying.ledger",
    "propose": "auditing.proposals",
    "read_message": "explaining.messages",
    "read_policies": "applying.granting",
    "read_plan": "planning.saved",
    "read_policy": "policy_files.reading",
    "save": "collecting.snapshot",
    "set_policies": "applying.granting",
    "table": "auditing.report",
    "undo_plan": "applying.undoing",
    "with_names": "collecting.naming",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"gitlab.job_token.{_MODULES[name]}"), name)
