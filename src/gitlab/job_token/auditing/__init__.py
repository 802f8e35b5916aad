"""Judges what was read, and tells it to people and programs."""

from __future__ import annotations
