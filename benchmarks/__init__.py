"""What the client costs, as ratios to the least that the same work can cost: `make bench`.

Times move with the machine and its neighbours; ratios of things measured in turns move little.
Every candidate runs in a process of its own, in `scripts/`, against a server in another one, so
the same scripts measure another client in another environment.
"""

from __future__ import annotations
