// Batches written as SVG, text as text.

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
    out.push(`<text x="${n(label.left + 2)}" y="${n(label.top + 11.5)}" fill="${label.pale ? colors.muted : colors.text}" stroke="${paper}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"${style}>${escaped(label.text)}</text>`);
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
