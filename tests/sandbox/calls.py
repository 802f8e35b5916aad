"""What `test_shapes` asks of the endpoints below projects, and what must be there before."""

from __future__ import annotations

from typing import Any

Calls = dict[str, tuple[str, dict[str, Any]]]

ON_BRANCH = {"branch": "main", "commit_message": "m"}

FROM_1 = {"source_branch": "1", "target_branch": "main"}
MIRROR = {"enabled": True, "url": "https://git.example.com/a.git"}
CONFIG = "one: {script: make}\ntwo: {trigger: acme/tools}\n"

PREPARED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("POST", "/projects/1/repository/branches", {"branch": "1", "ref": "main"}),
    ("POST", "/projects/1/repository/tags", {"tag_name": "1", "ref": "main"}),
    ("POST", "/projects/1/releases", {"tag_name": "1"}),
    ("POST", "/projects/1/releases/1/assets/links", {"name": "a", "url": "https://a.example"}),
    (
        "POST",
        "/projects/1/repository/files/%2Egitlab-ci.yml",
        {**ON_BRANCH, "branch": "1", "content": CONFIG},
    ),
    ("POST", "/projects/1/issues", {"title": "One"}),
    ("POST", "/projects/1/merge_requests", {**FROM_1, "title": "One"}),
    ("PUT", "/projects/1/packages/generic/a/1/file.txt?select=package_file", {}),
    ("PUT", "/projects/1/mirror/pull", MIRROR),
    ("POST", "/projects/1/pipeline", {"ref": "1", "variables": [{"key": "A", "value": "1"}]}),
)

CALLS: Calls = {
    "POST /projects/:/releases/:/assets/links": (
        "/projects/1/releases/1/assets/links",
        {"name": "b", "url": "https://b.example"},
    ),
    "GET /projects/:/releases/:/assets/links/:": ("/projects/1/releases/1/assets/links/2", {}),
    "GET /issues": ("/issues?scope=all", {}),
    "GET /merge_requests": ("/merge_requests?scope=all", {}),
    "POST /projects/:/pipeline": ("/projects/1/pipeline", {"ref": "1"}),
    "POST /projects/:/repository/branches": (
        "/projects/1/repository/branches",
        {"branch": "new", "ref": "main"},
    ),
    "POST /projects/:/repository/tags": (
        "/projects/1/repository/tags",
        {"tag_name": "new", "ref": "main"},
    ),
    "PUT /projects/:/mirror/pull": ("/projects/1/mirror/pull", MIRROR),
    "GET /projects/:/repository/commits/:": ("/projects/1/repository/commits/main", {}),
    "POST /projects/:/repository/commits": (
        "/projects/1/repository/commits",
        {**ON_BRANCH, "actions": [{"action": "create", "file_path": "a", "content": "a"}]},
    ),
    "GET /projects/:/repository/files/:": ("/projects/1/repository/files/README.md?ref=main", {}),
    "POST /projects/:/repository/files/:": (
        "/projects/1/repository/files/new",
        {**ON_BRANCH, "content": "a"},
    ),
}
