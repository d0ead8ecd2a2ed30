// Which names are written and where: none overlaps another, and the important ones are never left out.

const FONT = '"DejaVu Sans", "Segoe UI", "Helvetica Neue", Arial, sans-serif';
const LINE = 15;
const measured = new Map();
const pen = document.createElement('canvas').getContext('2d');

function fontOf(strong, italic) {
  return (italic ? 'italic ' : '') + (strong ? '600 ' : '') + '12px ' + FONT;
}

function widthOf(text, strong, italic) {
  const key = text + (strong ? '\u0001' : '\u0000') + (italic ? 'i' : '');
  if (!measured.has(key)) {
    pen.font = fontOf(strong, italic);
    measured.set(key, pen.measureText(text).width);
  }
  return measured.get(key);
}

class Grid {
  constructor(size) {
    this.size = size;
    this.cells = new Map();
  }

  *keys(box) {
    for (let x = Math.floor(box[0] / this.size); x <= Math.floor(box[2] / this.size); x += 1) {
      for (let y = Math.floor(box[1] / this.size); y <= Math.floor(box[3] / this.size); y += 1) yield x * 65536 + y;
    }
  }

  add(box) {
    for (const key of this.keys(box)) {
      if (!this.cells.has(key)) this.cells.set(key, []);
      this.cells.get(key).push(box);
    }
  }

  // What the boxes of others weigh that a box would cover; no more is counted than is asked for.
  under(box, owner, enough = 1) {
    const found = new Set();
    let weight = 0;
    for (const key of this.keys(box)) {
      for (const one of this.cells.get(key) || []) {
        if (one[4] === owner || one[0] >= box[2] || box[0] >= one[2] || one[1] >= box[3] || box[1] >= one[3] || found.has(one)) continue;
        found.add(one);
        weight += one[5];
        if (weight >= enough) return weight;
      }
    }
    return weight;
  }
}

// `marks` are the drawn nodes as {number, x, y, r, text, italic, rank, must, lit} in screen units, `w` and `h` the screen.
function placeLabels(marks, w, h) {
  const budget = Math.max(marks.length <= 60 ? 60 : 25, Math.round((w * h) / 22000));
  const inside = marks.filter((one) => one.x > -20 && one.y > -20 && one.x < w + 20 && one.y < h + 20);
  const discs = new Grid(64);
  for (const one of inside) discs.add([one.x - one.r, one.y - one.r, one.x + one.r, one.y + one.r, one.number, one.must ? 10 : 1]);
  const texts = new Grid(64);
  const placed = [];
  const order = [...inside].sort((a, b) => b.must - a.must || b.lit - a.lit || b.rank - a.rank || a.number - b.number);
  let leading = 0;
  for (const one of order) {
    const leads = !one.must && leading < 14;
    if (leads) leading += 1;
    if (!one.must && !leads && placed.length >= budget) break;
    const wide = widthOf(one.text, one.strong, one.italic) + 4;
    // An important name goes over marks rather than go missing, but over as few as can be.
    const spot = bestSpot(one, wide, one.must || leads, texts, discs, w, h);
    if (!spot) continue;
    texts.add([spot[0], spot[1], spot[0] + wide, spot[1] + LINE, one.number, 1]);
    placed.push({ ...one, left: spot[0], top: spot[1], wide });
  }
  return placed;
}

// Beside its mark and free of other names. An important one may stand further off or cover marks, both at a price: one
// that leads among many goes over minor marks rather than away from its own.
function bestSpot(one, wide, important, texts, discs, w, h) {
  const step = one.must ? 2 : 8;
  let best = null;
  let least = Infinity;
  for (let ring = 0; ring < (important ? 7 : 1) && least > step * ring; ring += 1) {
    const gap = one.r + 3 + ring * 13;
    const spots = [
      [one.x - wide / 2, one.y + gap], [one.x + gap, one.y - LINE / 2],
      [one.x - wide / 2, one.y - gap - LINE], [one.x - gap - wide, one.y - LINE / 2],
      [one.x + gap * 0.7, one.y + gap * 0.7], [one.x + gap * 0.7, one.y - gap * 0.7 - LINE],
      [one.x - gap * 0.7 - wide, one.y + gap * 0.7], [one.x - gap * 0.7 - wide, one.y - gap * 0.7 - LINE],
    ];
    for (const [left, top] of important ? spots : spots.slice(0, 4)) {
      const box = [left, top, left + wide, top + LINE];
      if (left < 2 || top < 2 || left + wide > w - 2 || top + LINE > h - 2 || texts.under(box, -1)) continue;
      const covered = discs.under(box, one.number, important ? least : 1);
      if ((covered && !important) || covered + step * ring >= least) continue;
      least = covered + step * ring;
      best = [left, top];
    }
  }
  return best;
}
