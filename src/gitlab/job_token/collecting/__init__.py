"""Reads from GitLab: a fleet, two projects and a user, the authentication log."""

from __future__ import annotations
