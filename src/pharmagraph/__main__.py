"""``python -m pharmagraph``: the command line."""

from __future__ import annotations

from pharmagraph.cli import main

if __name__ == "__main__":
    main(prog_name="pharmagraph")
