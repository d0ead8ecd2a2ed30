// What the reader does: search, filters, time, paths, keys.

function heading(text) {
  return el('h2', { class: 'small', text });
}

function check(label, on, change, { count, mark, disabled } = {}) {
  const box = el('input', { type: 'checkbox', onchange: (event) => change(event.target.checked) });
  box.checked = on;
  box.disabled = Boolean(disabled);
  return el('label', { class: 'check' }, box, mark || null, el('span', { class: 'grow', text: label }), count === undefined ? null : el('span', { class: 'count', text: String(count) }));
}

function toggle(set, name, on) {
  if (on) set.delete(name);
  else set.add(name);
  S.perspective = 'all';
  refresh();
}

function fillFilters() {
  const box = byId('filters');
  const held = document.activeElement && box.contains(document.activeElement) ? document.activeElement.dataset.key : '';
  const open = new Set([...box.querySelectorAll('details[open]')].map((one) => one.id));
  box.replaceChildren();
  if (hasGroups) box.append(modeSwitch());
  box.append(pathForm());
  if (nodes.length > 1) {
    box.append(perspectiveChoice(), typeFilter(), relationFilter(open), statusFilter(), timeFilter());
  }
  box.append(legend());
  let place = 0;
  for (const control of box.querySelectorAll('input, select, button, summary')) control.dataset.key = String(place++);
  for (const one of box.querySelectorAll('details')) if (open.has(one.id)) one.open = true;
  if (held) (box.querySelector('[data-key="' + held + '"]') || box).focus();
}

function modeSwitch() {
  const button = (mode, text, on) => el('button', { text, 'aria-pressed': String(on), onclick: () => setMode(mode) });
  return el('div', { class: 'row' },
    button('groups', T('overview'), S.mode === 'groups'),
    button('map', T('wholeMap'), S.mode === 'map' && S.group < 0),
    S.mode === 'map' && S.group >= 0 ? el('p', { class: 'muted', text: said(D.groups[S.group]) }) : null);
}

function perspectiveChoice() {
  const choice = el('select', { id: 'perspective', onchange: (event) => takePerspective(event.target.value) });
  for (const one of D.perspectives) {
    const option = el('option', { value: one.name, text: said(one) });
    option.selected = one.name === S.perspective;
    choice.append(option);
  }
  return el('section', {}, el('label', { class: 'small', for: 'perspective', text: T('perspective') }), choice);
}

function takePerspective(name) {
  const wanted = D.perspectives.find((one) => one.name === name);
  S.perspective = name;
  S.typesOff = new Set(wanted.types.length ? D.types.map((one) => one.name).filter((one) => !wanted.types.includes(one)) : []);
  S.relationsOff = new Set(D.relations.filter((one) => (wanted.layers.length ? !wanted.layers.includes(one.layer) : one.off)).map((one) => one.name));
  refresh();
}

function typeFilter() {
  const counted = countBy(nodes, (node) => node.t);
  const box = el('section', {}, heading(T('types')));
  D.types.forEach((type, number) => {
    box.append(check(said(type), !S.typesOff.has(type.name), (on) => toggle(S.typesOff, type.name, on), { count: counted.get(number) || 0, mark: swatch(type) }));
  });
  const lonely = ties.filter((one) => one.length === 0).length;
  if (lonely) box.append(check(T('lonely'), S.lonely, (on) => { S.lonely = on; refresh(); }, { count: lonely }));
  return box;
}

function relationFilter() {
  const counted = countBy(edges, (edge) => edge.facet.r);
  const box = el('section', {}, heading(T('relations')));
  for (const layer of Object.keys(D.layers)) {
    const own = D.relations.map((one, number) => [one, number]).filter(([one]) => one.layer === layer);
    if (!own.length) continue;
    const total = own.reduce((sum, [, number]) => sum + (counted.get(number) || 0), 0);
    const all = check(said(D.layers[layer]), own.every(([one]) => !S.relationsOff.has(one.name)), (on) => {
      own.forEach(([one]) => (on ? S.relationsOff.delete(one.name) : S.relationsOff.add(one.name)));
      S.perspective = 'all';
      refresh();
    }, { count: total, mark: lineSwatch(D.families[own[0][0].family]) });
    box.append(all);
    if (own.length > 1) {
      box.append(el('details', { id: 'layer-' + layer }, el('summary', { 'aria-label': said(D.layers[layer]), text: own.length + ' ' + T('relations').toLowerCase() }),
        own.map(([one, number]) => check(phrase(one, false), !S.relationsOff.has(one.name), (on) => toggle(S.relationsOff, one.name, on), { count: counted.get(number) || 0 }))));
    }
  }
  return box;
}

function statusFilter() {
  const counted = countBy(edges, (edge) => edge.facet.status);
  const box = el('section', {}, heading(T('also')));
  const take = (name) => (on) => {
    if (on) S.included.add(name);
    else S.included.delete(name);
    refresh();
  };
  for (const name of D.search.onRequest) {
    if (counted.get(name)) box.append(check(statusWords(name), S.included.has(name), take(name), { count: counted.get(name) }));
  }
  box.append(check(T('unconfirmed'), S.included.has('unconfirmed'), take('unconfirmed')));
  return box;
}

function monthOf(day) {
  return Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
}

function timeFilter() {
  const starts = D.facets.flatMap((facet) => [facet.start && facet.start[0], facet.seen && facet.seen[0]]).filter(Boolean).sort();
  const box = el('section', {}, heading(T('time')));
  const last = monthOf(D.view.day);
  const first = Math.min(last, starts.length ? monthOf(starts[0]) : last);
  const slider = el('input', { id: 'day', type: 'range', min: first, max: last, step: 1, 'aria-label': T('time') });
  slider.value = monthOf(S.day || D.view.day);
  slider.disabled = !S.day || first === last;
  const shown = el('output', { for: 'day', text: S.day || T('anyTime') });
  const dayAt = (month) => (month === last ? D.view.day : Math.floor(month / 12) + '-' + String((month % 12) + 1).padStart(2, '0') + '-01');
  slider.setAttribute('aria-valuetext', S.day || T('anyTime'));
  slider.addEventListener('input', () => {
    S.day = dayAt(Number(slider.value));
    shown.textContent = S.day;
    slider.setAttribute('aria-valuetext', S.day);
    redrawFiltered();
  });
  box.append(
    el('div', { class: 'row' }, slider, shown),
    check(T('anyTime'), !S.day, (on) => { S.day = on ? '' : D.view.day; refresh(); }),
    check(T('certain'), S.certain, (on) => { S.certain = on; refresh(); }, { disabled: !S.day }));
  return box;
}

function pathForm() {
  const line = (key, number) => el('p', { class: 'end' }, el('span', { class: 'muted', text: T(key) + ': ' }), number >= 0 ? nodeButton(number) : el('span', { text: '…' }));
  const box = el('section', {}, heading(T('path')));
  if (S.from < 0 && S.to < 0) {
    box.append(el('p', { class: 'muted', text: T('chooseEnds') }));
    return box;
  }
  const find = el('button', { text: T('find'), onclick: () => { walk(); refresh(true); } });
  find.disabled = S.from < 0 || S.to < 0;
  box.append(line('start', S.from), line('end', S.to), el('div', { class: 'row' }, find, el('button', { text: T('clear'), onclick: leaveRoutes })));
  return box;
}

function legend() {
  return el('section', { class: 'legend' }, heading(T('legend')),
    [...new Set(D.relations.map((one) => one.family))].map((name) => el('p', {}, lineSwatch(D.families[name]), ' ' + said(D.families[name]))),
    el('p', { class: 'muted', text: T('sizeMeans') }),
    el('p', { class: 'muted', text: T('widthMeans') }),
    el('p', { class: 'muted', text: T('paleMeans') }));
}

// -------------------------------------------------------------------------------------- choosing

function choose(number) {
  S.edge = -1;
  S.step = -1;
  S.selected = number;
  if (number >= 0 && S.mode === 'groups' && nodes[number].g !== undefined) {
    S.mode = 'map';
    S.group = nodes[number].g;
    refresh(true);
  } else if (number >= 0 && S.mode === 'map' && S.group >= 0 && nodes[number].g !== S.group) {
    S.group = nodes[number].g === undefined ? -1 : nodes[number].g;
    refresh(true);
  } else if (number >= 0 && (!nodeOn[number] || !scene.items.some((item) => item.number === number))) {
    S.typesOff.delete(D.types[nodes[number].t].name);
    if (nodes[number].fold) S.unfolded.add(nodes[number].id);
    if (S.mode === 'routes') S.mode = 'map';
    refresh(true);
  } else {
    fillPanel();
    draw();
    remember();
  }
  if (number >= 0) {
    bringIntoView(number);
    announceNode(number);
  }
}

function announceNode(number) {
  const shown = ties[number].filter((place) => edgeOn[place]).length;
  say(fullName(nodes[number]).text + ', ' + said(D.types[nodes[number].t]) + ', ' + shown + ' ' + T('ties'));
}

function chooseEdge(place) {
  S.edge = place;
  fillPanel();
  draw();
  remember();
}

function openGroup(number) {
  S.mode = 'map';
  S.group = number;
  S.selected = -1;
  refresh(true);
  say(said(D.groups[number]));
}

function setMode(mode) {
  S.mode = mode;
  S.group = -1;
  S.selected = -1;
  S.edge = -1;
  S.route = -1;
  refresh(true);
}

function setEnd(key, number) {
  S[key] = number;
  S.routes = [];
  S.noRoute = false;
  if (S.from >= 0 && S.to >= 0) walk();
  refresh(S.mode === 'routes');
}

function walk() {
  S.routes = findRoutes(S.from, S.to, 5);
  S.noRoute = S.routes.length === 0;
  S.route = -1;
  S.edge = -1;
  S.mode = 'routes';
  S.group = -1;
  S.selected = -1;
  say(S.routes.length ? S.routes.length + ' ' + T('path') : T('noPath'));
}

function leaveRoutes() {
  S.routes = [];
  S.noRoute = false;
  S.route = -1;
  S.from = -1;
  S.to = -1;
  S.mode = hasGroups ? 'groups' : 'map';
  refresh(true);
}

function say(text) {
  byId('live').textContent = text;
}

// -------------------------------------------------------------------------------------- search box

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
  if (pan && S.selected >= 0 && S.mode !== 'groups') stepAlong(event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1);
  else if (pan && S.mode === 'groups') stepGroups(event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : -1);
  else if (pan) moveBy(pan[0], pan[1]);
  else if (event.key === 'Enter') enter();
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
  } else if (S.mode === 'routes' && !D.view.routes.length) leaveRoutes();
  else if (S.mode === 'map' && S.group >= 0) setMode('groups');
  else if (S.mode === 'groups') { S.group = -1; refresh(); }
}

function showTable(on) {
  S.table = on;
  refresh();
  byId(on ? 'table' : 'canvas').focus();
}
