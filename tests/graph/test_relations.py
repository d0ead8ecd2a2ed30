from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from pharmagraph.errors import ConfigError
from pharmagraph.graph.relations import Relation, bundled_rules, read_rule

if TYPE_CHECKING:
    from pathlib import Path


def test_every_bundled_relation_has_its_phrases_in_both_languages() -> None:
    names = set()
    for rule in bundled_rules():
        assert rule.layer, rule.id
        assert rule.relations, rule.id
        for relation in rule.relations:
            assert all(relation.phrases), relation.name
            assert all(re.search("[а-яё]", phrase) for phrase in relation.phrases[2:]), relation.name
            assert not any(re.search("[А-Яа-яё]", phrase) for phrase in relation.phrases[:2]), relation.name
            if relation.symmetric:
                assert relation.phrases[0] == relation.phrases[1], relation.name
            names.add(relation.name)
    assert len({rule.id for rule in bundled_rules()}) == len(bundled_rules())
    assert {f"R{number}" for number in range(1, 16)} <= {rule.id for rule in bundled_rules()}
    assert {"develops", "modulates", "member-of", "licenses-to"} <= names


def test_a_phrase_reads_in_a_direction_and_falls_back_to_the_name() -> None:
    relation = Relation("develops", phrases=("develops", "is developed by", "разрабатывает", ""))
    assert relation.phrase("forward") == "develops"
    assert relation.phrase("backward") == "is developed by"
    assert relation.phrase("forward", "ru") == "разрабатывает"
    assert relation.phrase("backward", "ru") == "← develops"


def test_what_begins_is_told_from_what_never_did() -> None:
    known = {relation.name: relation for rule in bundled_rules() for relation in rule.relations}
    assert {name for name, one in known.items() if one.timeless} == {"modulates", "contains"}
    assert {name for name, one in known.items() if one.lasting} == {
        "discovered", "developed-copy", "predecessor-of", "took-part-with",
    }  # fmt: skip


def test_russian_phrases_do_not_agree_in_gender_with_their_subject() -> None:
    # Names stand uninflected and of any gender before them: "Группа … получил" would be wrong.
    past = re.compile(r"\b\w+(?:ил|ал|ел|ял|ыл)\b")
    phrases = [phrase for rule in bundled_rules() for one in rule.relations for phrase in one.phrases[2:]]
    assert [phrase for phrase in phrases if past.search(phrase)] == []


def test_a_rule_is_read_from_its_header(tmp_path: Path) -> None:
    file = tmp_path / "mine.rq"
    file.write_text(
        "#: id: M1\n#: version: 3\n#: layer: trade\n#: projection: mine\n"
        "#: relation: sells-to | forward derived | sells to | buys from | продаёт | покупает у\n"
        "SELECT ?start ?end WHERE { ?start ?p ?end }",
        encoding="utf-8",
    )
    rule = read_rule(file)
    assert (rule.id, rule.version, rule.layer, rule.projection) == ("M1", "3", "trade", "mine")
    (relation,) = rule.relations
    assert (relation.name, relation.layer, relation.rule) == ("sells-to", "trade", "M1")
    assert (relation.symmetric, relation.derived, relation.timeless) == (False, True, False)


@pytest.mark.parametrize(
    "line",
    [
        "#: relation: Sells | forward | a | b | c | d",
        "#: relation: sells | sideways | a | b | c | d",
        "#: relation: sells | forward | a | b",
        "#: relation: sells | forward both | a | b | c | d",
        "#: relation: sells | forward timeless lasting | a | b | c | d",
        "#: relation: sells",
        "#: projection: My own",
    ],
)
def test_headers_that_make_no_sense(tmp_path: Path, line: str) -> None:
    file = tmp_path / "wrong.rq"
    file.write_text(f"{line}\nSELECT ?start ?end WHERE {{}}", encoding="utf-8")
    with pytest.raises(ConfigError, match="wrong"):
        read_rule(file)
