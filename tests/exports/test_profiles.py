from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from tests.exports.drawing import AKESO, CATALOGUE, DRUG, INNO, OTHER, PD1, coverage, entity

from pharmagraph.exports.answers import Answer, render
from pharmagraph.exports.profiles import profile_answer
from pharmagraph.model import IRI, Lang, Validity, Words
from pharmagraph.queries.facts import Claim, Fact, Filler
from pharmagraph.queries.profile import Name, Profile
from pharmagraph.queries.versions import Version
from pharmagraph.vocab import DCTERMS, ID, ORG, PG

FOUNDER, MEMBER = Words("founder", "учредитель"), Words("member", "участник")
BODY, ROLE, PARTY = Words("body", "орган"), Words("role", "роль"), Words("party", "сторона")
COUNCIL = entity("council", "coordination-body", "Council", "Совет")
DEAL = entity("deal", "partnership", "The deal", "Сделка")


def membership(identifier: str, *, sources: tuple[str, ...], **more: object) -> Fact:
    fact = Fact(
        node=ID[identifier],
        group=ORG.Membership,
        heading=Words("memberships", "членство"),
        role=BODY,
        role_property=ORG.organization,
        fillers=(
            Filler(ORG.member, MEMBER, INNO, sources),
            Filler(ORG.role, ROLE, FOUNDER, sources),
            Filler(DCTERMS.isPartOf, Words("part of", "часть"), DEAL, ("book",)),
        ),
        sources=sources,
        independent=1,
    )
    return replace(fact, **more)


ONE = membership(
    "m1",
    sources=("page", "copy"),
    status=Words("completed", "исполнено"),
    status_id="completed",
    validity=Validity(start=date(2025, 1, 1), start_latest=date(2025, 12, 31)),
    confidence=Words("low", "низкая"),
    confidence_id="low",
    comment=Words("A remark."),
)
TWO = membership("m2", sources=("book",), confidence=Words("high", "высокая"), confidence_id="high")
AGREEMENT = Fact(
    node=ID.deal,
    group=PG.Partnership,
    heading=Words("agreements", "соглашения"),
    role=PARTY,
    fillers=(Filler(PG.party, PARTY, AKESO, ("book",)), Filler(PG.party, PARTY, INNO, ("page",))),
    sources=("book",),
    independent=1,
    name=DEAL,
)
STAGE = Fact(
    node=ID.stage,
    group=PG.StageEvent,
    heading=Words("stages", "стадии"),
    role=Words(),
    fillers=(Filler(PG.orphan, Words("orphan", "орфанный"), Words("yes", "да"), ()),),
    sources=(),
    rules=("current-stage",),
    through=OTHER,
)
CLAIM = Claim(
    node=ID.s1,
    text=Words("It costs money.", "Это стоит денег."),
    speakers=(),
    about=(DRUG,),
    mode=Words("modelled", "смоделировано"),
    stance=Words(),
    stated_in=("page",),
    stated_on="2025-06",
    day=date(2025, 6, 1),
    figures=(Words("about 100 billion RUB", "около 100 млрд руб."),),
    sources=("page",),
)
PROFILE = Profile(
    entity=COUNCIL,
    day=date(2026, 1, 1),
    names=(Name("Council", "en", "preferred", ("page",)), Name("The Board", "en", "other", ())),
    descriptions=(Words("A council.", "Совет."),),
    identifiers=(("ATC", "L01"),),
    attributes=(Filler(PG.country, Words("country", "страна"), PD1, ("page",)),),
    facts=(AGREEMENT, ONE, TWO, STAGE),
    claims=(CLAIM, replace(CLAIM, node=IRI(ID.s2), speakers=(INNO,), about=(), figures=())),
    versions=(Version(FOUNDER, (INNO,), ("page",)), Version(FOUNDER, (AKESO, INNO), ("book",))),
    hidden=4,
    uncertain=2,
    unsaid=1,
    only_possible=3,
    undated=2,
)


def answer_of(profile: Profile, lang: Lang = "en", limit: int | None = None) -> Answer:
    return profile_answer(profile, lang=lang, catalogue=CATALOGUE, coverage=coverage(6), limit=limit)


def told(profile: Profile, lang: Lang = "en", limit: int | None = None) -> str:
    return render(answer_of(profile, lang, limit), "md").decode().replace("\\", "")


def test_an_entity_is_introduced_by_its_names_and_attributes() -> None:
    assert told(PROFILE, "ru").startswith(
        "# Совет / Council\n\nкоординационный орган · id council\n\nСовет.\n\nТакже: The Board\n\nATC: L01\n\n"
        "- Страна: PD-1 [1]\n"
    )


def test_a_fact_is_one_sentence_with_its_sources() -> None:
    text = told(PROFILE)
    assert "## Memberships (2)\n" in text
    # The two sources are copies of one page; what only the book says carries the mark of the book.
    assert (
        "- Inno; founder; part of: The deal [2]; completed; from 2025; confidence: low; A remark. "
        "[1][3] (independent: 1)\n"
    ) in text
    assert "- Inno; founder; part of: The deal [2]\n" in text  # high confidence goes unsaid
    assert "## Agreements (1)\n\n- The deal — parties: Akeso, Inno [1] [2]\n" in text


def test_the_seats_of_an_entity_in_relations_of_one_kind_stand_apart() -> None:
    owned = replace(
        ONE,
        role=MEMBER,
        role_property=ORG.member,
        fillers=(Filler(ORG.organization, BODY, AKESO, ("page",)),),
    )
    text = told(replace(PROFILE, facts=(TWO, owned)))
    assert "## Memberships, within it (1)\n\n- Inno; founder;" in text
    assert "## Memberships, in other organisations (1)\n\n- Akeso" in text
    assert "## Членство, в других организациях (1)" in told(replace(PROFILE, facts=(TWO, owned)), "ru")


def test_the_status_and_the_office_of_a_post_are_said_once() -> None:
    office = Filler(
        ORG.role, ROLE, Words("holder of a post", "должностное лицо"), ("book",), term=PG["role-officer"]
    )
    post = Filler(PG.post, Words("post", "должность"), "Director", ("book",))
    fact = membership("m3", sources=("book",), status=Words("unknown", "неизвестно"), status_id="unknown")
    text = told(replace(PROFILE, facts=(replace(fact, fillers=(fact.fillers[0], office, post)),)))
    assert "- Inno; post: Director; status unknown [2]\n" in text


def test_what_is_derived_names_its_rule_and_the_sources_that_it_rests_on() -> None:
    works = (
        Filler(PG.worksOnTarget, Words("works on", "работает с"), PD1, ("page",), ("works-on-target",)),
        Filler(PG.worksOnTarget, Words("works on", "работает с"), DRUG, ("book",), ("works-on-target",)),
    )
    text = told(replace(PROFILE, attributes=works, repeats=2))
    assert "- Works on (derived by rule works-on-target): PD-1 [1]; ivo [2]\n" in text
    assert "*left out, as derived and only repeating these: 2; shown with --derived*" in text


def test_marks_that_all_values_of_an_attribute_share_stand_once() -> None:
    where = tuple(Filler(PG.country, Words("country", "страна"), one, ("page",)) for one in (PD1, DRUG))
    assert "- Country: PD-1; ivo [1]\n" in told(replace(PROFILE, attributes=where))


def test_what_stands_behind_the_entity_says_through_whom_and_by_which_rule() -> None:
    assert "- orphan: yes; through pem (derived by rule current-stage)\n" in told(PROFILE)
    assert "- орфанный: да; через pem [en] (выведено по правилу current-stage)\n" in told(PROFILE, "ru")


def test_a_sentence_nobody_signed_is_stated_in_its_document() -> None:
    text = told(PROFILE)
    assert (
        "- Stated in [1], published by A publisher (modelled, 2025-06): It costs money. (about: ivo) "
        "[= about 100 billion RUB] [1]\n"
    ) in text
    assert "- Inno (modelled, 2025-06): It costs money. [1]\n" in text
    assert "- Сказано в [1], издатель — A publisher (смоделировано, 2025-06)" in told(PROFILE, "ru")


def test_versions_stand_side_by_side() -> None:
    assert (
        "## Sources tell it differently\n\n- Founder (1): Inno [1]\n- Founder (2): Akeso; Inno [2]\n"
    ) in told(PROFILE)


def test_what_is_left_out_or_only_possible_is_said() -> None:
    assert answer_of(PROFILE).notes == (
        "left out, as not holding on 2026-01-01: 4",
        "left out by --certain, as they only may hold on 2026-01-01: 2",
        "left out, as said after 2026-01-01: 1",
        "3 of 4 facts only may hold on 2026-01-01, 2 of them without any date; --certain leaves them out",
    )
    assert answer_of(PROFILE, "ru").notes[:2] == (
        "не показано, так как на 2026-01-01 не действует: 4",
        "не показано из-за --certain, так как на 2026-01-01 лишь возможно: 2",
    )
    limited = answer_of(PROFILE, limit=1)
    assert limited.notes[0] == "2 more, left out as --limit asks"  # one membership, one statement
    assert "## Memberships (1 of 2)" in told(PROFILE, limit=1)
    assert "## Statements (1 of 2)" in told(PROFILE, limit=1)


def test_every_fact_is_a_row_and_a_json_object() -> None:
    answer = answer_of(PROFILE)
    rows = list(csv.DictReader(io.StringIO(render(answer, "csv").decode(), newline="")))
    # 2 names, 1 description, 1 identifier, 1 attribute, 4 facts, 2 statements, 2 versions
    assert len(rows) == 13
    first = next(row for row in rows if row["node"] == "m1")
    assert first["others"] == "Inno | The deal"
    assert first["details"] == "role: founder | A remark."
    assert (first["status"], first["from"], first["to"], first["confidence"]) == (
        "completed",
        "2025",
        "",
        "low",
    )
    assert first["sources"] == "A page | A copy of the page"
    assert first["urls"] == "https://example.org/page | https://example.org/copy"
    result = json.loads(render(answer, "json"))["results"][0]
    assert [fact["id"] for fact in result["facts"]] == ["deal", "m1", "m2", "stage"]
    assert result["facts"][1]["status"] == "completed"
    assert result["facts"][1]["independent_sources"] == 1
    assert result["facts"][1]["fillers"][0] == {
        "role": "member",
        "property": "org:member",
        "value": {"id": "inno", "label": "Inno", "kind": "development-institution"},
        "sources": ["page", "copy"],
    }
    assert result["statements"][0]["speakers"] == []
    assert result["statements"][0]["stated_in"][0]["id"] == "page"
    assert "resting" not in result


def test_a_source_tells_what_rests_on_it() -> None:
    source = replace(
        PROFILE, facts=(), claims=(), versions=(), resting=(ONE, TWO), resting_entities=(AKESO, DRUG)
    )
    text = told(source)
    assert (
        "## Resting on this source: entities (2), relations (2)\n\n- Company (1): Akeso\n- Drug (1): ivo\n"
        in text
    )
    assert "### Memberships (2)\n" in text
    result = json.loads(render(answer_of(source), "json"))["results"][0]
    assert len(result["resting"]["facts"]) == 2
    assert len(result["resting"]["entities"]) == 2
