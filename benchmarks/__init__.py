"""What the client costs, as ratios to the least that the same work can cost: `make bench`.

Times move with the machine and its neighbours; a ratio of two things measured in turns moves
little. Only CPU time is counted.
"""

from __future__ import annotations
