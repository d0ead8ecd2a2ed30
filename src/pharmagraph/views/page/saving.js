// The picture as a file: made here, from the same batches that are drawn.

function fileName(ending) {
  const base = D.view.focus.slice(0, 2).join('-') || D.view.kind;
  return 'pharmagraph-' + (base.replace(/[^A-Za-z0-9-]+/g, '-').slice(0, 60) || 'view') + '.' + ending;
}

function offer(blob, name) {
  const address = URL.createObjectURL(blob);
  const anchor = el('a', { href: address, download: name });
  document.body.append(anchor);
  anchor.click();
  anchor.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function savePng() {
  const camera = cameraNow();
  const canvas = document.createElement('canvas');
  canvas.width = camera.w * 2;
  canvas.height = camera.h * 2;
  const ctx = canvas.getContext('2d');
  ctx.scale(2, 2);
  ctx.fillStyle = D.paper[themeName()];
  ctx.fillRect(0, 0, camera.w, camera.h);
  onCanvas(ctx, compose(camera, false));
  canvas.toBlob((blob) => offer(blob, fileName('png')), 'image/png');
}

function svgText() {
  const camera = cameraNow();
  return asSvg(compose(camera, false), camera.w, camera.h, said(D.view));
}

function saveSvg() {
  offer(new Blob([svgText()], { type: 'image/svg+xml' }), fileName('svg'));
}
