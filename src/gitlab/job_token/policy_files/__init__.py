"""Policy files: what they may say, and what they ask of a fleet."""

from __future__ import annotations
