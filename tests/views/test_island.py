from __future__ import annotations

import json

from tests.views.drawing import PARTNER, edge, facet, node, triangle, view

from pharmagraph.views.island import Tables, edge_fields, embedded, mark_size, node_fields, page_content


def test_embedded_json_holds_no_sign_that_a_parser_of_html_looks_for() -> None:
    hostile = {"</script>": ["<!--", "&amp;", "\u2028\u2029", "]]>"]}
    text = embedded(hostile)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == hostile


def test_a_mark_grows_with_the_root_of_its_partners() -> None:
    # 5 + 13·√(0/16), 5 + 13·√(4/16), 5 + 13·√(16/16)
    assert [mark_size(count, 16) for count in (0, 4, 16)] == [5.0, 11.5, 18.0]
    assert mark_size(0, 0) == 5.0


def test_a_tie_refers_to_tables_and_ties_of_one_facet_share_it() -> None:
    picture = triangle()
    tables = Tables(picture)
    first, second = (edge_fields(one, tables) for one in picture.edges[:2])
    assert first == {"f": 0, "s": [0], "d": [1, 1], "v": 0}
    assert second["f"] == 1
    assert second["s"] == [0, 1]
    content = tables.content()
    assert content["sources"][1]["title"] == "Страница"
    # a relation node without a name has nothing to show
    assert content["vias"] == [{"en": "A stake", "ru": "Доля"}]
    assert "v" not in second
    assert content["facets"][0]["start"] == ["2024-03-01", "2024-03-01"]


def test_sources_that_copy_one_another_are_counted_once() -> None:
    picture = view([node("alfa"), node("beta")], [edge(0, 1, sources=("book", "page"), independent=1)])
    assert edge_fields(picture.edges[0], Tables(picture))["i"] == 1


def test_a_node_says_nothing_twice() -> None:
    picture = triangle()
    fields = node_fields(picture.nodes[0], picture, 0, most=2)
    assert fields["en"] == "Alfa"
    assert "s" not in fields
    assert "also" not in fields


def test_a_page_knows_its_relations_in_both_languages_and_directions() -> None:
    picture = view([node("alfa"), node("beta")], [edge(0, 1, facet(PARTNER))], off=frozenset({"partner-of"}))
    relation = page_content(picture)["relations"][0]
    assert relation["phrases"] == ["works with", "works with", "работает с", "работает с"]
    assert relation["both"]
    assert relation["off"]
