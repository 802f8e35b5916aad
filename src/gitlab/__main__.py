# PYTHON_ARGCOMPLETE_OK
"""`python -m gitlab`, the command line."""

from __future__ import annotations

from gitlab.cli import main

if __name__ == "__main__":
    main()
