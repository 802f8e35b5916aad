"""Who can reach whom: questions, exports, and a page to look at."""

from __future__ import annotations
