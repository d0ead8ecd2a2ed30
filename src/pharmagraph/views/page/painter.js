// The scene as batches of lines, marks and texts in screen units, and their two renderers: canvas and SVG.

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
  return Math.max(many ? 1.8 : 3, node.size * (scene.kind === 'routes' ? Math.max(zoom, 0.9) : zoom));
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
  for (const number of [S.selected, S.hovered, S.from, S.to]) {
    const mark = put.get(number);
    if (mark) batches.rings.push([mark.x, mark.y, mark.r * 1.25 + 4]);
  }
  if (S.step >= 0 && S.selected >= 0 && put.has(other(edges[S.step], S.selected))) {
    const mark = put.get(other(edges[S.step], S.selected));
    batches.rings.push([mark.x, mark.y, mark.r * 1.25 + 4]);
  }
  batches.labels = labelsFor(marks, camera, focus, moving);
  return batches;
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
    const wanted = new Set([S.selected, S.hovered, S.from, S.to]);
    if (S.step >= 0 && S.selected >= 0) wanted.add(other(edges[S.step], S.selected));
    const named = [];
    for (const mark of marks) {
      const lit = !focus || focus.nodes.has(mark.number);
      const must = wanted.has(mark.number) || scene.kind === 'routes' || Boolean(focus && S.route >= 0 && lit);
      if (focus && !lit && !must) continue;
      const name = shortName(mark.node);
      named.push({ number: mark.number, x: mark.x, y: mark.y, r: mark.r, text: name.text, italic: name.foreign, rank: mark.node.deg, must: must ? 1 : 0, lit: lit ? 1 : 0, strong: must || mark.node.deg >= strongFrom() });
    }
    const placed = placeLabels(named, camera.w, camera.h);
    labelPlan = { key, placed: placed.map((one) => ({ number: one.number, dx: one.left - one.x, dy: one.top - one.y, wide: one.wide, text: one.text, italic: one.italic, strong: one.strong })) };
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

// Name and size inside the bubble, cut to what it holds; bubbles do not overlap, so names do not either.
function bubbleNames(number, group, bubble, chosen) {
  if (bubble.r < 18 && !chosen) return [];
  const total = String(group.mix.reduce((sum, [, count]) => sum + count, 0));
  const room = chosen ? Infinity : 2 * bubble.r + 8;
  let name = said(group);
  while (name.length > 2 && widthOf(name, true, false) > room) name = name.replace(/…$/, '').slice(0, -1).trimEnd() + '…';
  return [[name, true, -LINE], [total, false, 0]].map(([text, strong, dy]) => {
    const wide = widthOf(text, strong, false) + 4;
    return { number, left: bubble.x - wide / 2, top: bubble.y + dy, wide, text, strong, italic: false };
  });
}

function composeGroups(camera, colors, toX, toY) {
  const batches = { lines: [], marks: [], rings: [], bubbles: [], labels: [] };
  const least = Math.max(1, ...scene.lines.map((line) => line.count));
  for (const line of scene.lines) {
    const from = { x: toX(line.a.x), y: toY(line.a.y) };
    const to = { x: toX(line.b.x), y: toY(line.b.y) };
    const lit = S.group < 0 || line.a.number === S.group || line.b.number === S.group;
    batches.lines.push({ lit, curves: [curveOf(from, to, 0)], heads: [], width: 0.6 + 5 * Math.sqrt(line.count / least), dash: [], color: colors.line, alpha: lit ? 0.3 : 0.08 });
  }
  for (const item of scene.items) {
    const group = D.groups[item.number];
    const bubble = { x: toX(item.x), y: toY(item.y), r: item.r * camera.scale };
    const chosen = item.number === S.group || item.number === S.hovered;
    batches.bubbles.push({ ...bubble, mix: group.mix.map(([t, count]) => [fillOf(D.types[t]), count]), chosen });
    batches.labels.push(...bubbleNames(item.number, group, bubble, chosen));
  }
  return batches;
}

// ------------------------------------------------------------------------------------------- canvas

// What is not in the light lies below all that is.
function inLayers(batches) {
  return [false, true].flatMap((lit) => [
    ...batches.lines.filter((one) => one.lit === lit).map((batch) => ({ line: batch })),
    ...batches.marks.filter((one) => one.lit === lit).map((batch) => ({ mark: batch })),
  ]);
}

function onCanvas(ctx, batches) {
  const colors = COLORS[themeName()];
  const paper = D.paper[themeName()];
  ctx.lineJoin = 'round';
  const layers = inLayers(batches);
  const bubbles = batches.bubbles || [];
  for (const { line, mark } of layers) {
    if (line) canvasLines(ctx, line);
    else canvasMarks(ctx, mark);
  }
  for (const bubble of bubbles) canvasBubble(ctx, bubble, colors);
  ctx.strokeStyle = colors.accent;
  ctx.lineWidth = 2.5;
  for (const [x, y, r] of batches.rings) {
    ctx.beginPath();
    ctx.arc(x, y, r, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.textBaseline = 'middle';
  ctx.textAlign = 'left';
  ctx.lineWidth = 3;
  ctx.strokeStyle = paper;
  ctx.fillStyle = colors.text;
  for (const label of batches.labels) {
    ctx.font = fontOf(label.strong, label.italic);
    ctx.strokeText(label.text, label.left + 2, label.top + LINE / 2);
    ctx.fillText(label.text, label.left + 2, label.top + LINE / 2);
  }
}

function canvasLines(ctx, batch) {
  ctx.globalAlpha = batch.alpha;
  ctx.strokeStyle = batch.color;
  ctx.fillStyle = batch.color;
  ctx.lineWidth = batch.width;
  ctx.setLineDash(batch.dash);
  for (let first = 0; first < batch.curves.length; first += 256) {
    ctx.beginPath();
    for (const curve of batch.curves.slice(first, first + 256)) {
      ctx.moveTo(curve[0], curve[1]);
      ctx.quadraticCurveTo(curve[2], curve[3], curve[4], curve[5]);
    }
    ctx.stroke();
  }
  ctx.setLineDash([]);
  ctx.beginPath();
  for (const head of batch.heads) {
    ctx.moveTo(head[0], head[1]);
    ctx.lineTo(head[2], head[3]);
    ctx.lineTo(head[4], head[5]);
    ctx.closePath();
  }
  ctx.fill();
  ctx.globalAlpha = 1;
}

function canvasMarks(ctx, batch) {
  ctx.fillStyle = batch.fill;
  ctx.strokeStyle = batch.stroke;
  ctx.lineWidth = batch.width;
  for (let first = 0; first < batch.at.length; first += 64) {
    ctx.beginPath();
    for (const [x, y, r] of batch.at.slice(first, first + 64)) {
      batch.shape.forEach(([px, py], corner) => (corner ? ctx.lineTo(x + px * r, y + py * r) : ctx.moveTo(x + px * r, y + py * r)));
      ctx.closePath();
    }
    ctx.fill();
    ctx.stroke();
  }
}

function canvasBubble(ctx, bubble, colors) {
  ctx.beginPath();
  ctx.arc(bubble.x, bubble.y, bubble.r, 0, 2 * Math.PI);
  ctx.fillStyle = colors.bubble;
  ctx.fill();
  const total = bubble.mix.reduce((sum, [, count]) => sum + count, 0);
  const ring = Math.max(2, Math.min(9, bubble.r * 0.16));
  let angle = -Math.PI / 2;
  for (const [fill, count] of bubble.mix) {
    const next = angle + (2 * Math.PI * count) / total;
    ctx.beginPath();
    ctx.arc(bubble.x, bubble.y, bubble.r - ring / 2, angle, next);
    ctx.strokeStyle = fill;
    ctx.lineWidth = ring;
    ctx.stroke();
    angle = next;
  }
  ctx.beginPath();
  ctx.arc(bubble.x, bubble.y, bubble.r, 0, 2 * Math.PI);
  ctx.strokeStyle = bubble.chosen ? colors.accent : D.outline[themeName()];
  ctx.lineWidth = bubble.chosen ? 3 : 1;
  ctx.stroke();
}

// ---------------------------------------------------------------------------------------------- SVG

function escaped(text) {
  return String(text).replace(/[&<>"']/g, (sign) => '&#' + sign.charCodeAt(0) + ';')
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]/gu, '\ufffd');
}

function asSvg(batches, w, h, title) {
  const colors = COLORS[themeName()];
  const paper = D.paper[themeName()];
  const n = (value) => String(Math.round(value * 10) / 10);
  const out = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${n(w)}" height="${n(h)}" viewBox="0 0 ${n(w)} ${n(h)}" lang="${S.lang}" font-family="${escaped(FONT)}" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="100%" height="100%" fill="${paper}"/>`,
  ];
  for (const { line, mark } of inLayers(batches)) out.push(...(line ? svgLines(line, n) : svgMarks(mark, n)));
  for (const bubble of batches.bubbles || []) {
    out.push(`<circle cx="${n(bubble.x)}" cy="${n(bubble.y)}" r="${n(bubble.r)}" fill="${colors.bubble}" stroke="${D.outline[themeName()]}"/>`);
    const total = bubble.mix.reduce((sum, [, count]) => sum + count, 0);
    const ring = Math.max(2, Math.min(9, bubble.r * 0.16));
    const r = bubble.r - ring / 2;
    const round = 2 * Math.PI * r;
    let done = 0;
    for (const [fill, count] of bubble.mix) {
      const part = (round * count) / total;
      out.push(`<circle cx="${n(bubble.x)}" cy="${n(bubble.y)}" r="${n(r)}" fill="none" stroke="${fill}" stroke-width="${n(ring)}" stroke-dasharray="${n(part)} ${n(round - part)}" stroke-dashoffset="${n(-done)}" transform="rotate(-90 ${n(bubble.x)} ${n(bubble.y)})"/>`);
      done += part;
    }
  }
  for (const [x, y, r] of batches.rings) out.push(`<circle cx="${n(x)}" cy="${n(y)}" r="${n(r)}" fill="none" stroke="${colors.accent}" stroke-width="2.5"/>`);
  for (const label of batches.labels) {
    const style = (label.strong ? ' font-weight="600"' : '') + (label.italic ? ` font-style="italic" lang="${other2()}"` : '');
    out.push(`<text x="${n(label.left + 2)}" y="${n(label.top + 11.5)}" fill="${colors.text}" stroke="${paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"${style}>${escaped(label.text)}</text>`);
  }
  out.push('</svg>');
  return out.join('\n') + '\n';
}

function svgLines(batch, n) {
  const d = batch.curves.map((c) => `M${n(c[0])} ${n(c[1])}Q${n(c[2])} ${n(c[3])} ${n(c[4])} ${n(c[5])}`).join('');
  const dash = batch.dash.length ? ` stroke-dasharray="${batch.dash.join(' ')}"` : '';
  const lines = `<path d="${d}" fill="none" stroke="${batch.color}" stroke-width="${n(batch.width)}" stroke-opacity="${batch.alpha.toFixed(2)}"${dash}/>`;
  if (!batch.heads.length) return [lines];
  const heads = batch.heads.map((p) => `M${n(p[0])} ${n(p[1])}L${n(p[2])} ${n(p[3])} ${n(p[4])} ${n(p[5])}Z`).join('');
  return [lines, `<path d="${heads}" fill="${batch.color}" fill-opacity="${batch.alpha.toFixed(2)}"/>`];
}

function svgMarks(batch, n) {
  const d = batch.at.map(([x, y, r]) => 'M' + batch.shape.map(([px, py]) => n(x + px * r) + ' ' + n(y + py * r)).join('L') + 'Z').join('');
  return [`<path d="${d}" fill="${batch.fill}" stroke="${batch.stroke}" stroke-width="${batch.width}" stroke-linejoin="round"/>`];
}
