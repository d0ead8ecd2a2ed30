"""Checks of files before a build and of a graph after it: findings with stable ids, and measures."""

from __future__ import annotations

from pharmagraph.validation.directory import check_directory
from pharmagraph.validation.findings import LEVELS, Cause, Finding, Level, Place, Report, Rule
from pharmagraph.validation.graph import check_graph, find_errors

__all__ = [
    "LEVELS",
    "Cause",
    "Finding",
    "Level",
    "Place",
    "Report",
    "Rule",
    "check_directory",
    "check_graph",
    "find_errors",
]
