// The search box, and everything by keys.

let offered = [];
let active = -1;

function fillFound() {
  const box = byId('search');
  const list = byId('found');
  offered = search(box.value, 12);
  active = offered.length ? 0 : -1;
  list.replaceChildren(...offered.map((one, place) => {
    const node = nodes[one.number];
    const name = fullName(node);
    const item = el('li', { id: 'found-' + place, role: 'option', 'aria-selected': String(place === active), onmousedown: (event) => { event.preventDefault(); takeFound(place); } },
      swatch(D.types[node.t]), el('span', { text: ' ' + name.text, lang: name.lang === S.lang ? undefined : name.lang }));
    if (one.text !== name.text) item.append(el('span', { class: 'muted', text: ' · ' + one.text }));
    return item;
  }));
  if (box.value.trim() && !offered.length) list.append(el('li', { role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false', text: T('nothingFound') }));
  list.hidden = !box.value.trim();
  box.setAttribute('aria-expanded', String(!list.hidden));
  showActive();
}

function showActive() {
  byId('found').querySelectorAll('li').forEach((item, place) => item.setAttribute('aria-selected', String(place === active)));
  if (active >= 0) byId('search').setAttribute('aria-activedescendant', 'found-' + active);
  else byId('search').removeAttribute('aria-activedescendant');
}

function closeFound() {
  byId('found').hidden = true;
  byId('search').setAttribute('aria-expanded', 'false');
  byId('search').removeAttribute('aria-activedescendant');
}

function takeFound(place) {
  if (!offered[place]) return;
  closeFound();
  byId('search').value = '';
  choose(offered[place].number);
  byId('canvas').focus();
}

function searchKeys(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (offered.length) active = (active + (event.key === 'ArrowDown' ? 1 : -1) + offered.length) % offered.length;
    showActive();
    event.preventDefault();
  } else if (event.key === 'Enter') {
    takeFound(active);
    event.preventDefault();
  } else if (event.key === 'Escape') {
    byId('search').value = '';
    closeFound();
    byId('canvas').focus();
  }
}

// ------------------------------------------------------------------------------------------- keys

function canvasKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const pan = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] }[event.key];
  if (pan && event.shiftKey) moveBy(pan[0], pan[1]);
  else if (pan && S.selected >= 0 && S.mode !== 'groups') stepAlong(event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1);
  else if (pan && S.mode === 'groups') stepGroups(event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1);
  else if (pan) moveBy(pan[0], pan[1]);
  else if (event.key === 'Enter') enter();
  else if (event.key === ' ' && S.step >= 0) chooseEdge(S.step);
  else if ((event.key === 'a' || event.key === 'ф') && S.selected >= 0) showAround(S.selected);
  else if (event.key === 'Escape') escape();
  else if (event.key === '0') fit();
  else if (event.key === '+' || event.key === '=') zoomBy(1.25);
  else if (event.key === '-') zoomBy(0.8);
  else if ((event.key === 's' || event.key === 'ы') && S.selected >= 0) setEnd('from', S.selected);
  else if ((event.key === 'e' || event.key === 'у') && S.selected >= 0) setEnd('to', S.selected);
  else if ((event.key === 'p' || event.key === 'з') && S.from >= 0 && S.to >= 0) { walk(); refresh(true); }
  else return;
  event.preventDefault();
}

function pageKeys(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) return;
  if (event.key === '/' || event.key === '.') {
    byId('search').focus();
    event.preventDefault();
  } else if (event.key === 't' || event.key === 'е') {
    showTable(!S.table);
    event.preventDefault();
  }
}

function stepAlong(turn) {
  const shown = ties[S.selected].filter((place) => edgeOn[place]);
  if (!shown.length) return;
  const now = shown.indexOf(S.step);
  S.step = shown[now < 0 ? (turn > 0 ? 0 : shown.length - 1) : (now + turn + shown.length) % shown.length];
  const edge = edges[S.step];
  const far = other(edge, S.selected);
  say(shown.indexOf(S.step) + 1 + ' ' + T('of') + ' ' + shown.length + ': ' + phrase(edge.relation, edge.q === S.selected) + ' ' + fullName(nodes[far]).text);
  draw();
}

function stepGroups(turn) {
  S.group = (S.group + turn + D.groups.length + (S.group < 0 && turn < 0 ? 1 : 0)) % D.groups.length;
  say(said(D.groups[S.group]));
  refresh();
}

function enter() {
  if (S.mode === 'groups' && S.group >= 0) openGroup(S.group);
  else if (S.step >= 0 && S.selected >= 0) choose(other(edges[S.step], S.selected));
  else if (S.selected < 0 && scene.items.length && S.mode !== 'groups') {
    choose([...scene.items].sort((a, b) => nodes[b.number].deg - nodes[a.number].deg || a.number - b.number)[0].number);
  }
}

function escape() {
  if (S.table) { showTable(false); return; }
  if (S.edge >= 0 || S.route >= 0 || S.selected >= 0) {
    S.edge = -1;
    S.route = -1;
    S.selected = -1;
    refresh();
  } else if (S.mode === 'around' || (S.mode === 'routes' && !D.view.routes.length)) leaveRoutes();
  else if (S.mode === 'map' && S.group >= 0) setMode('groups');
  else if (S.mode === 'groups') { S.group = -1; refresh(); }
}

function showTable(on) {
  S.table = on;
  refresh();
  byId(on ? 'table' : 'canvas').focus();
}
