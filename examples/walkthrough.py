"""The job token scope page, step by step, on a sandbox GitLab: `python examples/walkthrough.py`.

Against a real server only the first lines differ: `gl = gitlab.Gitlab(url, private_token=token)`.
"""

from __future__ import annotations

import gitlab
from gitlab.sandbox import Sandbox


def walk(gl: gitlab.Gitlab) -> None:
    project = gl.projects.get("acme/app")
    scope = project.job_token_scope.get()
    print(f"{project.path_with_namespace}: inbound_enabled is {scope.inbound_enabled}")

    scope.enabled = False
    scope.save()
    print(f"saved enabled = False; inbound_enabled is {scope.inbound_enabled}")

    project.job_token_scope.update(new_data={"enabled": True})
    scope.refresh()
    print(f"updated by the manager and refreshed; inbound_enabled is {scope.inbound_enabled}")

    entry = scope.allowlist.create("acme/lib")
    print(f"let in project {entry.get_id()} by its path")
    for listed in scope.allowlist.list(iterator=True):
        own = " (the project itself)" if listed.is_self else ""
        print(f"  listed: {listed.get_id()} {listed.path_with_namespace}{own}")

    group = scope.groups_allowlist.create(gl.groups.get("globex"))
    print(f"let in group {group.get_id()} by its object")
    for listed_group in scope.groups_allowlist.list(iterator=True):
        print(f"  listed: {listed_group.get_id()} {listed_group.name}")

    try:
        scope.allowlist.create("acme/lib")
    except gitlab.GitlabCreateError as error:
        print(f"a second time: {error.status}, {error.error_message}")

    entry.delete()
    group.delete()
    print(f"removed both; {len(scope.allowlist.list())} projects are listed")


if __name__ == "__main__":
    with Sandbox(seed="demo") as box:
        walk(box.client("alice"))
