"""The version, kept in the source: reading package metadata costs an import of 60 ms."""

from __future__ import annotations

__title__ = "gitlabkit"
__version__ = "0.1.0"
__license__ = "MIT"
__author__ = "gitlabkit contributors"
__email__ = ""
__copyright__ = "Copyright 2026 gitlabkit contributors"
