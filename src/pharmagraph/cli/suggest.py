"""``pharmagraph suggest``: which tie an actor lacks, why, and whether such scores have been right before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from pharmagraph.cli.completion import entity_name, kind_name
from pharmagraph.cli.network import NetworkChoice, network_options
from pharmagraph.cli.options import answer_options, day, open_graph

if TYPE_CHECKING:
    from pharmagraph.cli.output import Output

_METHODS = (
    "adamic-adar", "resource-allocation", "common-neighbours", "jaccard",
    "shared-target", "shared-drug", "shared-technology",
)  # fmt: skip
_DEFAULT_LIMIT = 10
_YEARS_BACK = 5


@click.command("suggest")
@click.argument("entity", shell_complete=entity_name)
@click.option("--kind", "-k", shell_complete=kind_name, help="Only these: company, research-organisation, …")
@click.option("--country", metavar="COUNTRY",
              help="Only those of a country, by name or code: China, CN.")  # fmt: skip
@click.option("--by", "method", type=click.Choice(_METHODS), default="adamic-adar", show_default=True,
              help="The score that orders.")  # fmt: skip
@click.option("--split", callback=day, metavar="DATE",
              help="Test on ties that began on that day or later.  [default: five years back]")  # fmt: skip
@network_options
@answer_options
def command(
    entity: str,
    kind: str | None,
    country: str | None,
    method: str,
    split: date | None,
    choice: NetworkChoice,
    graph: str | None,
    output: Output,
) -> None:
    """Suggest partners for ENTITY, with what they share and how such scores did on past ties.

    Подсказать партнёров для ENTITY: что у них общего и насколько такие оценки оправдывались.

    \b
    pharmagraph suggest ChemRar
    pharmagraph suggest Generium --country CN --by shared-target
    pharmagraph suggest Innopraktika --kind company --lang ru
    """  # noqa: D301 - click's mark for lines that stay apart
    from pharmagraph.exports.suggestions import suggestions_answer
    from pharmagraph.graph.collapse import collapse_ties
    from pharmagraph.graph.common_ground import common_ground, sources_of
    from pharmagraph.graph.suggestions import Validation, split_by_date, suggest, validate
    from pharmagraph.queries.coverage import Support

    with open_graph(graph, quiet=output.quiet) as kg:
        network = choice.read(kg)
        simple = collapse_ties(network.ties)
        node = network.entity(entity).iri
        among = set(network.of_kind(kind) or simple)
        if country:
            code = network.country(country)
            among &= {one for one, of in simple.nodes(data="country") if of == code}
        features = common_ground(network.whole, node, among)
        limit = output.limit or _DEFAULT_LIMIT
        found = suggest(simple, node, method=method, among=among, features=features, limit=limit)
        today = date.fromisoformat(simple.graph["as_of"] or kg.release.date)
        when = (split or today.replace(year=today.year - _YEARS_BACK, day=1)).isoformat()
        earlier, later = split_by_date(network.ties, when)
        known = collapse_ties(earlier)
        known.remove_nodes_from([one for one, degree in list(known.degree) if not degree])
        tested = validate(known, later)
        tested += [Validation(one.name, 0, 0) for one in features]
        supports = [Support.of(sources_of(one, network.whole, simple)) for one in found]
        output.write(
            suggestions_answer(
                found, tested, node, network.whole, simple, network.ties,
                lang=output.lang, method=method, day=when, coverage=kg.coverage(supports, as_of=choice.as_of),
            )
        )  # fmt: skip
