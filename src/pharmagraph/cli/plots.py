"""The plots of ``rank`` and ``brokers``: what stands in a row, what a bar is, and in which words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pharmagraph.exports.answers import closing_notes
from pharmagraph.exports.brokers import ROLES, TOO_FEW
from pharmagraph.exports.rankings import MEASURES, NOT_DEFINED
from pharmagraph.exports.structure import figure, group_words, span_text
from pharmagraph.exports.words import kind_words
from pharmagraph.graph.actors import entity_of
from pharmagraph.model import Words
from pharmagraph.views.intervals import Mark, Panel, Plot, Reading, Row, draw_intervals

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping, Sequence

    import networkx as nx

    from pharmagraph.cli.network import NetworkChoice
    from pharmagraph.cli.output import Output
    from pharmagraph.exports.answers import Answer
    from pharmagraph.graph.brokerage import Brokerage, RoleCount
    from pharmagraph.graph.ranking import Ranked, Ranking
    from pharmagraph.model import Lang

SIGNIFICANT: Final = 0.05
_ABOUT: Final[dict[str, Words]] = {
    "degree": Words("With how many others each is tied.", "Со сколькими другими связан каждый."),
    "strength": Words("The sum of the strengths of each one's ties.", "Сумма сил всех связей каждого."),
    "betweenness": Words(
        "On which share of the shortest paths between others each stands.",
        "На какой доле кратчайших путей между другими стоит каждый.",
    ),
    "closeness": Words(
        "How near each is to those that reach it, times the share that do.",
        "Насколько каждый близок к тем, кто до него доходит, с поправкой на их долю.",
    ),
    "harmonic": Words(
        "The sum of 1 ⁄ distance from all others to each.", "Сумма 1 ⁄ расстояние от всех других до каждого."
    ),
    "eigenvector": Words(
        "How well tied those are whom each is tied to, in the largest connected part.",
        "Насколько хорошо связаны те, с кем связан каждый, в наибольшей связной части.",
    ),
    "katz": Words(
        "How many walks along ties end at each, longer ones counting for less.",
        "Сколько маршрутов по связям кончается на каждом; длинные весят меньше.",
    ),
    "pagerank": Words(
        "The share of its time that a random walk along ties spends at each.",
        "Доля времени, которую случайное блуждание по связям проводит у каждого.",
    ),
    "hubs": Words(
        "How much each points to those whom good hubs point to.",
        "Насколько каждый указывает на тех, на кого указывают хорошие хабы.",
    ),
    "authorities": Words(
        "How much each is pointed to by those that point to good authorities.",
        "Насколько на каждого указывают те, кто указывает на хорошие авторитеты.",
    ),
    "core": Words(
        "The largest k for which each belongs to a part whose members all have k ties in it.",
        "Наибольшее k, при котором каждый входит в часть, где у всех есть по k связей внутри неё.",
    ),
    "effective-size": Words(
        "How many contacts each has, less those that its other contacts lead to as well.",
        "Сколько у каждого контактов без тех, к кому ведут и другие его контакты.",
    ),
    "efficiency": Words(
        "Effective size as a share of the number of contacts.", "Эффективный размер как доля числа контактов."
    ),
    "constraint": Words(
        "How far each one's contacts are tied to one another; the low are free to broker and come first.",
        "Насколько контакты каждого связаны между собой; первые — у кого меньше, они свободнее.",
    ),
    "hierarchy": Words(
        "Whether the constraint of each comes from one contact (1) or from all alike (0); low comes first.",
        "От одного ли контакта ограничение каждого (1) или от всех поровну (0); первые — у кого меньше.",
    ),
}
_NETWORKS: Final = {
    "organisations": Words("Network of organisations", "Сеть организаций"),
    "actors": Words("Network of organisations and people", "Сеть организаций и людей"),
    "all": Words("Network of everything in the graph", "Сеть всех объектов графа"),
}
_CHOSEN: Final = {
    "only": Words("ties only of", "связи только"),
    "without": Words("ties without", "без связей"),
    "include": Words("also", "также"),
    "gone": Words("supposed without", "предположено: без"),
    "supposed": Words("supposed tie", "предположена связь"),
    "kind": Words("ranked only", "ранжированы только"),
    "near": Words("as seen from", "как видно от"),
    "grouping": Words("groups by", "группы по"),
    "role": Words("role", "роль"),
    "between": Words("pairs between", "пары между"),
}
_SAID: Final = Words("value and rank as the sources have it", "значение и ранг по источникам")
_SUPPOSED: Final = Words("with what is supposed", "с тем, что предположено")
_EARLIER: Final = Words("before what is supposed", "до предположения")
_DIRECTED: Final = Words("ties with a direction lead one way", "связи с направлением ведут в одну сторону")
_UNTESTED: Final = Words("not tested against chance", "без проверки на случайность")
_TESTED: Final[dict[tuple[bool, bool], tuple[Words, str, bool]]] = {
    (False, False): (
        Words(
            "cannot be told from what shuffled groups give, nor from what rewired ties give (q ≥ 0.05)",
            "не отличить ни от перемешанных групп, ни от перестроенных связей (q ≥ 0.05)",
        ),
        "dot",
        False,
    ),
    (True, False): (
        Words(
            "more than shuffled groups give (q < 0.05); cannot be told from what rewired ties give",
            "больше, чем дают перемешанные группы (q < 0.05); от перестроенных связей не отличить",
        ),
        "dot",
        True,
    ),
    (False, True): (
        Words(
            "more than rewired ties give (q < 0.05); cannot be told from what shuffled groups give",
            "больше, чем дают перестроенные связи (q < 0.05); от перемешанных групп не отличить",
        ),
        "diamond",
        True,
    ),
    (True, True): (
        Words(
            "more than both shuffled groups and rewired ties give (q < 0.05)",
            "больше, чем дают и перемешанные группы, и перестроенные связи (q < 0.05)",
        ),
        "star",
        True,
    ),
}
"""How a count is marked by whether it stands out when groups are shuffled, and when ties are rewired."""


def write_plot(plot: Plot, output: Output) -> None:
    """Draw the plot in the form that the output has, and say beside it what was drawn."""
    drawn = draw_intervals(plot, lang=output.lang)
    if output.form == "svg":
        from pharmagraph.views.svg import render_svg

        content = render_svg(drawn).encode("utf-8", "replace")
    else:
        from pharmagraph.views.plot import render_plot

        content = render_plot(drawn, "png" if output.form == "png" else "pdf")
    output.write_bytes(content)
    output.say(f"{output.file}: {plot.lead[-1]}" if plot.rows else f"{output.file}: {plot.nothing}")


def ranking_plot(
    ranking: Ranking,
    rows: Sequence[Ranked],
    graph: nx.Graph,
    answer: Answer,
    *,
    options: Sequence[str],
    before: Mapping[Hashable, Ranked] | None = None,
) -> Plot:
    """The ranks of an answer: values in one panel, ranks with their ranges in the other.

    What the data leave open is the rank and not the value, so only ranks have bars. ``options`` say what was
    chosen of the network, ``before`` what the ranks are in the data.
    """
    russian = answer.lang == "ru"
    arcs = (_DIRECTED.text(answer.lang),) if ranking.directed else ()
    heading = "Ранг, логарифмическая шкала" if russian else "Rank, logarithmic scale"
    share = f"Доля прогонов в первых {ranking.top}" if russian else f"Share of draws in the top {ranking.top}"
    return Plot(
        MEASURES[ranking.measure.name].text(answer.lang),
        (
            _ABOUT[ranking.measure.name].text(answer.lang),
            _network(answer, (*options, *arcs), len(rows), len(ranking.rows)),
        ),
        ("Ранг", "Название") if russian else ("Rank", "Name"),
        (
            Panel("Значение" if russian else "Value"),
            Panel(heading, (_ranges(ranking, russian=russian),), logarithmic=True),
        ),
        tuple(_ranked(one, ranking, graph, answer.lang, before) for one in rows),
        (share,) if ranking.draws else (),
        nothing=" ".join(answer.parts[0].lines),
        notes=_notes(answer),
    )


def brokers_plot(
    found: Brokerage,
    rows: Sequence[RoleCount],
    graph: nx.Graph,
    answer: Answer,
    *,
    total: int,
    options: Sequence[str],
    before: Mapping[tuple[Hashable, str], int] | None = None,
) -> Plot:
    """The roles of an answer: pairs brokered, and how many shuffled groups and rewired ties would give.

    A mark is filled where a count stands out after correction for having asked about many.
    """
    russian = answer.lang == "ru"
    about = Words(
        "Between how many ordered pairs without a tie of their own each stands, by role.",
        "Между сколькими упорядоченными парами без прямой связи стоит каждый, по ролям.",
    )
    shuffles = (
        Words("the middle 90 % of what shuffled groups give", "средние 90 % при перемешанных группах"),
        Words(
            "the middle 90 % of what ties give that are rewired, each body keeping its number of ties",
            "средние 90 % при перестроенных связях, где у каждого столько же связей",
        ),
    )
    told = []
    for number, row in enumerate(rows):
        again = number > 0 and rows[number - 1].node == row.node
        told.append(_brokered(row, found, graph, answer.lang, before, again=again))
    return Plot(
        answer.parts[0].heading,
        (about.text(answer.lang), answer.parts[0].lines[-1], _network(answer, options, len(rows), total)),
        ("Посредник", "Роль, группа") if russian else ("Broker", "Role, group"),
        (Panel("Пар" if russian else "Pairs", tuple(one.text(answer.lang) for one in shuffles)),),
        tuple(told),
        _tests(russian=russian) if found.permutations else (),
        nothing="Никто не посредничает." if russian else "Nobody brokers.",
        notes=_notes(answer),
    )


def options_told(choice: NetworkChoice, lang: Lang, **others: str | None) -> tuple[str, ...]:
    """What was chosen of the network and beyond, in the words that were used; a picture stands alone."""
    listed = {name: ", ".join(sorted(getattr(choice, name))) for name in ("only", "without", "include")}
    told = {
        **listed,
        "gone": ", ".join(choice.gone),
        "supposed": ", ".join(f"{start} – {end}" for start, end in choice.supposed),
        **others,
    }
    if told.get("kind"):
        told["kind"] = kind_words(str(told["kind"])).text(lang)
    network = _NETWORKS[choice.projection].text(lang)
    certain = Words("only what certainly holds", "только то, что точно действует").text(lang)
    return (
        network,
        *((certain,) if choice.certain else ()),
        *(f"{_CHOSEN[name].text(lang)}: {value}" for name, value in told.items() if value),
    )


def _network(answer: Answer, options: Sequence[str], shown: int, total: int) -> str:
    """Which network, on which day, and how much of the answer is drawn."""
    network, *others = options
    day = f" {'на' if answer.lang == 'ru' else 'on'} {answer.coverage.as_of}" if answer.coverage else ""
    rows = f"Первые {shown} из {total}" if answer.lang == "ru" else f"First {shown} of {total}"
    return f"{'; '.join([network + day, *others])}." + (f" {rows}." if shown < total else "")


def _notes(answer: Answer) -> tuple[str, ...]:
    """The notes of the answer; how to see more of it is no matter for paper."""
    return tuple(note for note in closing_notes(answer) if "--limit" not in note)


def _ranges(ranking: Ranking, *, russian: bool) -> str:
    """What the bar of a rank stands for."""
    if russian:
        others = " и при других наборах силы связей" if ranking.presets else ""
        draws = f"средние 90 % из {ranking.draws} прогонов без части источников"
        return f"диапазон ранга, не значения: {draws}{others}"
    others = ", and under other strengths of ties" if ranking.presets else ""
    draws = f"the middle 90 % of {ranking.draws} draws without part of the sources"
    return f"range of the rank, not of the value: {draws}{others}"


def _ranked(
    one: Ranked, ranking: Ranking, graph: nx.Graph, lang: Lang, before: Mapping[Hashable, Ranked] | None
) -> Row:
    now = Mark((_SUPPOSED if before else _SAID).text(lang))
    was = before.get(one.node) if before else None
    earlier = Mark(_EARLIER.text(lang), "square", filled=False)
    value, rank = (
        tuple(
            (float(number), mark)
            for number, mark in ((getattr(was, name, None), earlier), (getattr(one, name), now))
            if number is not None
        )
        for name in ("value", "rank")
    )
    said = NOT_DEFINED.text(lang) if one.value is None else f"{figure(one.value):g}"
    return Row(
        (span_text(one.tied) or "–", entity_of(graph, one.node)),
        (Reading(value, text=said), Reading(rank, (one.range,), span_text(one.range) or "")),
        (("" if one.top_share is None else f"{one.top_share:.3g}"),) if ranking.draws else (),
    )


def _brokered(
    row: RoleCount,
    found: Brokerage,
    graph: nx.Graph,
    lang: Lang,
    before: Mapping[tuple[Hashable, str], int] | None,
    *,
    again: bool,
) -> Row:
    """One role of a broker, whose name stands at the first of its roles."""
    points = [(float(row.count), _mark(row, lang))]
    if before is not None:
        was = float(before.get((row.node, row.role), 0))
        points.insert(0, (was, Mark(_EARLIER.text(lang), "square", filled=False)))
    tests = (_p_and_q(row.p_labels, row.q_labels), _p_and_q(row.p_ties, row.q_ties))
    return Row(
        (
            "" if again else entity_of(graph, row.node),
            f"{ROLES[row.role].text(lang)}\n{group_words(row.group).text(lang)}",
        ),
        (Reading(tuple(points), (row.by_labels, row.by_ties), str(row.count)),),
        tests if found.permutations else (),
    )


def _mark(row: RoleCount, lang: Lang) -> Mark:
    """The mark of a count, by what chance gives."""
    if row.too_few:
        return Mark(TOO_FEW.text(lang), "triangle", filled=False)
    if row.q_labels is None or row.q_ties is None:
        return Mark(_UNTESTED.text(lang), "plus")
    words, shape, filled = _TESTED[row.q_labels < SIGNIFICANT, row.q_ties < SIGNIFICANT]
    return Mark(words.text(lang), shape, filled)


def _tests(*, russian: bool) -> tuple[str, str]:
    if russian:
        return "p / q, группы перемешаны", "p / q, связи перестроены"
    return "p / q, groups shuffled", "p / q, ties rewired"


def _p_and_q(p: float | None, q: float | None) -> str:
    return "–" if p is None or q is None else f"{figure(p, 4):g} / {figure(q, 4):g}"
