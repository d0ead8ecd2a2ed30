// A scene is what is on the canvas now: nodes or bubbles at their places, and the ties between them.

let scene = null;

function makeScene() {
  const made = { groups: groupScene, routes: routeScene, around: aroundScene, map: mapScene }[S.mode]();
  made.version = (scene ? scene.version : 0) + 1;
  scene = made;
  S.step = -1;
}

function mapScene() {
  const items = [];
  nodes.forEach((node, number) => {
    if (nodeOn[number] && (S.group < 0 || node.g === S.group)) items.push({ number, x: node.x, y: node.y });
  });
  return { kind: 'map', items, lines: besideMarks(items, linesAmong(items, edges.map((_, place) => place))) };
}

// Rings around one node, as the command line draws surroundings: sectors by relation, the most tied first.
function aroundScene() {
  const sector = new Map();
  for (const place of ties[S.around]) {
    const edge = edges[place];
    const far = other(edge, S.around);
    const name = edge.relation.layer + ' ' + edge.relation.name;
    if (edgeOn[place] && far !== S.around && !(sector.get(far) < name)) sector.set(far, name);
  }
  const order = (a, b) => (sector.get(a) < sector.get(b) ? -1 : sector.get(a) > sector.get(b) ? 1 : nodes[b].deg - nodes[a].deg || a - b);
  const items = [{ number: S.around, x: 0, y: 0 }];
  let ring = [...sector.keys()].sort(order);
  for (let radius = 210; ring.length; radius += 115) {
    const turns = Math.ceil(ring.length / Math.max(6, Math.floor((2 * Math.PI * radius) / 78)));
    const here = ring.filter((_, place) => place % turns === 0);
    ring = ring.filter((_, place) => place % turns);
    here.forEach((number, place) => {
      const angle = -Math.PI / 2 + (2 * Math.PI * (place + 0.5 * (turns % 2))) / here.length;
      items.push({ number, x: 1.15 * radius * Math.cos(angle), y: radius * Math.sin(angle) });
    });
  }
  items.sort((a, b) => a.number - b.number);
  return { kind: 'around', items, lines: besideMarks(items, linesAmong(items, edges.map((_, place) => place))) };
}

function routeScene() {
  const routes = S.routes.map((route) => route.nodes);
  const ends = S.routes.length ? [routes[0][0], routes[0][routes[0].length - 1]] : [S.from, S.to].filter((one) => one >= 0);
  const places = layers(routes, ends);
  const tall = isTall();
  const items = [...places.keys()].sort((a, b) => a - b).map((number) => {
    const { x, y } = places.get(number);
    return tall ? { number, x: 1.5 * y, y: 1.1 * x } : { number, x, y };
  });
  const wanted = new Set();
  for (const route of routes) {
    for (let step = 1; step < route.length; step += 1) tiesBetween(route[step - 1], route[step]).forEach((place) => wanted.add(place));
  }
  return { kind: 'routes', tall, items, lines: besideMarks(items, linesAmong(items, [...wanted].sort((a, b) => a - b))) };
}

// On a telephone held upright routes lead from top to bottom.
function isTall() {
  const { clientWidth, clientHeight } = byId('canvas');
  return clientWidth < 600 && clientHeight > clientWidth;
}

// A tie that would run through the mark of another node goes round it, or it would seem to end there. Among very many
// marks nobody follows a single tie with the eye.
function besideMarks(items, lines) {
  if (items.length > 200) return lines;
  const inTheWay = ({ a, b }) => items.some((one) => {
    const along = ((one.x - a.x) * (b.x - a.x) + (one.y - a.y) * (b.y - a.y)) / ((b.x - a.x) ** 2 + (b.y - a.y) ** 2 || 1);
    const apart = Math.hypot(a.x + along * (b.x - a.x) - one.x, a.y + along * (b.y - a.y) - one.y);
    return one !== a && one !== b && along > 0.02 && along < 0.98 && apart < 24;
  });
  return lines.map((line) => (inTheWay(line) ? { ...line, bend: line.bend + (line.b.x < line.a.x ? 34 : -34) } : line));
}

function layers(routes, ends) {
  const columnWidth = 290;
  const width = Math.max(1, ...routes.map((route) => route.length - 1));
  // A long picture is drawn small: its rows stand further apart.
  const rowHeight = Math.min(420, Math.max(170, (width * columnWidth) / (1.6 * Math.max(1, routes.length))));
  const columns = new Map();
  const rows = new Map();
  routes.forEach((route, row) => route.forEach((number, step) => {
    if (!columns.has(number)) columns.set(number, (step * width) / Math.max(route.length - 1, 1));
    rows.set(number, [...(rows.get(number) || []), row - (routes.length - 1) / 2]);
  }));
  const places = new Map();
  for (const [number, column] of columns) {
    const own = rows.get(number);
    places.set(number, { x: column * columnWidth, y: (rowHeight * own.reduce((a, b) => a + b, 0)) / own.length });
  }
  if (ends.length) places.set(ends[0], { x: 0, y: 0 });
  if (ends.length > 1 && ends[1] !== ends[0]) places.set(ends[1], { x: width * columnWidth, y: 0 });
  const fixed = new Set(ends);
  const all = [...places].sort((a, b) => a[0] - b[0]);
  for (let turn = 0; turn < 60; turn += 1) {
    let crowded = false;
    for (let i = 0; i < all.length; i += 1) {
      for (let j = i + 1; j < all.length; j += 1) {
        const [one, p] = all[i];
        const [two, q] = all[j];
        if (Math.abs(p.x - q.x) > 120 || (fixed.has(one) && fixed.has(two))) continue;
        const apart = Math.abs(q.y - p.y);
        if (apart >= rowHeight * 0.59) continue;
        crowded = true;
        const push = ((rowHeight * 0.6 - apart) / 2) * (q.y >= p.y ? 1 : -1);
        if (!fixed.has(one)) p.y -= fixed.has(two) ? 2 * push : push;
        if (!fixed.has(two)) q.y += fixed.has(one) ? 2 * push : push;
      }
    }
    if (!crowded) break;
  }
  return places;
}

function groupScene() {
  const items = D.groups.map((group, number) => ({ bubble: number, number, x: group.x, y: group.y, r: group.r }));
  const full = D.groups.map((group) => shownMix(group).length > 0);
  const between = new Map();
  edges.forEach((edge, place) => {
    const a = nodes[edge.p].g;
    const b = nodes[edge.q].g;
    if (!edgeOn[place] || a === undefined || b === undefined || a === b) return;
    const key = Math.min(a, b) * 1000 + Math.max(a, b);
    between.set(key, (between.get(key) || 0) + 1);
  });
  const lines = [...between].map(([key, count]) => ({ a: items[Math.floor(key / 1000)], b: items[key % 1000], bend: 0, count, edge: -1 }));
  return { kind: 'groups', items: items.filter((one) => full[one.number]), lines };
}

// The members of a community by type, of the types that are shown.
function shownMix(group) {
  return group.mix.filter(([t]) => !S.typesOff.has(D.types[t].name));
}

// Parallel ties fan out, so that each is seen.
function linesAmong(items, places) {
  const item = new Map(items.map((one) => [one.number, one]));
  const pairs = new Map();
  for (const place of places) {
    const edge = edges[place];
    if (!edgeOn[place] || !item.has(edge.p) || !item.has(edge.q)) continue;
    const key = Math.min(edge.p, edge.q) * nodes.length + Math.max(edge.p, edge.q);
    if (!pairs.has(key)) pairs.set(key, []);
    pairs.get(key).push(place);
  }
  const lines = [];
  for (const among of pairs.values()) {
    among.forEach((place, turn) => {
      const edge = edges[place];
      const bend = (turn - (among.length - 1) / 2) * Math.min(16, 60 / among.length);
      lines.push({ a: item.get(edge.p), b: item.get(edge.q), bend: edge.p < edge.q ? bend : -bend, edge: place });
    });
  }
  return lines;
}

function bounds() {
  const xs = [];
  const ys = [];
  for (const one of scene.items) {
    const r = one.r || 0;
    xs.push(one.x - r, one.x + r);
    ys.push(one.y - r, one.y + r);
  }
  if (!xs.length) return { left: 0, right: 0, top: 0, bottom: 0 };
  const least = (list) => list.reduce((a, b) => Math.min(a, b));
  const most = (list) => list.reduce((a, b) => Math.max(a, b));
  return { left: least(xs), right: most(xs), top: least(ys), bottom: most(ys) };
}

const centre = D.view.kind === 'surroundings' ? at.get(D.view.focus[0]) : -1;

// What is in the light: the selected node with its ties, the chosen route; null when all is.
function inFocus() {
  if (scene.kind === 'groups') return null;
  if (S.route >= 0 && S.routes[S.route]) {
    const route = S.routes[S.route].nodes;
    const lit = new Set();
    for (let step = 1; step < route.length; step += 1) tiesBetween(route[step - 1], route[step]).forEach((place) => lit.add(place));
    return { nodes: new Set(route), edges: lit };
  }
  if (S.edge >= 0) return { nodes: new Set([edges[S.edge].p, edges[S.edge].q]), edges: new Set([S.edge]) };
  if (S.selected < 0 || scene.kind === 'routes' || S.selected === centre || (scene.kind === 'around' && S.selected === S.around)) return null;
  const near = new Set([S.selected]);
  const lit = new Set();
  for (const place of ties[S.selected]) {
    if (!edgeOn[place]) continue;
    lit.add(place);
    near.add(other(edges[place], S.selected));
  }
  return { nodes: near, edges: lit };
}
