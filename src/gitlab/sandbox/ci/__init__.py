"""Pipelines and jobs: how they begin, go on and end."""

from __future__ import annotations

from gitlab.sandbox.ci.errors import ConfigError, PipelineError
from gitlab.sandbox.ci.jobs import ENDED, LIVE, WAITING, insert_pipeline, jobs_of
from gitlab.sandbox.ci.pipelines import CONFIG, create_job, create_pipeline
from gitlab.sandbox.ci.progress import cancel, change_job, play, retry, wake

__all__ = [
    "CONFIG",
    "ENDED",
    "LIVE",
    "WAITING",
    "ConfigError",
    "PipelineError",
    "cancel",
    "change_job",
    "create_job",
    "create_pipeline",
    "insert_pipeline",
    "jobs_of",
    "play",
    "retry",
    "wake",
]
