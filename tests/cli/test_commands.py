from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import openpyxl
import pytest
from click.testing import CliRunner
from tests.cli.conftest import write_inputs

from pharmagraph.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


def results(result: Result) -> list[dict[str, object]]:
    assert result.exit_code == 0, result.stderr
    found: list[dict[str, object]] = json.loads(result.stdout)["results"]
    return found


# --------------------------------------------------------------------------------------- find


def test_find_says_who_is_meant_and_why(run: Run) -> None:
    result = run("find", "Альфа")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "Id     Name   In Russian  Kind     Why",
        "alpha  Alpha  Альфа       company  name: Альфа",
    ]
    assert "data 2026" in result.stdout
    assert result.stderr == ""


def test_find_lists_a_kind_and_says_how_many_are_left_out(run: Run) -> None:
    assert len(results(run("find", "--kind", "company", "-f", "json"))) == 6
    limited = run("find", "--kind", "company", "--limit", "2")
    assert "2 of 6; more with --limit" in limited.stdout


def test_find_answers_with_nothing_and_with_several(run: Run) -> None:
    nothing = run("find", "qqqqqqqq")
    assert nothing.exit_code == 0
    assert "Nothing was found." in nothing.stdout
    assert [one["id"] for one in results(run("find", "Twin", "-f", "json"))] == ["twin-1", "twin-2"]


def test_a_name_may_be_several_words_without_quotes(run: Run) -> None:
    assert [one["id"] for one in results(run("find", "The", "first", "-f", "json"))][:1] == ["alpha"]


# --------------------------------------------------------------------------------------- show


def test_show_tells_facts_with_status_dates_and_sources(run: Run) -> None:
    text = run("show", "Alpha").stdout
    assert text.startswith("Alpha / Альфа\ncompany · id alpha\nAlso: The first\n")
    assert "• signatory: Beta; co-operation; in force; from 2020, confirmed on 2025-06-18 [1]\n" in text
    assert "• signatory: Гамма [ru]; co-operation; announced [2]\n" in text
    assert "[1] article.ttl." in text


def test_show_speaks_russian(run: Run) -> None:
    text = run("show", "alpha", "--lang", "ru").stdout
    assert text.startswith("Альфа / Alpha\nкомпания · id alpha\n")
    assert "действует; с 2020, подтверждено на 2025-06-18" in text


def test_show_keeps_to_a_day(run: Run) -> None:
    before = run("show", "Alpha", "--as-of", "2019-12-31").stdout
    assert "Beta" not in before
    assert "left out, as not holding on 2019-12-31: 1" in before
    surely = run("show", "Alpha", "--as-of", "2025-06-18", "--certain").stdout
    assert "Beta" in surely
    assert "Гамма" not in surely
    assert "left out by --certain, as they only may hold on 2025-06-18: " in surely


def test_show_takes_certain_for_the_day_of_the_data(run: Run) -> None:
    # the agreement with Beta was last confirmed in June 2025, and the data are younger
    today = run("show", "Alpha", "--certain").stdout
    assert "Beta" not in today
    assert "left out by --certain" in today


def test_show_leaves_derived_facts_that_repeat_others_to_those_who_ask(run: Run) -> None:
    # Alpha and Beta are partners, derived twice, from either end: the agreement itself is told
    text = run("show", "Beta").stdout
    assert "partner-of" not in text
    assert "left out, as derived and only repeating these: " in text
    everything = run("show", "Beta", "--derived").stdout
    assert "Is a partner of (derived by rule partner-of): Alpha [" in everything
    assert run("show", "Beta", "--all").stdout == everything


def test_show_names_the_rule_of_what_is_derived_and_its_sources(run: Run) -> None:
    # Beta develops the pill, says other; the pill acts on GENE1, say both
    text = run("show", "Beta").stdout
    line = next(one for one in text.splitlines() if "works-on-target" in one)
    assert line == "• Works on the target (derived by rule works-on-target): GENE1 [1][2]"


def test_show_a_source_tells_what_rests_on_it(run: Run) -> None:
    result = results(run("show", "file-other", "-f", "json"))[0]
    resting = result["resting"]
    assert isinstance(resting, dict)
    assert {fact["id"] for fact in resting["facts"]} == {"mech", "plan"}


# --------------------------------------------------------------------------------------- path


def test_path_tells_the_route_hop_by_hop(run: Run) -> None:
    text = run("path", "Alpha", "GENE1").stdout
    assert "Alpha —cooperates with→ Beta —develops→ pill —acts on→ GENE1\n" in text
    assert "1. Alpha cooperates with Beta (in force; from 2020, confirmed on 2025-06-18) [1].\n" in text
    assert "3. pill acts on GENE1 [1][2].\n" in text


def test_a_product_stands_for_its_substance(run: Run) -> None:
    result = run("path", "Pillex", "Beta")
    assert result.stderr == "pharmagraph: Pillex is a product; its substance stands for it: pill\n"
    assert result.stdout.startswith("pill → Beta\n")
    assert run("path", "Pillex", "pill").stderr == ""  # which it contains, and nothing else is asked
    assert run("path", "Pillex", "Beta", "--quiet").stderr == ""


def test_three_ends_give_a_tree(run: Run) -> None:
    (tree,) = results(run("path", "Alpha", "pill", "GENE1", "-f", "json"))
    # Alpha - Beta - pill - GENE1 is all there is
    assert (tree["length"], tree["exact"], tree["apart"]) == (3, True, [])
    text = run("path", "Alpha", "GENE1", "Lonely").stdout
    assert "Alpha, GENE1, Lonely: what ties them together\nA tree of 3 hops; none is cheaper.\n" in text
    assert "No path ties Lonely to Alpha.\n" in text
    assert "Что" not in run("path", "Alpha", "GENE1", "Lonely", "--lang", "ru").stdout


def test_pairs_of_a_file_are_answered_line_by_line(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("start;end\nAlpha;GENE1\nNobody;GENE1\n\nTwin;Alpha\nAlpha;Lonely\n", encoding="utf-8")
    result = run("path", "--pairs", str(file), "-f", "csv")
    rows = list(csv.DictReader(io.StringIO(result.stdout)))
    assert [(row["line"], row["found"], row["length"], row["kind"]) for row in rows] == [
        ("2", "yes", "3", "asset-of-a-contact"),
        ("3", "", "", ""),
        ("5", "", "", ""),
        ("6", "no", "", ""),
    ]
    assert rows[0]["text"] == "Alpha —cooperates with→ Beta —develops→ pill —acts on→ GENE1"
    assert result.exit_code == 3  # and no line is lost for it
    assert "line 3: no entity is called 'Nobody'" in result.stderr
    assert "line 5: 'Twin' may mean any of: twin-1" in result.stderr
    fine = run("path", "--pairs", "-", "-f", "json", stdin="Alpha,Beta\n")
    assert fine.exit_code == 0
    assert [one["length"] for one in results(fine)] == [1]


def test_a_file_that_holds_no_pairs_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "pairs.csv"
    file.write_text("Alpha\n", encoding="utf-8")
    alone = run("path", "--pairs", str(file))
    assert alone.exit_code == 2
    assert "line 1: a pair is two names, not 'Alpha'" in alone.stderr
    assert run("path", "--pairs", str(tmp_path / "none.csv")).exit_code == 2


def test_how_unusual_a_route_is_comes_with_all_that_is_needed_to_count_again(run: Run) -> None:
    text = run("path", "Alpha", "GENE1", "--unusual", "--shuffles", "5", "--seed", "3").stdout
    assert "company -cooperates-with- company -develops-> drug -modulates-> target" in text
    assert "degree-weighted count 1 (damping w = 0.5)" in text  # one tie of each relation
    assert "p = 1 (5 shuffles, seed 3)" in text  # which no shuffle can change
    (path,) = results(run("path", "Alpha", "GENE1", "--unusual", "--shuffles", "0", "-f", "json"))
    assert path["unusual"]["p_value"] is None  # type: ignore[index]


def test_paths_are_drawn_beside_the_answer(run: Run, tmp_path: Path) -> None:
    result = run("path", "Alpha", "GENE1", "--html", str(tmp_path / "page.html"))
    assert "1. Through others" in result.stdout
    assert "a page with 1 paths" in result.stderr
    assert "GENE1" in (tmp_path / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Alpha"], "a path has two ends"),
        (["Alpha", "Beta", "--pairs", "x.csv"], "takes the names from the file"),
        (["Alpha", "Beta", "pill", "-k", "2"], "-k cannot go with three or more entities"),
        (["Alpha", "Beta", "pill", "--via", "GENE1", "--max-hops", "3"], "--via, --max-hops cannot go with"),
        (["--pairs", "x.csv", "--all"], "--all cannot go with --pairs"),
        (["Alpha", "Beta", "--seed", "1"], "go with --unusual"),
        (["Alpha", "Beta", "--html", "page.pdf"], "--html writes a page, not page.pdf"),
        (["Alpha", "Beta", "--limit", "3", "-k", "2"], "-k and --limit are the same"),
        (["Alpha", "Beta", "--by", "hops", "--cost", "specific"], "--cost goes with --by cost"),
        (["Alpha", "Beta", "--only", "friendship"], "no tie has the relation or layer 'friendship'"),
    ],
)
def test_options_that_contradict_each_other_are_refused(arguments: list[str], said: str, run: Run) -> None:
    result = run("path", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_path_is_the_json_contract(run: Run) -> None:
    (path,) = results(run("path", "Alpha", "GENE1", "-f", "json"))
    assert path["length"] == 3
    hops = path["hops"]
    assert isinstance(hops, list)
    assert {key: hops[0][key] for key in ("relation", "direction", "via", "from", "to")} == {
        "relation": "cooperates-with",
        "direction": "forward",
        "via": "ally",
        "from": "2020",
        "to": None,
    }
    assert [source["id"] for source in hops[2]["sources"]] == ["file-article", "file-other"]


def test_path_counts_what_a_limit_cuts(run: Run) -> None:
    both = ("Alpha", "Гамма", "--include", "announced")
    plain = json.loads(run("path", *both, "-f", "json").stdout)
    assert (plain["total"], plain["all_counted"]) == (1, True)
    assert run("path", *both, "--all", "--limit", "1").exit_code == 0
    assert run("path", *both, "-k", "1", "--limit", "1").exit_code == 0
    assert run("path", *both, "-k", "1", "--limit", "2").exit_code == 2


def test_path_says_what_only_may_hold(run: Run) -> None:
    # the agreement was last confirmed in 2025, the programme has no date, how the pill acts needs none
    answer = json.loads(run("path", "Alpha", "GENE1", "--as-of", "2026-01-01", "-f", "json").stdout)
    certainty = answer["certainty"]
    assert (certainty["ties"], certainty["only_possible"], certainty["undated"]) == (3, 2, 1)
    text = run("path", "Alpha", "GENE1", "--as-of", "2026-01-01").stdout
    assert "2 of 3 ties only may hold on 2026-01-01, 1 of them without any date" in text
    assert "no date stated" in text


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--avoid", "Beta", "--via", "Beta"], "both pass beta"),
        (["--avoid", "Alpha"], "alpha is an end of the path"),
        (["--unusual", "--damping", "nan"], "no finite number"),
        (["--unusual", "--damping", "inf"], "not in the range"),
    ],
)
def test_path_refuses_what_makes_no_sense(options: list[str], said: str, run: Run) -> None:
    result = run("path", "Alpha", "GENE1", *options)
    assert result.exit_code == 2
    assert said in result.stderr


def test_no_path_says_what_was_tried(run: Run) -> None:
    text = run("path", "Alpha", "Гамма").stdout
    assert "No path within 8 hops" in text
    assert "with --include announced: 1 path, the shortest of 1" in text
    assert "Alpha cooperates with Гамма [ru] (announced; no date stated) [1]. It counts with" in text
    assert len(results(run("path", "Alpha", "Гамма", "--include", "announced", "-f", "json"))) == 1


@pytest.mark.parametrize(
    ("options", "n_paths"),
    [
        (["--via", "Beta"], 1),
        (["--via", "Гамма"], 0),
        (["--avoid", "Beta"], 0),
        (["--avoid", "drug"], 0),
        (["--without", "biology"], 0),
        (["--only", "alliance,pipeline,biology"], 1),
        (["--max-hops", "2"], 0),
        (["--as-of", "2019-12-31"], 0),
        (["--certain"], 0),
        (["--directed"], 1),
        (["--by", "hops"], 1),
        (["--cost", "strength"], 1),
        (["--all", "--max-hops", "3"], 1),
        (["--pattern", "Company -alliance- Company -develops-> Drug -modulates-> Biotarget"], 1),
    ],
)
def test_every_option_of_path_reaches_the_search(options: list[str], n_paths: int, run: Run) -> None:
    assert len(results(run("path", "Alpha", "GENE1", *options, "-f", "json"))) == n_paths


# -------------------------------------------------------------------------------------- query

FIRMS = "SELECT ?firm ?label WHERE { ?firm a pg:Company ; skos:prefLabel ?label } ORDER BY ?firm ?label"


def test_query_answers_in_every_form(run: Run) -> None:
    rows = results(run("query", FIRMS, "-f", "json"))
    assert len(rows) == 7  # Alpha has two labels
    assert rows[0] == {"firm": "https://w3id.org/pharmagraph/id/alpha", "label": "Alpha"}
    assert "id:alpha   Alpha" in run("query", FIRMS).stdout
    assert results(run("query", "ASK { id:alpha a pg:Company }", "-f", "json")) == [{"answer": True}]
    described = results(run("query", "DESCRIBE id:pill", "-f", "json"))
    assert described[0].keys() == {"subject", "predicate", "object"}


def test_names_in_a_query_stand_for_what_they_mean(run: Run) -> None:
    asked = "SELECT ?l WHERE { {{Альфа}} skos:prefLabel ?l FILTER(LANG(?l) = 'en') }"
    assert results(run("query", asked, "-f", "json")) == [{"l": "Alpha"}]
    assert run("query", "SELECT ?l WHERE { {{Twin}} skos:prefLabel ?l }").exit_code == 3


def test_a_query_may_come_from_a_file_or_from_standard_input(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "question.rq"
    file.write_text(FIRMS, encoding="utf-8")
    assert len(results(run("query", str(file), "-f", "json"))) == 7
    assert len(results(run("query", "-", "-f", "json", stdin=FIRMS))) == 7
    assert len(results(run("query", "-f", "json", stdin=FIRMS))) == 7


@pytest.mark.parametrize("form", ["srj", "srx", "srcsv", "srtsv"])
def test_w3c_forms_of_solutions_are_written_byte_for_byte(form: str, run: Run) -> None:
    content = run("query", FIRMS, "-f", form).stdout_bytes.decode()
    assert "Альфа" in content
    if form == "srcsv":
        assert content.splitlines()[0] == "firm,label"
        assert "\r\n" in content


@pytest.mark.parametrize("form", ["ttl", "nt", "trig", "jsonld", "rdfxml"])
def test_w3c_forms_of_triples(form: str, run: Run) -> None:
    result = run(
        "query", "CONSTRUCT { id:alpha skos:prefLabel ?l } WHERE { id:alpha skos:prefLabel ?l }", "-f", form
    )
    assert result.exit_code == 0, result.stderr
    assert "Alpha" in result.stdout


def test_a_query_has_a_deadline(run: Run) -> None:
    slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    result = run("query", slow, "--timeout", "0.3")
    assert result.exit_code == 7
    assert "ended after 0.3 s" in result.stderr


# --------------------------------------------------------------------------- formats and files


@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv", "tsv", "md", "xlsx"])
def test_no_row_is_lost_in_any_format(form: str, run: Run) -> None:
    result = run("find", "--kind", "company", "--format", form)
    assert result.exit_code == 0
    content = result.stdout_bytes
    if form == "xlsx":
        content = str(list(openpyxl.load_workbook(io.BytesIO(content)).active.values)).encode()  # type: ignore[union-attr]
    for name in ("alpha", "beta", "gamma", "lone", "twin-1", "twin-2"):
        assert name.encode() in content


def test_notes_stand_beside_an_answer_that_has_no_place_for_them(run: Run) -> None:
    loud = run("find", "Alpha", "-f", "csv")
    assert loud.stdout == "id,name,name_other,kind,why\nalpha,Alpha,Альфа,company,name: Alpha\n"
    assert loud.stderr.startswith("Results: 1. As of ")
    assert run("find", "Alpha", "-f", "csv", "--quiet").stderr == ""
    assert run("find", "Alpha", "-q").stdout.count("\n") == 2


def test_the_ending_of_a_file_chooses_the_format(run: Run, tmp_path: Path) -> None:
    for ending in ("json", "jsonl", "csv", "tsv", "md", "xlsx", "txt"):
        file = tmp_path / f"answer.{ending}"
        result = run("find", "Alpha", "-o", str(file))
        assert result.exit_code == 0
        assert result.stdout == ""
        assert file.stat().st_size > 0
    assert json.loads((tmp_path / "answer.json").read_text(encoding="utf-8"))["results"]
    assert (tmp_path / "answer.txt").read_text(encoding="utf-8").startswith("Id ")


def test_excel_gets_a_mark_semicolons_and_headings(run: Run) -> None:
    content = run("find", "Alpha", "--excel", "--lang", "ru").stdout_bytes.decode("utf-8-sig")
    assert run("find", "Alpha", "--excel").stdout_bytes.startswith(b"\xef\xbb\xbf")
    assert next(csv.reader(io.StringIO(content), delimiter=";")) == [
        "Id", "Название", "По-английски", "Вид", "Почему",
    ]  # fmt: skip
    assert run("find", "Alpha", "--excel", "-f", "json").exit_code == 2


def test_a_table_is_not_cut_when_nobody_looks(run: Run) -> None:
    text = run(
        "query", "SELECT ?d WHERE { pg:Partnership skos:definition ?d FILTER(LANG(?d) = 'en') }"
    ).stdout
    assert max(map(len, text.splitlines())) > 80


# ------------------------------------------------------------------------------ info and build


def test_info_counts_and_names_the_release(run: Run) -> None:
    (summary,) = results(run("info", "-f", "json"))
    kinds, sources = summary["entities_by_kind"], summary["statements_by_source"]
    assert isinstance(kinds, dict)
    assert isinstance(sources, dict)
    assert kinds["company"] == 6
    assert sources.keys() >= {"file-article", "file-other"}
    text = run("info", "--lang", "ru").stdout
    assert "Данные: 2026" in text
    assert "company      компания" in text


def test_build_makes_a_graph_and_tells_what_became_of_each_input(tmp_path: Path) -> None:
    files = [str(file) for file in write_inputs(tmp_path)]
    made = str(tmp_path / "made")
    result = CliRunner().invoke(main, ["build", *files, "--without-bundled", "--graph", made, "-f", "json"])
    assert result.exit_code == 0, result.stderr
    document = json.loads(result.stdout)
    assert [(row["file"], row["accepted"]) for row in document["results"]] == [
        ("article.ttl", 1),
        ("other.ttl", 1),
    ]
    assert document["rejected"] == []
    found = CliRunner().invoke(main, ["find", "Alpha", "--graph", made, "-f", "jsonl", "-q"])
    assert json.loads(found.stdout)["id"] == "alpha"


def test_a_rejected_input_stops_a_build_unless_it_may_go_on(tmp_path: Path) -> None:
    good, _ = write_inputs(tmp_path)
    bad = tmp_path / "bad.ttl"
    bad.write_text("id:x a\n\n<<< nonsense", encoding="utf-8")
    asked = ["build", str(good), str(bad), "--without-bundled", "--graph", str(tmp_path / "made")]
    stopped = CliRunner().invoke(main, asked)
    assert stopped.exit_code == 5
    assert "bad.ttl" in stopped.stderr
    assert stopped.stdout == ""
    went_on = CliRunner().invoke(main, [*asked, "--keep-going"])
    assert went_on.exit_code == 0
    assert "Rejected\n" in went_on.stdout
    assert "bad.ttl, line 1" in went_on.stdout
