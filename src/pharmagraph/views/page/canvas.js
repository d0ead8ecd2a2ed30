// Batches drawn on a canvas.

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
  for (const label of batches.labels) {
    ctx.font = fontOf(label.strong, label.italic);
    ctx.fillStyle = label.pale ? colors.muted : colors.text;
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
