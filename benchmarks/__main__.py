"""Run all benchmarks and print a table: `python -m benchmarks`."""

from __future__ import annotations

from benchmarks import objects, start, wire


def main() -> None:
    for measure in (start.ratios, objects.ratios, wire.ratios):
        for what, ratio in measure():
            print(f"{ratio:8.2f} x  {what}", flush=True)


if __name__ == "__main__":
    main()
