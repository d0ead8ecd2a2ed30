// The controls on the left: perspectives, filters, time, the ends of a path, the legend.

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
  S.perspective = 'own';
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
  const own = S.perspective === 'own' ? [{ name: 'own', en: TEXT.own[0], ru: TEXT.own[1] }] : [];
  for (const one of [...own, ...D.perspectives]) {
    const option = el('option', { value: one.name, text: said(one) });
    option.selected = one.name === S.perspective;
    choice.append(option);
  }
  return el('section', {}, el('label', { class: 'small', for: 'perspective', text: T('perspective') }), choice);
}

function takePerspective(name) {
  const wanted = D.perspectives.find((one) => one.name === name);
  if (!wanted) return;
  S.perspective = name;
  S.typesOff = new Set(wanted.types.length ? D.types.map((one) => one.name).filter((one) => !wanted.types.includes(one)) : []);
  S.relationsOff = new Set(D.relations.filter((one) => (wanted.layers.length ? !wanted.layers.includes(one.layer) : one.off)).map((one) => one.name));
  refresh();
}

function typeFilter() {
  const counted = countBy(nodes, (node) => node.t);
  const box = el('section', { class: 'key' }, heading(T('types')));
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
      S.perspective = 'own';
      refresh();
    }, { count: total, mark: lineSwatch(D.families[own[0][0].family]) });
    box.append(all);
    if (own.length > 1) {
      box.append(el('details', { id: 'layer-' + layer }, el('summary', { 'aria-label': numberOf(own.length, 'relations') + ', ' + said(D.layers[layer]), text: numberOf(own.length, 'relations') }),
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
  if (S.mode === 'groups') {
    return el('section', { class: 'legend key' }, heading(T('legend')), ['bubbleMeans', 'lineMeans'].map((key) => el('p', { class: 'muted', text: T(key) })));
  }
  return el('section', { class: 'legend key' }, heading(T('legend')),
    [...new Set(D.relations.map((one) => one.family))].map((name) => el('p', {}, lineSwatch(D.families[name]), ' ' + said(D.families[name]))),
    el('p', { class: 'muted', text: T('sizeMeans') }),
    el('p', { class: 'muted', text: T('widthMeans') }),
    el('p', { class: 'muted', text: T('paleMeans') }));
}
