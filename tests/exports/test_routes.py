from __future__ import annotations

import json
from datetime import date

from tests.exports.drawing import (
    AKESO,
    CATALOGUE,
    DRUG,
    ID,
    INNO,
    MEETING,
    OTHER,
    PD1,
    coverage,
    entity,
    path,
    tie,
)

from pharmagraph.exports.answers import render
from pharmagraph.exports.rarity import Rarity, metapath_of
from pharmagraph.exports.route_prose import RouteProse
from pharmagraph.exports.route_rows import last_seen, weakest_hop
from pharmagraph.exports.routes import paths_answer
from pharmagraph.graph.metapaths import PathCount, Unusualness
from pharmagraph.graph.paths import Dropped, Excluded, NoPath, PathOptions, PathSearch
from pharmagraph.model import Direction, GraphPath, Lang, SourceRef, Validity

DAY = date(2026, 11, 22)
PHRASES = {
    ("develops", "forward"): ("develops", "разрабатывает"),
    ("develops", "backward"): ("is developed by", "разрабатывается организацией"),
    ("modulates", "forward"): ("acts on", "действует на"),
    ("modulates", "backward"): ("is acted on by", "является мишенью для"),
    ("agrees", "forward"): ("has an agreement with", "заключил соглашение с"),
    ("holds", "forward"): ("rights holder —", "правообладатель —"),
}


def phrase(relation: str, direction: Direction, lang: Lang) -> str:
    return PHRASES[relation, direction][lang == "ru"]


def told(search: PathSearch, lang: Lang = "en", **names: object) -> str:
    return render(answer_of(search, lang, **names), "md").decode().replace("\\", "")


def answer_of(  # type: ignore[no-untyped-def]
    search: PathSearch, lang: Lang = "en", rarities: tuple[Rarity | None, ...] = (), **names: object
):
    named = {ID + key: value for key, value in names.items()}
    return paths_answer(
        search,
        INNO,
        AKESO,
        lang=lang,
        phrases=phrase,
        catalogue=CATALOGUE,
        names=named,  # type: ignore[arg-type]
        coverage=coverage(len(search.paths)),
        rarities=rarities,
    )


def search(*paths: GraphPath, **more: object) -> PathSearch:
    return PathSearch(paths, PathOptions(), DAY, max_hops=4, **more)  # type: ignore[arg-type]


def test_a_path_is_told_with_a_clause_and_footnotes_per_hop() -> None:
    text = told(search(MEETING))
    assert text.startswith(
        "# Inno → Akeso\n\n"
        "## 1. No tie between the two is known; they meet only in a target: PD-1 (4 hops)\n\n"
        "Inno —develops→ pem —acts on→ PD-1 ←acts on— ivo ←develops— Akeso\n\n"
        "1. Inno develops pem (in force; confirmed on 2025-06-18) [1][2].\n"
        "2. pem acts on PD-1 (confidence: medium) [3].\n"
        "3. PD-1 is acted on by ivo [2][3].\n"
        "4. ivo is developed by Akeso [2][3].\n\n"
    )
    # Hop 1 has two sources of one origin, hop 2 one source: one independent source each; hop 2 is less sure.
    assert "Weakest hop: 2 (independent sources: 1; confidence: medium; last evidence: 2019)." in text
    assert "- [2] [A page](https://example.org/page). A publisher, 2024-05-01.\n" in text


def test_the_same_path_in_russian_keeps_names_uninflected() -> None:
    text = told(search(MEETING), "ru")
    assert "1. «Инно» разрабатывает «pem» [en] (действует; подтверждено на 2025-06-18) [1][2]." in text
    assert "3. PD-1 является мишенью для «иво» [2][3]." in text
    assert "Слабейший шаг — 2 (независимых источников: 1; уверенность: средняя" in text


def test_names_with_quotes_of_their_own_are_quoted_within() -> None:
    group = entity("group", "company", "Group", "Группа «Икс»")
    text = told(search(path(INNO, (tie("agrees", "page"), group))), "ru")
    assert "«Инно» заключил соглашение с «Группа „Икс“»" in text


def test_parallel_ties_stand_on_the_hop_and_in_rows_of_their_own() -> None:
    both = MEETING.hops[3]
    two = type(both)(both.start, both.end, (both.tie, tie("holds", "book", direction="forward")))
    one = GraphPath(DRUG, AKESO, (two,), 1_000_000, "direct-tie")
    answer = answer_of(search(one))
    assert "Also: rights holder — Akeso [1]." in render(answer, "md").decode().replace("\\", "")
    assert [row[answer.sheet.columns.index(column)] for row in answer.sheet.rows for column in answer.sheet.columns if column.key == "followed"] == [True, False]  # fmt: skip
    assert len(answer.results[0]["hops"][0]["parallel"]) == 1


def test_a_hop_of_the_json_contract() -> None:
    document = json.loads(render(answer_of(search(MEETING)), "json"))
    first = document["results"][0]["hops"][0]
    assert first["start"] == {"id": "inno", "label": "Inno", "kind": "development-institution"}
    assert first["end"]["id"] == "pem"
    assert (first["relation"], first["direction"], first["via"]) == ("develops", "forward", "develops")
    assert (first["from"], first["to"], first["last_confirmed"]) == (None, None, "2025-06-18")
    assert first["sources"][0] == {
        "id": "page",
        "title": "A page",
        "url": "https://example.org/page",
        "date": "2024-05-01",
    }
    assert document["results"][0]["length"] == 4
    assert document["results"][0]["hops"][3]["direction"] == "backward"


def test_every_tie_has_a_row() -> None:
    answer = answer_of(search(MEETING, MEETING))
    rows = [
        dict(zip((one.key for one in answer.sheet.columns), row, strict=True)) for row in answer.sheet.rows
    ]
    assert [(row["path"], row["hop"]) for row in rows] == [(n, hop) for n in (1, 2) for hop in (1, 2, 3, 4)]
    assert [row["weakest"] for row in rows[:4]] == [False, True, False, False]
    assert rows[0]["independent"] == 1
    assert rows[2]["independent"] == 2


def test_the_weakest_hop_has_fewest_sources_then_least_confidence_then_oldest_evidence() -> None:
    seen = {day: Validity(confirmed=(date.fromisoformat(day),)) for day in ("2020-01-01", "2024-01-01")}
    new = tie("develops", "book", validity=seen["2024-01-01"])
    old = tie("develops", "book", validity=seen["2020-01-01"])
    assert weakest_hop(path(INNO, (new, OTHER), (old, PD1)).hops, CATALOGUE) == 1
    unsure = tie("develops", "book", confidence="low", validity=seen["2024-01-01"])
    assert weakest_hop(path(INNO, (unsure, OTHER), (old, PD1)).hops, CATALOGUE) == 0
    many = tie("develops", "book", "page", confidence="unverified", validity=seen["2020-01-01"])
    assert weakest_hop(path(INNO, (many, OTHER), (new, PD1)).hops, CATALOGUE) == 1
    assert last_seen(path(INNO, (old, OTHER)).hops[0], CATALOGUE) == "2020-01-01"
    assert last_seen(path(INNO, (tie("develops", "page"), OTHER)).hops[0], CATALOGUE) == "2024-05-01"


def test_a_tie_that_was_not_followed_is_told_with_its_reason() -> None:
    agreed = Excluded(tie("agrees", "page", status="agreed"), "agreed")
    text = told(search(MEETING, excluded=(agreed,)))
    assert "## There is a direct tie, which no path follows\n\n" in text
    assert "- Inno has an agreement with Akeso (agreed) [1]. It counts with --include agreed." in text
    assert "## 1. The direct tie does not count; they meet only in a target" in text
    assert "## 1. Прямая связь не учитывается; они встречаются" in told(
        search(MEETING, excluded=(agreed,)), "ru"
    )
    document = json.loads(render(answer_of(search(MEETING, excluded=(agreed,))), "json"))
    assert document["excluded"][0]["relation"] == "agrees"
    assert document["excluded"][0]["excluded_by"] == "agreed"


def test_a_weak_contact_is_no_tie_and_what_stands_beside_a_direct_tie_follows_it() -> None:
    met = Excluded(tie("agrees", "page"), "events")
    weak = told(search(MEETING, excluded=(met,)))
    assert "## There is a weak contact, which no path follows\n\n" in weak
    assert "## 1. No tie between the two is known; they meet only in a target" in weak
    direct = told(search(path(INNO, (tie("develops", "page"), AKESO)), excluded=(met,)))
    assert direct.index("## 1. A direct tie (1 hop)") < direct.index("## Not counted beside it")


def test_the_name_of_the_relation_node_stands_in_the_clause() -> None:
    named = entity("agrees", "partnership", "Memorandum of 2020", "Меморандум 2020 года")
    text = told(search(path(INNO, (tie("agrees", "page"), AKESO))), "ru", agrees=named)
    assert "(Меморандум 2020 года)" in text


def test_no_path_is_an_answer() -> None:
    why = NoPath(
        missing=(AKESO.iri,),
        near_start=(OTHER,),
        n_from_start=7,
        dropped=(Dropped("as_of", 3, 2), Dropped("agreed", 1, 4)),
        longer=5,
    )
    answer = answer_of(search(no_path=why))
    text = render(answer, "md").decode().replace("\\", "")
    assert "No path within 4 hops as of 2026-11-22. It says only that this graph has none." in text
    assert "- Akeso takes part in no tie that a path could cross: paths run through" in text
    assert "- without the date: 3 paths, the shortest of 2\n" in text
    assert "- with --include agreed: 1 path, the shortest of 4\n" in text
    assert "- There is a longer path: --max-hops 5.\n" in text
    assert "- Nearest to Inno (7 can be reached in all): pem.\n" in text
    assert answer.results == ()
    assert answer.more["no_path"]["missing"] == ["akeso"]
    assert "Путь не найден" in told(search(no_path=why), "ru")


def test_cuts_and_hints_are_said() -> None:
    notes = answer_of(
        search(
            *(MEETING,),
            equals_cut=2,
            equals_counted=False,
            total=100,
            total_counted=False,
            widened=True,
            hints=(Dropped("ended", 100, 2, counted=False), Dropped("agreed", 1, 2)),
        )
    ).notes
    assert notes == (
        "1 of at least 100 paths of up to 4 hops; more with --limit",
        "at least 2 more paths cost as much as the last",
        "nothing nearer was found, so the search went up to 4 hops",
        "with --include ended: at least 100 paths, the shortest of 2",
        "with --include agreed: 1 path, the shortest of 2",
        # hop 1 was confirmed once; of the others no date is known
        "4 of 4 ties only may hold on 2026-11-22, 3 of them without any date; --certain leaves them out.",
    )
    one_more = answer_of(search(MEETING, total=2, equals_cut=1)).notes
    assert one_more[:2] == (
        "1 of 2 paths of up to 4 hops; more with --limit",
        "1 more path costs as much as the last",
    )
    assert (
        answer_of(search(MEETING, total=2), "ru").notes[0].startswith("показано путей: 1 из 2 (до 4 шагов)")
    )
    within = answer_of(PathSearch((), PathOptions(), DAY, max_hops=1, no_path=NoPath()))
    assert "No path within 1 hop as of" in render(within, "md").decode()


def test_a_tie_without_a_date_says_so_unless_it_needs_none() -> None:
    held = tie("holds", "book", layer="rights", status="in-force")
    assert "(in force; no date stated)" in told(search(path(INNO, (held, AKESO))))
    assert "(действует; дата не указана)" in told(search(path(INNO, (held, AKESO))), "ru")
    law = tie("modulates", "book", layer="biology", certain=True)
    foreign = tie("develops", "book")
    assert "no date" not in told(search(path(INNO, (law, PD1), (foreign, AKESO))))


def test_a_day_before_all_evidence_is_told() -> None:
    early = PathSearch(
        (path(INNO, (tie("holds", "book"), AKESO)),), PathOptions(), date(1990, 1, 1), max_hops=4
    )
    assert answer_of(early).notes[-1] == (
        "1990-01-01 lies before all that is known of these (2019): nothing says that they held then."
    )
    assert answer_of(early).more["certainty"]["only_possible"] == 1


def test_what_was_only_compiled_is_named_where_it_makes_a_hop_the_weakest() -> None:
    own = SourceRef("own", "Descriptions (compiled, unchecked)", "", "2026-11", kind="editorial")
    sources = {**CATALOGUE, "own": own}
    compiled, read = tie("holds", "own", confidence="high"), tie("modulates", "book", confidence="high")
    # One source and high confidence each; the book is older, but somebody wrote it.
    hops = path(INNO, (read, PD1), (compiled, AKESO)).hops
    assert weakest_hop(hops, sources) == 1
    assert RouteProse("en", phrase, sources, {}).weakest(hops) == (
        "Weakest hop: 2 (independent sources: 1; compiled, unchecked: Descriptions; last evidence: 2026-11).",
    )
    silent = path(INNO, (tie("modulates", "book"), PD1), (compiled, AKESO)).hops
    assert RouteProse("en", phrase, sources, {}).weakest(silent) == (
        "Weakest hop: 1 (independent sources: 1; confidence: not stated; last evidence: 2019).",
    )


def test_how_usual_a_type_of_path_is_stands_under_the_path_and_in_files() -> None:
    kind = metapath_of(MEETING, is_symmetric=lambda name: name == "develops")
    # pem and ivo are drugs, PD-1 is a target; a tie without a direction has no arrow
    assert kind == (
        "development-institution -develops- drug -modulates-> target <-modulates- drug -develops- company"
    )
    count = PathCount(kind, 0.5, 3, 0.676777)
    chance = Unusualness(count, 200, 7, mean=0.5, deviation=0.05, z=3.54, p_value=0.02)
    answer = answer_of(
        search(MEETING, GraphPath(INNO, INNO, (), 0, "same")), rarities=(Rarity(count, chance), None)
    )
    text = render(answer, "md").decode().replace("\\", "")
    assert (
        "Paths of this type between the two: 3; degree-weighted count 0.6768 (damping w = 0.5). "
        "With random ties of the same degrees 0.5 on average, z = 3.5, p = 0.02 (200 shuffles, seed 7)."
    ) in text
    assert {len(row) for row in answer.sheet.rows} == {len(answer.sheet.columns)}
    unusual = json.loads(render(answer, "json"))["results"][0]["unusual"]
    assert (unusual["dwpc"], unusual["p_value"], unusual["seed"]) == (0.676777, 0.02, 7)
    assert "взвешенное по степеням число 0.6768 (затухание w = 0.5)" in Rarity(count).text("ru")


def test_what_a_users_own_data_hold_is_any_node_of_a_type() -> None:
    thing = entity("thing", "Gene of ours")
    kind = metapath_of(path(thing, (tie("modulates", "page"), PD1)), is_symmetric=lambda _: False)
    assert kind == "* -modulates-> target"


def test_the_ends_may_be_one_and_the_same() -> None:
    assert "The two are one and the same entity." in told(search(GraphPath(INNO, INNO, (), 0, "same")))
