"""The graph of typed ties: projected once per build, searched from memory-mapped arrays."""
