// Whether graphology reads from GraphML and GEXF what `pharmagraph export` wrote.
//
//     node check.mjs DIRECTORY
//
// DIRECTORY holds PROJECTION.graphml, PROJECTION.gexf and PROJECTION.node-link for each projection. The
// node-link file is plain JSON and says what must be found: every node and tie by its id, and every field.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DOMParser } from "@xmldom/xmldom";
import Graph from "graphology";
import gexf from "graphology-gexf";
import graphml from "graphology-graphml";

const READERS = { graphml, gexf };
const TOLD_OF_NODES = ["label_en", "label_ru", "kind", "iri"];
const TOLD_OF_TIES = {
  all: ["relation", "from", "to", "sources"],
  actors: ["relations", "sources"],
  organisations: ["relations", "sources"],
};
const ADDED_BY_GEXF = new Set(["label", "networkx_key"]);

// Lists are one text in both formats.
const flat = (value) => (Array.isArray(value) ? value.join("|") : value);

function differences(graph, expected, told) {
  const found = [];
  const compare = (what, here, there) => {
    if (here !== there) found.push(`${what}: ${JSON.stringify(here)} instead of ${JSON.stringify(there)}`);
  };
  const compareFields = (what, here, { id, source, target, key, ...there }) => {
    for (const name of Object.keys(there)) compare(`${what}, ${name}`, here[name], flat(there[name]));
    for (const name of Object.keys(here)) {
      if (!(name in there || ADDED_BY_GEXF.has(name))) found.push(`${what}: a field ${name} that was not written`);
    }
  };

  compare("number of nodes", graph.order, expected.nodes.length);
  compare("number of ties", graph.size, expected.edges.length);
  compare("direction", graph.type, expected.directed ? "directed" : "undirected");
  for (const node of expected.nodes) {
    if (graph.hasNode(node.id)) compareFields(`node ${node.id}`, graph.getNodeAttributes(node.id), node);
    else found.push(`no node ${node.id}`);
  }
  for (const tie of expected.edges) {
    if (!graph.hasEdge(tie.id)) {
      found.push(`no tie ${tie.id} between ${tie.source} and ${tie.target}`);
      continue;
    }
    compare(`ends of tie ${tie.id}`, graph.extremities(tie.id).join(" to "), `${tie.source} to ${tie.target}`);
    compareFields(`tie ${tie.id}`, graph.getEdgeAttributes(tie.id), tie);
  }
  // An empty comparison would pass too: the file that says what must be found has to say it.
  for (const name of TOLD_OF_NODES) {
    if (!expected.nodes.some((node) => node[name])) found.push(`no node of the export has a ${name}`);
  }
  for (const name of told) {
    if (!expected.edges.some((tie) => flat(tie[name]))) found.push(`no tie of the export has a ${name}`);
  }
  return found;
}

// The readers' own parser, but one that stops at the first thing that is not XML.
function read(directory, projection, format) {
  const parser = new DOMParser({
    errorHandler: (level, message) => {
      throw new Error(message);
    },
  });
  const text = readFileSync(join(directory, `${projection}.${format}`), "utf8");
  return READERS[format].parse(Graph, parser.parseFromString(text, "application/xml"));
}

const [directory] = process.argv.slice(2);
if (!directory) {
  console.error("usage: node check.mjs DIRECTORY");
  process.exit(2);
}
let wrong = 0;
for (const projection of Object.keys(TOLD_OF_TIES)) {
  const expected = JSON.parse(readFileSync(join(directory, `${projection}.node-link`), "utf8"));
  for (const format of Object.keys(READERS)) {
    let found;
    try {
      found = differences(read(directory, projection, format), expected, TOLD_OF_TIES[projection]);
    } catch (error) {
      found = [`cannot be read: ${error.message}`];
    }
    wrong += found.length;
    const same = `${expected.nodes.length} nodes, ${expected.edges.length} ties, every field the same`;
    console.log(`${projection}.${format}: ${found.length ? `${found.length} wrong` : same}`);
    for (const line of found.slice(0, 10)) console.error(`  ${line}`);
  }
}
process.exit(wrong ? 1 : 0);
