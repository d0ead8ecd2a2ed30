"""All that is known of an entity, as an answer."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from pharmagraph.exports.answers import Answer
from pharmagraph.exports.profile_prose import ProfileProse
from pharmagraph.exports.profile_rows import COLUMNS, ProfileRows
from pharmagraph.exports.tables import Sheet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pharmagraph.model import Lang, SourceRef
    from pharmagraph.queries.coverage import Coverage
    from pharmagraph.queries.facts import Fact
    from pharmagraph.queries.profile import Profile


def profile_answer(
    profile: Profile,
    *,
    lang: Lang,
    catalogue: Mapping[str, SourceRef],
    coverage: Coverage,
    limit: int | None = None,
) -> Answer:
    """The profile as an answer; ``limit`` bounds the facts of each group and the statements."""
    shown = replace(
        profile,
        facts=_limited(profile.facts, limit),
        claims=profile.claims[:limit],
        resting=_limited(profile.resting, limit),
    )
    prose, flat = ProfileProse(lang, catalogue), ProfileRows(lang, catalogue)
    parts = prose.parts(shown, of=profile)
    return Answer(
        lang,
        Sheet(COLUMNS, tuple(flat.rows(shown))),
        (flat.json(shown),),
        tuple(parts),
        footnotes=prose.notes.listed,
        notes=_notes(profile, _size(profile) - _size(shown), lang),
        coverage=coverage,
    )


def _notes(profile: Profile, cut: int, lang: Lang) -> tuple[str, ...]:
    russian, notes = lang == "ru", []
    if cut:
        notes.append(
            f"не показано из-за --limit: {cut}" if russian else f"{cut} more, left out as --limit asks"
        )
    day = profile.day
    if profile.hidden:
        notes.append(
            f"не показано, так как на {day} не действует: {profile.hidden}"
            if russian
            else f"left out, as not holding on {day}: {profile.hidden}"
        )
    if profile.uncertain:
        notes.append(
            f"не показано из-за --certain, так как на {day} лишь возможно: {profile.uncertain}"
            if russian
            else f"left out by --certain, as they only may hold on {day}: {profile.uncertain}"
        )
    if profile.unsaid:
        notes.append(
            f"не показано, так как сказано позже {day}: {profile.unsaid}"
            if russian
            else f"left out, as said after {day}: {profile.unsaid}"
        )
    if profile.repeats:
        notes.append(
            f"выведено и лишь повторяет сказанное: {profile.repeats}; показать — с --derived"
            if russian
            else f"left out, as derived and only repeating these: {profile.repeats}; shown with --derived"
        )
    if profile.only_possible:
        notes.append(
            f"лишь возможно на {day}: {profile.only_possible}, из них без дат: {profile.undated}; "
            f"исключить — с --certain"
            if russian
            else f"{profile.only_possible} of {len(profile.facts)} facts only may hold on {day}, "
            f"{profile.undated} of them without any date; --certain leaves them out"
        )
    return tuple(notes)


def _size(profile: Profile) -> int:
    return len(profile.facts) + len(profile.claims) + len(profile.resting)


def _limited(facts: Sequence[Fact], limit: int | None) -> tuple[Fact, ...]:
    """At most ``limit`` facts of each group."""
    groups = groupby(facts, key=lambda fact: (fact.heading, fact.role))
    return tuple(fact for _, group in groups for fact in list(group)[:limit])
