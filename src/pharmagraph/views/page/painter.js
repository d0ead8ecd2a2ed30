// The scene as batches of lines, marks and texts in screen units; canvas.js and svg.js draw them.

const COLORS = {
  light: { text: '#1B2430', muted: '#5B6472', line: '#5F6977', accent: '#B3261E', dim: '#DDE1E6', bubble: '#FFFFFF' },
  dark: { text: '#E9EDF2', muted: '#A9B3C0', line: '#8D97A5', accent: '#FF8A80', dim: '#2A323D', bubble: '#1A2028' },
};
let darkTheme = false;
let labelPlan = { key: '', placed: [] };

function themeName() {
  return darkTheme ? 'dark' : 'light';
}

function fillOf(type) {
  return type.fill ? type.fill[darkTheme ? 1 : 0] : D.paper[themeName()];
}

function markRadius(node, scale) {
  const many = scene.items.length > 1000;
  const zoom = Math.min(1.7, Math.max(many ? 0.3 : 0.5, Math.pow(scale, many ? 0.7 : 0.55)));
  return Math.max(many ? 1.8 : 3, node.size * (scene.kind === 'routes' ? Math.max(zoom, Math.min(0.9, scale * 2.2)) : zoom));
}

// Everything that is drawn for a camera {x, y, scale, w, h}; in a `moving` picture the names stay where they are.
function compose(camera, moving) {
  const colors = COLORS[themeName()];
  const toX = (x) => (x - camera.x) * camera.scale + camera.w / 2;
  const toY = (y) => (y - camera.y) * camera.scale + camera.h / 2;
  if (scene.kind === 'groups') return composeGroups(camera, colors, toX, toY);
  const focus = inFocus();
  const batches = { lines: [], marks: [], labels: [], rings: [] };
  const put = new Map();
  const marks = [];
  for (const item of scene.items) {
    const node = nodes[item.number];
    const mark = { number: item.number, node, x: toX(item.x), y: toY(item.y), r: markRadius(node, camera.scale) };
    put.set(item.number, mark);
    marks.push(mark);
  }
  const arrows = scene.lines.length <= 400 || camera.scale > 1.2;
  const lineBatches = new Map();
  const many = scene.lines.length > 1200;
  for (const line of scene.lines) {
    const edge = edges[line.edge];
    const lit = !focus || focus.edges.has(line.edge);
    const from = put.get(edge.p);
    const to = put.get(edge.q);
    if (outside(from, to, camera)) continue;
    const accent = focus && lit && (S.route >= 0 || S.edge >= 0);
    const pale = D.search.onRequest.includes(edge.facet.status);
    const wide = Math.min(3, Math.max(1, edge.support));
    const style = [lit ? 1 : 0, accent ? 1 : 0, pale ? 1 : 0, wide, edge.relation.family].join(' ');
    if (!lineBatches.has(style)) {
      lineBatches.set(style, {
        lit, accent, curves: [], heads: [], width: [0, 1, 1.8, 2.6][wide] + (accent ? 0.6 : 0),
        dash: many && !lit ? [] : D.families[edge.relation.family].dash,
        color: accent ? colors.accent : lit ? colors.line : colors.dim,
        alpha: (lit ? (focus ? 0.95 : 0.62) : 0.7) * (pale && lit ? 0.5 : 1),
      });
    }
    const batch = lineBatches.get(style);
    const curve = curveOf(from, to, line.bend);
    batch.curves.push(curve);
    if (!edge.relation.both && (arrows || (focus && lit))) batch.heads.push(headOf(curve, to));
  }
  batches.lines = [...lineBatches.values()].sort((a, b) => a.lit - b.lit || a.accent - b.accent);
  const byType = new Map();
  for (const mark of marks) {
    if (mark.x < -30 || mark.y < -30 || mark.x > camera.w + 30 || mark.y > camera.h + 30) continue;
    const lit = !focus || focus.nodes.has(mark.number);
    const key = lit ? mark.node.t : -1 - mark.node.t;
    if (!byType.has(key)) {
      const type = D.types[mark.node.t];
      byType.set(key, {
        lit, shape: D.shapes[type.shape], at: [],
        fill: lit ? fillOf(type) : colors.dim, stroke: lit ? D.outline[themeName()] : colors.dim, width: 1.2,
      });
    }
    byType.get(key).at.push([mark.x, mark.y, mark.r]);
  }
  batches.marks = [...byType.values()].sort((a, b) => a.lit - b.lit);
  for (const number of ringed()) {
    const mark = put.get(number);
    if (mark) batches.rings.push([mark.x, mark.y, ringRadius(mark)]);
  }
  batches.labels = labelsFor(marks, camera, focus, moving);
  return batches;
}

// The nodes with a ring around them: what the reader has chosen or points at.
function ringed() {
  const far = S.step >= 0 && S.selected >= 0 ? other(edges[S.step], S.selected) : -1;
  return new Set([S.selected, S.hovered, S.from, S.to, far]);
}

function ringRadius(mark) {
  return mark.r * 1.25 + 4;
}

function outside(from, to, camera) {
  return (from.x < 0 && to.x < 0) || (from.y < 0 && to.y < 0) || (from.x > camera.w && to.x > camera.w) || (from.y > camera.h && to.y > camera.h);
}

function curveOf(from, to, bend) {
  const dx = to.x - from.x;
  const dy = to.y - from.y;
  const long = Math.hypot(dx, dy) || 1;
  const most = Math.max(-long / 2, Math.min(long / 2, bend * 2));
  return [from.x, from.y, (from.x + to.x) / 2 - (dy / long) * most, (from.y + to.y) / 2 + (dx / long) * most, to.x, to.y];
}

// The arrowhead at the rim of the mark that a tie leads to.
function headOf(curve, to) {
  const dx = curve[4] - curve[2];
  const dy = curve[5] - curve[3];
  const long = Math.hypot(dx, dy) || 1;
  const ux = dx / long;
  const uy = dy / long;
  const tipX = curve[4] - ux * (to.r + 2);
  const tipY = curve[5] - uy * (to.r + 2);
  return [tipX, tipY, tipX - ux * 7 - uy * 3, tipY - uy * 7 + ux * 3, tipX - ux * 7 + uy * 3, tipY - uy * 7 - ux * 3];
}

function labelsFor(marks, camera, focus, moving) {
  const key = [
    scene.version, filterVersion, camera.scale.toFixed(4), camera.w, camera.h, camera.x.toFixed(1), camera.y.toFixed(1),
    S.lang, S.selected, S.hovered, S.route, S.edge, S.step,
  ].join(' ');
  if (labelPlan.key !== key && !moving) {
    const wanted = ringed();
    const named = [];
    for (const mark of marks) {
      const lit = !focus || focus.nodes.has(mark.number);
      const must = wanted.has(mark.number) || scene.kind === 'routes' || Boolean(focus && S.route >= 0 && lit);
      if (focus && !lit && !must) continue;
      const name = shortName(mark.node);
      named.push({ number: mark.number, x: mark.x, y: mark.y, r: wanted.has(mark.number) ? ringRadius(mark) : mark.r, text: name.text, italic: name.foreign, rank: mark.node.deg, must: must ? 1 : 0, lit: lit ? 1 : 0, strong: must || mark.node.deg >= strongFrom() });
    }
    const placed = placeLabels(named, camera.w, camera.h);
    labelPlan = { key, placed: placed.map((one) => ({ number: one.number, dx: one.left - one.x, dy: one.top - one.y, wide: one.wide, text: one.text, italic: one.italic, strong: one.strong, pale: !one.lit })) };
  }
  const put = new Map(marks.map((mark) => [mark.number, mark]));
  return labelPlan.placed.filter((one) => put.has(one.number))
    .map((one) => ({ ...one, left: put.get(one.number).x + one.dx, top: put.get(one.number).y + one.dy }));
}

let strongLimit = null;

// Names of the fourteen most tied are heavier.
function strongFrom() {
  if (strongLimit === null || strongLimit.version !== scene.version) {
    const degrees = scene.items.map((item) => (item.bubble === undefined ? nodes[item.number].deg : 0)).sort((a, b) => b - a);
    strongLimit = { version: scene.version, value: Math.max(2, degrees[13] || 0) };
  }
  return strongLimit.value;
}
