"""Sphinx: MyST pages in the Furo theme; warnings are errors (`make docs`)."""

from __future__ import annotations

from gitlab import __version__

project = "gitlabkit"
author = "gitlabkit contributors"
project_copyright = "2026, gitlabkit contributors"
release = __version__

extensions = ["myst_parser"]
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3
exclude_patterns = ["_build"]
# A section may be empty while its pages are written.
suppress_warnings = ["toc.empty_glob"]

html_theme = "furo"
html_title = "gitlabkit"
