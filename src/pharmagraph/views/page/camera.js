// vis-network moves the camera, we draw what it shows and find what the pointer is on.

let network = null;
let moved = false;
let dragging = false;
let held = null;
let holder = null;

function cameraNow() {
  const position = network.getViewPosition();
  return { x: position.x, y: position.y, scale: network.getScale(), w: holder.clientWidth, h: holder.clientHeight };
}

function startNetwork() {
  holder = byId('canvas');
  const unseen = new vis.DataSet(nodes.map((node) => ({ id: node.id, x: node.x, y: node.y, hidden: true, physics: false })));
  // Marks and ties are drawn in batches by us; vis-network would draw each by itself, many times slower.
  network = new vis.Network(holder, { nodes: unseen, edges: new vis.DataSet([]) }, D.options);
  network.on('afterDrawing', paint);
  network.on('dragStart', () => { dragging = true; });
  network.on('dragEnd', () => { dragging = false; held = null; moved = true; draw(); remember(); });
  network.on('zoom', () => { moved = true; later(); });
  network.on('click', (event) => clicked(event.pointer.DOM));
  network.on('doubleClick', (event) => {
    const hit = markAt(event.pointer.DOM);
    if (hit && hit.bubble !== undefined) openGroup(hit.bubble);
  });
  holder.addEventListener('mousemove', hover);
  holder.addEventListener('mouseleave', () => { if (S.hovered >= 0) { S.hovered = -1; draw(); } });
  new ResizeObserver(() => {
    if (scene.kind === 'routes' && scene.tall !== isTall()) makeScene();
    if (moved) draw();
    else fit();
  }).observe(holder);
}

function paint(ctx) {
  const ratio = ctx.canvas.width / Math.max(1, holder.clientWidth);
  const camera = cameraNow();
  ctx.save();
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
  if (!dragging || !slid(ctx, camera, ratio)) onCanvas(ctx, compose(camera, dragging));
  ctx.restore();
  document.documentElement.dataset.frames = String(Number(document.documentElement.dataset.frames || 0) + 1);
}

// While the picture is dragged, a drawing of it that is larger than the screen slides along; false when the scale
// has changed since that was made.
function slid(ctx, camera, ratio) {
  const aside = held && [(held.x - camera.x) * camera.scale, (held.y - camera.y) * camera.scale];
  if (held && held.scale !== camera.scale) return false;
  if (!held || Math.abs(aside[0]) > held.margin || Math.abs(aside[1]) > held.margin) {
    held = largerDrawing(camera, ratio);
    return slid(ctx, camera, ratio);
  }
  ctx.drawImage(held.canvas, aside[0] - held.margin, aside[1] - held.margin, held.canvas.width / ratio, held.canvas.height / ratio);
  return true;
}

function largerDrawing(camera, ratio) {
  const margin = Math.round(Math.min(camera.w, camera.h) / 3);
  const larger = { ...camera, w: camera.w + 2 * margin, h: camera.h + 2 * margin };
  const canvas = document.createElement('canvas');
  canvas.width = larger.w * ratio;
  canvas.height = larger.h * ratio;
  const ctx = canvas.getContext('2d');
  ctx.scale(ratio, ratio);
  onCanvas(ctx, compose(larger, true));
  return { canvas, margin, x: camera.x, y: camera.y, scale: camera.scale };
}

function draw() {
  network.redraw();
}

let waiting = 0;

function later() {
  clearTimeout(waiting);
  waiting = setTimeout(() => { draw(); remember(); }, 150);
}

function fit() {
  const box = bounds();
  const marginX = scene.kind === 'groups' ? 30 : Math.min(110, holder.clientWidth * 0.12);
  const wide = Math.max(1, box.right - box.left);
  const high = Math.max(1, box.bottom - box.top);
  const scale = Math.min((holder.clientWidth - 2 * marginX) / wide, (holder.clientHeight - 90) / high, 1.6);
  network.moveTo({ position: { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 }, scale: Math.max(0.01, scale), animation: false });
  moved = false;
  draw();
}

function moveBy(dx, dy) {
  const position = network.getViewPosition();
  const scale = network.getScale();
  network.moveTo({ position: { x: position.x + dx / scale, y: position.y + dy / scale }, scale, animation: false });
  moved = true;
  later();
}

function zoomBy(factor) {
  network.moveTo({ position: network.getViewPosition(), scale: network.getScale() * factor, animation: false });
  moved = true;
  later();
}

function bringIntoView(number) {
  const item = scene.items.find((one) => one.bubble === undefined && one.number === number);
  if (!item) return;
  const camera = cameraNow();
  const x = (item.x - camera.x) * camera.scale + camera.w / 2;
  const y = (item.y - camera.y) * camera.scale + camera.h / 2;
  const seen = x > 30 && y > 30 && x < camera.w - 30 && y < camera.h - 30;
  if (seen && camera.scale > 0.3) return;
  network.moveTo({ position: { x: item.x, y: item.y }, scale: Math.max(camera.scale, 0.7), animation: false });
  moved = true;
  draw();
}

function markAt(point) {
  const camera = cameraNow();
  let best = null;
  let least = Infinity;
  for (const item of scene.items) {
    const x = (item.x - camera.x) * camera.scale + camera.w / 2;
    const y = (item.y - camera.y) * camera.scale + camera.h / 2;
    const r = item.r === undefined ? markRadius(nodes[item.number], camera.scale) + 5 : item.r * camera.scale;
    const apart = Math.hypot(point.x - x, point.y - y);
    if (apart <= r && apart < least) {
      least = apart;
      best = item;
    }
  }
  return best;
}

function lineAt(point) {
  if (scene.kind === 'groups') return -1;
  const camera = cameraNow();
  const place = (item) => ({ x: (item.x - camera.x) * camera.scale + camera.w / 2, y: (item.y - camera.y) * camera.scale + camera.h / 2 });
  let best = -1;
  let least = 6;
  for (const line of scene.lines) {
    const curve = curveOf(place(line.a), place(line.b), line.edge >= 0 && edges[line.edge].p !== line.a.number ? -line.bend : line.bend);
    for (let step = 0; step <= 24; step += 1) {
      const t = step / 24;
      const x = (1 - t) * (1 - t) * curve[0] + 2 * t * (1 - t) * curve[2] + t * t * curve[4];
      const y = (1 - t) * (1 - t) * curve[1] + 2 * t * (1 - t) * curve[3] + t * t * curve[5];
      const apart = Math.hypot(point.x - x, point.y - y);
      if (apart < least) {
        least = apart;
        best = line.edge;
      }
    }
  }
  return best;
}

function clicked(point) {
  const hit = markAt(point);
  if (hit && hit.bubble !== undefined) {
    S.group = hit.bubble;
    refresh();
  } else if (hit) choose(hit.number);
  else {
    const line = lineAt(point);
    if (line >= 0) chooseEdge(line);
    else if (S.selected >= 0 || S.edge >= 0 || S.route >= 0 || (S.mode === 'groups' && S.group >= 0)) {
      S.selected = -1;
      S.edge = -1;
      S.route = -1;
      if (S.mode === 'groups') S.group = -1;
      refresh();
    }
  }
}

function hover(event) {
  if (dragging) return;
  const frame = holder.getBoundingClientRect();
  const hit = markAt({ x: event.clientX - frame.left, y: event.clientY - frame.top });
  const number = hit ? hit.number : -1;
  holder.style.cursor = hit ? 'pointer' : '';
  holder.title = !hit ? '' : hit.bubble === undefined ? fullName(nodes[hit.number]).text : said(D.groups[hit.number]);
  if (number !== S.hovered) {
    S.hovered = number;
    draw();
  }
}
