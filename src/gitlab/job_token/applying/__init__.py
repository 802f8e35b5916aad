"""Writes to GitLab: plans, their undoing, fine-grained permissions."""

from __future__ import annotations
