"""Checks of tables before a build and of a graph after it: findings with stable ids, and measures."""

from __future__ import annotations

from pharmagraph.validation.findings import LEVELS, Cause, Finding, Level, Place, Report, Rule
from pharmagraph.validation.graph import check_graph
from pharmagraph.validation.tables import check_tables

__all__ = [
    "LEVELS",
    "Cause",
    "Finding",
    "Level",
    "Place",
    "Report",
    "Rule",
    "check_graph",
    "check_tables",
]
