// What the page shows: its content, read once, and the state that the reader changes.

const D = JSON.parse(document.getElementById('content').textContent);
const nodes = D.nodes;
const edges = D.edges;
const at = new Map(nodes.map((node, number) => [node.id, number]));
const ties = nodes.map(() => []);

edges.forEach((edge, number) => {
  edge.facet = D.facets[edge.f];
  edge.relation = D.relations[edge.facet.r];
  edge.support = edge.i === undefined ? edge.s.length : edge.i;
  ties[edge.p].push(number);
  if (edge.q !== edge.p) ties[edge.q].push(number);
});

const hasGroups = D.groups.length > 0;
const S = {
  lang: D.lang,
  theme: D.theme,
  mode: D.view.routes.length ? 'routes' : hasGroups ? 'groups' : 'map',
  group: -1,
  around: -1,
  selected: -1,
  edge: -1,
  hovered: -1,
  step: -1,
  from: -1,
  to: -1,
  routes: [],
  route: -1,
  noRoute: false,
  typesOff: new Set(),
  relationsOff: new Set(D.relations.filter((one) => one.off).map((one) => one.name)),
  included: new Set(D.view.included),
  day: D.view.day,
  certain: D.view.certain,
  unfolded: new Set(),
  lonely: D.view.kind === 'answer' || nodes.filter((_, number) => ties[number].length === 0).length <= 12,
  perspective: 'all',
  table: false,
};

function other(edge, number) {
  return edge.p === number ? edge.q : edge.p;
}

function el(tag, properties, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(properties || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith('on')) made.addEventListener(key.slice(2), value);
    else if (key === 'text') made.textContent = value;
    else made.setAttribute(key, value === true ? '' : value);
  }
  for (const child of children.flat()) if (child) made.append(child);
  return made;
}

function byId(id) {
  return document.getElementById(id);
}

// Only addresses of the web become links, and only a click follows them.
function safeAddress(text) {
  try {
    const address = new URL(text);
    return /^https?:$/.test(address.protocol) ? address.href : '';
  } catch {
    return '';
  }
}
