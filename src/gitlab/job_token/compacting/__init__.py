"""Fits long allowlists under the limit."""

from __future__ import annotations
