// The overview: a circle for each community, the ties between them, and as much of their names as there is room for.

// Name and size in the middle of a bubble, over its rim where nothing is in the way, or in two lines; else a name above
// or below it; else as much of the name as the bubble holds. No name lies on another, or on another bubble.
function bubbleNames(bubbles) {
  const taken = [];
  const placed = [];
  const isFree = (bubble, left, top, right, bottom) => taken.every((one) => one[0] >= right || left >= one[2] || one[1] >= bottom || top >= one[3])
    && bubbles.every((one) => one === bubble || Math.hypot(one.x - Math.max(left, Math.min(right, one.x)), one.y - Math.max(top, Math.min(bottom, one.y))) > one.r);
  const put = (bubble, text, strong, top) => {
    const wide = widthOf(text, strong, false) + 4;
    taken.push([bubble.x - wide / 2, top, bubble.x + wide / 2, top + LINE]);
    placed.push({ number: bubble.number, left: bubble.x - wide / 2, top, wide, text, strong, italic: false });
  };
  for (const bubble of [...bubbles].sort((a, b) => b.chosen - a.chosen || b.r - a.r || a.number - b.number)) {
    const name = said(D.groups[bubble.number]);
    const half = widthOf(name, true, false) / 2 + 2;
    const isFreeAt = (top, bottom) => isFree(bubble, bubble.x - half, top, bubble.x + half, bottom);
    const beside = [bubble.y + bubble.r + 2, bubble.y - bubble.r - LINE - 2].find((top) => isFreeAt(top, top + LINE));
    const two = bubble.r >= 28 ? inTwo(name, 2 * bubble.r - 2) : null;
    let middle = bubble.y;
    if (bubble.chosen || (bubble.r >= 18 && (half <= bubble.r || isFreeAt(bubble.y - LINE, bubble.y + LINE)))) put(bubble, name, true, bubble.y - LINE);
    else if (two) {
      two.forEach((line, place) => put(bubble, line, true, bubble.y + (place - 1.5) * LINE));
      middle += LINE / 2;
    } else if (beside !== undefined) put(bubble, name, true, beside);
    else if (bubble.r >= 18) put(bubble, shortened(name, 2 * bubble.r + 8), true, bubble.y - LINE);
    if (bubble.r >= 18) put(bubble, String(bubble.mix.reduce((sum, [, count]) => sum + count, 0)), false, middle);
  }
  return placed;
}

// A name in two lines that are as equal as can be; null where one of them would be wider than the room.
function inTwo(name, room) {
  const words = name.split(' ');
  const widest = (lines) => Math.max(...lines.map((line) => widthOf(line, true, false)));
  const splits = words.slice(1).map((_, place) => [words.slice(0, place + 1).join(' '), words.slice(place + 1).join(' ')]);
  const best = splits.sort((a, b) => widest(a) - widest(b))[0];
  return best && widest(best) <= room ? best : null;
}

function shortened(name, room) {
  const letters = Array.from(name);
  while (letters.length > 2 && widthOf(letters.join('') + '…', true, false) > room) letters.pop();
  return letters.join('').trimEnd() + '…';
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
    batches.bubbles.push({ ...bubble, number: item.number, mix: shownMix(group).map(([t, count]) => [fillOf(D.types[t]), count]), chosen });
  }
  batches.labels = bubbleNames(batches.bubbles);
  return batches;
}
