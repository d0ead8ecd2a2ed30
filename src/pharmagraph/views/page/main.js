// The page comes alive.

function applyTheme() {
  darkTheme = S.theme === 'dark' || (S.theme === 'auto' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = themeName();
}

function fillHeader() {
  document.documentElement.lang = S.lang;
  byId('title').textContent = said(D.view);
  byId('title').title = said(D.view);
  document.title = said(D.view);
  const box = byId('search');
  box.placeholder = T('search');
  box.setAttribute('aria-label', T('search'));
  byId('found').setAttribute('aria-label', T('search'));
  byId('filters').setAttribute('aria-label', T('types'));
  byId('panel').setAttribute('aria-label', T('sources'));
  byId('table').setAttribute('aria-label', T('table'));
  byId('canvas').setAttribute('aria-label', T('picture2') + ' ' + said(D.view) + ', ' + counts() + '. ' + T('keys'));
  const button = (key, text, press, more) => el('button', { id: 'b-' + key, text, onclick: press, ...more });
  const buttons = byId('buttons');
  const held = buttons.contains(document.activeElement) ? document.activeElement.id : '';
  buttons.replaceChildren(
    button('fit', T('fit'), fit),
    button('png', T('png'), savePng, { title: 'PNG' }),
    button('svg', T('svg'), saveSvg, { title: 'SVG' }),
    button('link', T('link'), copyLink),
    button('table', S.table ? T('picture') : T('table'), () => showTable(!S.table), { 'aria-pressed': String(S.table) }),
    button('lang', T('otherLanguage'), () => { S.lang = other2(); refresh(); }, { 'aria-label': T('otherLanguageName'), lang: other2() }),
    button('theme', darkTheme ? T('light') : T('dark'), () => { S.theme = darkTheme ? 'light' : 'dark'; applyTheme(); refresh(); }));
  if (held) byId(held).focus();
}

function copyLink() {
  remember();
  const done = () => say(T('copied'));
  byId('status').textContent = location.href;
  if (navigator.clipboard) navigator.clipboard.writeText(location.href).then(done, () => say(location.href));
  else say(location.href);
}

function remember() {
  const hash = toHash();
  const wanted = hash ? '#' + hash : '#';
  if (location.hash !== wanted && !(wanted === '#' && !location.hash)) history.replaceState(null, '', wanted);
}

function redrawFiltered() {
  applyFilters();
  makeScene();
  byId('status').textContent = counts();
  fillPanel();
  fillTable();
  draw();
  remember();
}

function refresh(refit) {
  applyFilters();
  if (S.mode === 'routes' && S.from >= 0 && S.to >= 0) {
    const kept = S.route;
    S.routes = findRoutes(S.from, S.to, Math.max(5, D.view.routes.length));
    S.noRoute = !S.routes.length;
    S.route = kept < S.routes.length ? kept : -1;
  }
  makeScene();
  byId('table').hidden = !S.table;
  holder.hidden = false;
  fillHeader();
  byId('status').textContent = counts();
  fillFilters();
  fillPanel();
  fillTable();
  if (refit) fit();
  else draw();
  remember();
}

function givenRoutes() {
  return D.view.routes.map((route) => ({ nodes: route.map((id) => at.get(id)), cost: routeCost(route.map((id) => at.get(id))) }));
}

// What a given route costs by the ties that are shown.
function routeCost(route) {
  let cost = 0;
  const start = route[0];
  const end = route[route.length - 1];
  for (let step = 1; step < route.length; step += 1) cost += hopsFrom(route[step - 1], start, end, false).get(route[step]) || 0;
  return cost;
}

// On paper the picture is light, and lines instead of pixels: a canvas would be stretched to the sheet.
function forPaper() {
  darkTheme = false;
  document.documentElement.dataset.theme = themeName();
  fillFilters();
  const picture = new DOMParser().parseFromString(svgText(), 'image/svg+xml').documentElement;
  picture.id = 'printed';
  byId('canvas').after(picture);
}

function begin() {
  applyTheme();
  if (D.view.kind === 'paths' && D.view.focus.length === 2) {
    S.from = at.get(D.view.focus[0]);
    S.to = at.get(D.view.focus[1]);
    S.mode = 'routes';
    START.mode = 'routes';
  } else if (D.view.kind === 'surroundings') {
    S.selected = at.get(D.view.focus[0]);
    START.selected = S.selected;
  }
  applyFilters();
  if (S.mode === 'routes') S.routes = givenRoutes();
  const place = fromHash(location.hash.slice(1));
  applyTheme();
  applyFilters();
  makeScene();
  startNetwork();
  byId('search').addEventListener('input', fillFound);
  byId('search').addEventListener('keydown', searchKeys);
  byId('search').addEventListener('blur', closeFound);
  holder.addEventListener('keydown', canvasKeys);
  document.addEventListener('keydown', pageKeys);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => { applyTheme(); refresh(); });
  addEventListener('beforeprint', forPaper);
  addEventListener('afterprint', () => { byId('printed').remove(); applyTheme(); refresh(); });
  // Our own changes of the address raise no event: this is a link that somebody put in.
  addEventListener('hashchange', () => location.reload());
  refresh(true);
  if (place) {
    network.moveTo({ position: { x: place[0], y: place[1] }, scale: place[2], animation: false });
    moved = true;
    remember();
  }
  draw();
  document.documentElement.dataset.ready = '1';
  setTimeout(indexNames, 300);
}

begin();
