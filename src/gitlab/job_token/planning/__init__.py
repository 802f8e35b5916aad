"""The steps from what is to what a policy asks for."""

from __future__ import annotations
