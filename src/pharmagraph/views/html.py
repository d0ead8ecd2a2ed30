"""One self-contained page from a view: pyvis holds the model, our template and script draw it.

pyvis's own template needs the network, inserts data as markup and drops parallel ties; what is used of it is
the ``Network`` with its nodes, edges and options, and the vis-network that its package ships.
"""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from pyvis.network import Network

from pharmagraph.errors import LimitError, SourceChangedError
from pharmagraph.views.island import Tables, edge_fields, embedded, node_fields, page_content

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pharmagraph.model import Lang
    from pharmagraph.views.model import View

VIS_FILE: Final = "lib/vis-9.1.2/vis-network.min.js"
VIS_SHA256: Final = "1f20f0736f32cb9bedf8f6383b25cfea2f839e1abe80d6e8040b4d5bea378c69"
"""The vis-network 9.1.2 of pyvis 0.3.2 (Apache-2.0 or MIT); another file is refused."""

LARGEST_PAGE: Final = 25_000_000

SCRIPTS: Final = (
    "state", "words", "filters", "finder", "routes", "scenes", "labels", "painter", "bubbles", "canvas",
    "svg", "panel", "table", "saving", "links", "controls", "choosing", "keys", "camera", "main",
)  # fmt: skip
"""The parts of the page's script, in the order in which they are joined."""

_WORKED_OUT: Final = frozenset({"label", "shape", "color", "arrows", "from", "to"})


class PageNetwork(Network):  # type: ignore[misc]
    """The pyvis network of one view; it renders itself with our template.

    Edges keep their direction and none is dropped: pyvis keeps one of several only in undirected networks.
    """

    def __init__(self, view: View) -> None:
        super().__init__(height="100%", width="100%", directed=True, cdn_resources="in_line")
        self.templateEnv = Environment(
            loader=PackageLoader("pharmagraph.views", "page"), autoescape=True, undefined=StrictUndefined
        )
        self.path = "page.html.j2"
        self._view = view
        self._tables = Tables(view)
        self._fill()

    def get_nodes(self) -> Iterable[str]:
        """The ids, to look one up quickly."""
        known: dict[str, Any] = self.node_map
        return known.keys()

    def _fill(self) -> None:
        view = self._view
        most = max((node.partners for node in view.nodes), default=0)
        colors = {one.name: one.color() for one in view.types}
        for number, node in enumerate(view.nodes):
            label = node.short.en or node.short.ru or node.entity.id
            fields = node_fields(node, view, number, most)
            self.add_node(node.entity.id, label, shape="custom", color=colors[node.type], **fields)
        ids = [node.entity.id for node in view.nodes]
        for edge in view.edges:
            arrows = "" if edge.facet.relation.symmetric else "to"
            self.add_edge(ids[edge.start], ids[edge.end], arrows=arrows, **edge_fields(edge, self._tables))
        self.options.physics.enabled = False
        self.options.layout = {"improvedLayout": False}

    def add_node(self, n_id: str, label: str | None = None, **options: Any) -> None:
        """Add a node; a second one of the same id is a mistake."""
        if n_id in self.node_map:
            raise ValueError(f"two nodes have the id {n_id!r}")
        super().add_node(n_id, label, **options)

    def _drawn(self) -> dict[str, Any]:
        """The model without what the page works out by itself; ends and kinds by number."""
        number = {node["id"]: place for place, node in enumerate(self.nodes)}
        kinds = sorted({node["kind"] for node in self.nodes})
        return {
            "kinds": kinds,
            "nodes": [
                {key: value for key, value in node.items() if key not in _WORKED_OUT}
                | {"kind": kinds.index(node["kind"])}
                for node in self.nodes
            ],
            "edges": [
                {"p": number[edge["from"]], "q": number[edge["to"]]}
                | {key: value for key, value in edge.items() if key not in _WORKED_OUT}
                for edge in self.edges
            ],
        }

    def generate_html(self, name: str = "", local: bool = True, notebook: bool = False) -> str:  # noqa: ARG002
        """The page as text. Nothing is written; the parameters are pyvis's and unused."""
        return self.page()

    def page(self, *, lang: Lang = "en", theme: str = "auto") -> str:
        """The page, opened in a language and a theme; the reader may change both."""
        view, script = self._view, page_script()
        content = {
            **page_content(view),
            **self._tables.content(),
            **self._drawn(),
            "options": vis_options(),
            "lang": lang,
            "theme": theme,
        }
        vis = vis_script()
        text: str = self.templateEnv.get_template(self.path).render(
            lang=lang,
            title=view.title.text(lang),
            policy=content_policy(vis, script),
            # Markup: these four are our own files, the library's checked one, and JSON without "<".
            style=Markup(_asset("page.css")),  # noqa: S704
            vis=Markup(vis),  # noqa: S704
            script=Markup(script),  # noqa: S704
            content=Markup(embedded(content)),  # noqa: S704
        )
        if len(text) > LARGEST_PAGE:
            raise LimitError(
                "page",
                f"the page would have {len(text) // 1_000_000} MB; ask for the surroundings of one entity",
            )
        return text


def render(view: View, *, lang: Lang = "en", theme: str = "auto") -> str:
    """One self-contained HTML page that asks nothing of the network; nothing is changed or written.

    Raises:
        LimitError: the page would be larger than 25 MB.
        SourceChangedError: the vis-network in the installed pyvis is not the one that was checked.
    """
    return PageNetwork(view).page(lang=lang, theme=theme)


def vis_options() -> dict[str, Any]:
    """How vis-network behaves: it pans and zooms; nothing moves by itself, and we draw ourselves."""
    return {
        "autoResize": True,
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "interaction": {
            "dragNodes": False, "selectable": False, "hover": False, "keyboard": False, "zoomSpeed": 0.7,
        },
    }  # fmt: skip


def vis_script() -> str:
    """The vis-network that the pyvis package ships.

    Raises:
        SourceChangedError: the file is another one than was checked.
    """
    file = files("pyvis").joinpath(VIS_FILE)
    content = file.read_bytes()
    if hashlib.sha256(content).hexdigest() != VIS_SHA256:
        raise SourceChangedError(
            f"pyvis/{VIS_FILE}", "is not the vis-network 9.1.2 that was checked", hint="install pyvis 0.3.2"
        )
    # A browser reads other line ends as these, and the policy's hash is of what it reads.
    return content.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


def page_script() -> str:
    """The script of the page, its parts joined in one scope."""
    parts = "\n".join(_asset(f"{name}.js") for name in SCRIPTS)
    return f"(function () {{\n'use strict';\n{parts}\n}})();"


def content_policy(*scripts: str) -> str:
    """The page's policy: these scripts by their hashes, and nothing else from anywhere."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode('utf-8')).digest()).decode('ascii')}'"
        for script in scripts
    )
    return (
        f"default-src 'none'; script-src {hashes}; style-src 'unsafe-inline'; img-src data: blob:; "
        "connect-src 'none'; base-uri 'none'; form-action 'none'"
    )


def _asset(name: str) -> str:
    return files("pharmagraph.views").joinpath("page", name).read_text(encoding="utf-8")
