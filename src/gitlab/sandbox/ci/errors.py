"""Why a pipeline is not made."""

from __future__ import annotations

__all__ = ["ConfigError", "PipelineError"]


class PipelineError(Exception):
    """GitLab makes no pipeline; the text says why."""


class ConfigError(PipelineError):
    """The configuration is wrong. What a push starts becomes a failed pipeline that says so."""

    def __init__(self, *errors: str) -> None:
        super().__init__(", ".join(errors))
        self.errors = errors
