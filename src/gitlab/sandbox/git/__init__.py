"""Repositories: git's objects and their ids, kept in the sandbox's tables.

Nothing of a request reaches a file system: names are keys of rows.
"""

from __future__ import annotations

from gitlab.sandbox.git.changes import Change, changes, merged
from gitlab.sandbox.git.objects import Blob, Commit, Signature
from gitlab.sandbox.git.repository import Repository

__all__ = ["Blob", "Change", "Commit", "Repository", "Signature", "changes", "merged"]
