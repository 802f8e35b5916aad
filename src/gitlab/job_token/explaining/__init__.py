"""Why a job may or may not."""

from __future__ import annotations
