from __future__ import annotations

import pytest

from pharmagraph.model import IRI, Literal
from pharmagraph.store.literals import problem, stored
from pharmagraph.vocab import XSD


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("7", "integer"), ("-7", "integer"), ("+7", "integer"), ("0", "integer"), ("9" * 18, "integer"),
        ("0", "nonNegativeInteger"), ("255", "unsignedByte"), ("1.10", "decimal"), (".5", "decimal"),
        ("1E0", "double"), ("NaN", "double"), ("-INF", "float"), ("1", "boolean"), ("false", "boolean"),
        ("2024-02-29", "date"), ("2025-02-28Z", "date"), ("2000-02-29", "date"), ("-0004-02-29", "date"),
        ("2025-01-01T24:00:00", "dateTime"), ("2025-01-01T23:59:59.5+03:00", "dateTime"),
        ("2025", "gYear"), ("2025-12", "gYearMonth"), ("--02-30", "gMonthDay"),
        ("12:00:00", "time"), ("P1Y2M3DT4H5M6.7S", "duration"),
        ("PT1S", "duration"), ("", "hexBinary"), ("anything", "anyURI"),
    ],
)  # fmt: skip
def test_values_that_exist(value: str, datatype: str) -> None:
    assert problem(Literal(value, XSD[datatype])) == ""


@pytest.mark.parametrize(
    ("value", "datatype", "reason"),
    [
        ("2025-02-30", "date", "a day that the calendar does not have"),
        ("2025-02-29", "date", "a day that the calendar does not have"),
        ("1900-02-29", "date", "a day that the calendar does not have"),
        ("2025-13-01", "date", "a day that the calendar does not have"),
        ("2025-02-30T00:00:00", "dateTime", "a day that the calendar does not have"),
        ("2025-2-8", "date", "is not a value of xsd:date"),
        ("2025", "date", "is not a value of xsd:date"),
        ("2025-01-01", "dateTime", "is not a value of xsd:dateTime"),
        ("25:00:00", "time", "is not a value of xsd:time"),
        ("yes", "boolean", "is not a value of xsd:boolean"),
        ("1,5", "decimal", "is not a value of xsd:decimal"),
        ("abc", "integer", "is not a whole number"),
        ("٣", "integer", "is not a whole number"),
        ("", "integer", "is not a whole number"),
        ("007", "integer", "leading zeros"),
        ("-01", "int", "leading zeros"),
        ("99999999999999999999", "integer", "too large"),
        ("9" * 100_000, "integer", "too large"),
        ("-1", "nonNegativeInteger", "outside the range"),
        ("256", "unsignedByte", "outside the range"),
        ("P", "duration", "is not a value of xsd:duration"),
        ("P1DT", "duration", "is not a value of xsd:duration"),
        ("2025-13", "gYearMonth", "is not a value of xsd:gYearMonth"),
    ],
)
def test_values_that_do_not(value: str, datatype: str, reason: str) -> None:
    assert reason in problem(Literal(value, XSD[datatype]))


def test_texts_and_foreign_datatypes_have_no_rules() -> None:
    assert problem(Literal("007")) == ""
    assert problem(Literal("2025-02-30", language="en")) == ""
    assert problem(Literal("007", IRI("urn:own"))) == ""


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        (Literal("1.10", XSD.decimal), Literal("1.1", XSD.decimal)),
        (Literal("1E0", XSD.double), Literal("1", XSD.double)),
        (Literal("5", XSD.int), Literal("5", XSD.integer)),
        (Literal("1", XSD.boolean), Literal("true", XSD.boolean)),
        (Literal("2025-02-28", XSD.date), Literal("2025-02-28", XSD.date)),
        (Literal("2025-02-28Z", XSD.date), Literal("2025-02-28", XSD.date)),
        (Literal("2025-02-28-05:00", XSD.date), Literal("2025-02-28", XSD.date)),
        (Literal("2025-02-28T01:00:00Z", XSD.dateTime), Literal("2025-02-28T01:00:00Z", XSD.dateTime)),
        (Literal("7", XSD.integer), Literal("7", XSD.integer)),
        (Literal("1.10"), Literal("1.10")),
    ],
)
def test_what_the_store_keeps(given: Literal, kept: Literal) -> None:
    assert stored(given) == kept
    assert stored(kept) == kept
