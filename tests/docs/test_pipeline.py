"""The pipeline template: its jobs' scripts run, as a runner would run them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from gitlab.sandbox import Sandbox
from tests.meta._sources import ROOT

TEMPLATE: dict[str, Any] = YAML(typ="safe", pure=True).load(
    (ROOT / "examples/job-token.gitlab-ci.yml").read_text(encoding="utf-8")
)
POLICY = """\
version: 1
mode: at_least
rules:
  - name: support
    select: {paths: [acme/support/web/*]}
    allow: {projects: [acme/lib]}
"""


def run(job: str, box: Sandbox, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run a job's script where a runner would: in a fresh shell that stops at the first failure."""
    known = {
        "CI_SERVER_URL": box.url,
        "CI_PROJECT_ROOT_NAMESPACE": "acme",
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(folder),
    }
    declared = {name: str(value).lstrip("$") for name, value in TEMPLATE["variables"].items()}
    given = {name: known.get(value, value) for name, value in declared.items()}
    lines = [*TEMPLATE[".job-token"]["before_script"], *TEMPLATE[job]["script"]]
    script = "\n".join(line for line in lines if not line.startswith("pip install"))
    return subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=folder,
        env=known | given | variables,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.slow
def test_a_merge_request_shows_the_plan_and_the_default_branch_applies_it(
    box: Sandbox, tmp_path: Path
) -> None:
    (tmp_path / "policy.yml").write_text(POLICY)
    request = {"CI_PROJECT_ID": "1", "CI_MERGE_REQUEST_IID": "1", "JOB_TOKEN_GROUP": "acme/support"}
    gl = box.client()
    project = gl.projects.get(1)
    project.mergerequests.create(
        {"source_branch": "policy", "target_branch": "main", "title": "Let acme/lib in"}
    )
    planned = run("job-token-plan", box, tmp_path, JOB_TOKEN_READ_TOKEN=box.token, **request)
    assert planned.returncode == 0, planned.stderr
    counts = TEMPLATE["job-token-plan"]["artifacts"]["reports"]["terraform"]
    assert json.loads((tmp_path / counts).read_text()) == {"create": 2, "update": 0, "delete": 0}
    (note,) = project.mergerequests.get(1).notes.list(get_all=True)
    assert note.body.startswith("### Job token plan: 2 to add, 0 to change, 0 to remove")

    applied = run("job-token-apply", box, tmp_path, GITLAB_PRIVATE_TOKEN=box.token, **request)
    assert applied.returncode == 0, applied.stderr
    web = gl.projects.get("acme/support/web/web-service").job_token_scope.get()
    assert "acme/lib" in [each.path_with_namespace for each in web.allowlist.list(get_all=True)]
    assert (tmp_path / "apply.journal").exists()


@pytest.mark.slow
def test_a_policy_with_mistakes_fails_before_anything_is_read(box: Sandbox, tmp_path: Path) -> None:
    (tmp_path / "policy.yml").write_text(POLICY.replace("select", "selct"))
    failed = run("job-token-apply", box, tmp_path, GITLAB_PRIVATE_TOKEN="glpat-none")
    assert failed.returncode == 2
    assert "policy.yml:5:5: an item of 'rules' has no 'selct'" in failed.stderr
