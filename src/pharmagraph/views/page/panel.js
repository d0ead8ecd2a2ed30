// The panel on the right: what is known of the chosen node, tie, group or path, with every source.

class Footnotes {
  constructor() {
    this.numbers = new Map();
  }

  marks(edge) {
    const marks = el('span', { class: 'marks' });
    const numbers = edge.s.map((source) => {
      if (!this.numbers.has(source)) this.numbers.set(source, this.numbers.size + 1);
      return [this.numbers.get(source), source];
    });
    for (const [number, source] of numbers.sort((a, b) => a[0] - b[0])) marks.append(sourceMark(number, D.sources[source]));
    return marks;
  }

  list() {
    if (!this.numbers.size) return null;
    return el('section', {},
      el('h3', { text: T('sources') }),
      el('ol', { class: 'sources' }, [...this.numbers].map(([source]) => sourceItem(D.sources[source]))));
  }
}

function sourceMark(number, source) {
  const address = safeAddress(source.url || '');
  const text = '[' + number + ']';
  const title = [source.title, source.publisher, source.date].filter(Boolean).join('. ');
  return address
    ? el('a', { text, title, href: address, target: '_blank', rel: 'noopener noreferrer' })
    : el('span', { text, title });
}

function sourceItem(source) {
  const address = safeAddress(source.url || '');
  const title = source.title || source.id;
  const about = [source.publisher, source.date].filter(Boolean).join(', ');
  return el('li', {},
    address ? run('a', title, { href: address, target: '_blank', rel: 'noopener noreferrer' }) : run('span', title),
    about ? run('span', ' ' + about, { class: 'muted' }) : null);
}

function nodeButton(number) {
  const name = fullName(nodes[number]);
  return el('button', {
    class: 'plain', text: name.text, lang: name.lang === S.lang ? undefined : name.lang,
    onclick: () => { choose(number); byId('canvas').focus(); },
  });
}

function fillPanel() {
  const panel = byId('panel');
  panel.replaceChildren();
  if (S.edge >= 0) edgePanel(panel, S.edge);
  else if (S.mode === 'groups' && S.group >= 0) groupPanel(panel, S.group);
  else if (S.mode === 'routes' && (S.routes.length || S.noRoute)) routesPanel(panel);
  else if (S.selected >= 0) nodePanel(panel, S.selected);
  else overviewPanel(panel);
}

function overviewPanel(panel) {
  panel.append(
    el('h2', { text: said(D.view) }),
    el('p', { text: counts() }),
    ...D.view.notes.map((note) => el('p', { class: 'note', text: said(note) })),
    el('p', { class: 'muted hint', text: T(S.mode === 'groups' ? 'hintGroups' : 'hint') }),
    el('details', {}, el('summary', { text: T('help') }), el('p', { text: T('keys') })),
    el('p', { class: 'muted', text: T('data') + ' ' + D.view.release }));
}

function nodePanel(panel, number) {
  const node = nodes[number];
  const second = node[other2()];
  panel.append(
    el('p', { class: 'kind', text: said(D.types[node.t]) }),
    named('h2', node),
    second && node[S.lang] ? el('p', { class: 'muted', text: second, lang: other2() }) : null ?? '',
    node[S.lang] ? '' : el('p', { class: 'muted', text: T('notInLanguage') }));
  if (node.also) {
    panel.append(el('p', { class: 'muted' }, T('alsoCalled') + ': ', node.also.flatMap((name, place) => [place ? ', ' : '', run('span', name)])));
  }
  panel.append(
    el('p', { class: 'muted', text: 'id ' + node.id + (node.c ? ' · ' + node.c : '') + ' · ' + numberOf(node.deg, 'partners') + ' ' + T('wholeGraph') }),
    el('div', { class: 'row' },
      el('button', { text: T('setStart'), onclick: () => setEnd('from', number) }),
      el('button', { text: T('setEnd'), onclick: () => setEnd('to', number) }),
      aroundButton(number)));
  if (number === at.get(D.view.focus[0])) D.view.notes.forEach((note) => panel.append(el('p', { class: 'note', text: said(note) })));
  const notes = new Footnotes();
  const shown = ties[number].filter((place) => edgeOn[place]);
  const hidden = ties[number].filter((place) => !edgeOn[place]);
  panel.append(el('h3', { text: T('tiesHere') + ': ' + shown.length + (hidden.length ? ' ' + T('of') + ' ' + ties[number].length : '') }));
  panel.append(tieGroups(number, shown, notes));
  if (hidden.length) {
    panel.append(el('details', {}, el('summary', { text: T('hiddenTies') + ': ' + hidden.length }), tieGroups(number, hidden, notes)));
  }
  if (number === at.get(D.view.focus[0])) unfoldButtons(panel, number);
  panel.append(notes.list() || '');
}

function aroundButton(number) {
  if (S.mode === 'around' && S.around === number) return el('button', { text: T('back'), onclick: leaveRoutes });
  return number === centre || !ties[number].length ? null : el('button', { text: T('around'), onclick: () => showAround(number) });
}

function tieGroups(number, places, notes) {
  const groups = new Map();
  for (const place of places) {
    const edge = edges[place];
    const words = phrase(edge.relation, edge.q === number && edge.p !== number);
    if (!groups.has(words)) groups.set(words, []);
    groups.get(words).push(place);
  }
  const box = el('div', { class: 'ties' });
  for (const [words, among] of [...groups].sort((a, b) => b[1].length - a[1].length || (a[0] < b[0] ? -1 : 1))) {
    const edge = edges[among[0]];
    const arrow = edge.relation.both ? '↔ ' : edge.p === number ? '→ ' : '← ';
    box.append(el('h4', { text: arrow + words + (among.length > 1 ? ' (' + among.length + ')' : '') }));
    box.append(el('ul', {}, among.map((place) => tieItem(place, other(edges[place], number), notes))));
  }
  return box;
}

function tieItem(place, far, notes) {
  const edge = edges[place];
  return el('li', {}, nodeButton(far), ' ', notes.marks(edge), aboutTie(edge, 'div'));
}

function unfoldButtons(panel, number) {
  const folded = new Map();
  for (const place of ties[number]) {
    const far = nodes[other(edges[place], number)];
    if (!far.fold || S.unfolded.has(far.id)) continue;
    const words = phrase(edges[place].relation, edges[place].q === number);
    if (!folded.has(words)) folded.set(words, new Set());
    folded.get(words).add(far.id);
  }
  for (const [words, ids] of folded) {
    panel.append(el('button', {
      text: T('showMore') + ': ' + words + ' (' + ids.size + ')',
      onclick: () => { ids.forEach((id) => S.unfolded.add(id)); refresh(); },
    }));
  }
}

function edgePanel(panel, place) {
  const edge = edges[place];
  const notes = new Footnotes();
  panel.append(
    el('p', { class: 'kind', text: said(D.layers[edge.relation.layer]) || T('tiesHere') }),
    el('h2', { text: phrase(edge.relation, false) }),
    el('ul', { class: 'ties' },
      el('li', {}, nodeButton(edge.p), el('div', { text: (edge.relation.both ? '↔ ' : '→ ') + phrase(edge.relation, false) }), nodeButton(edge.q), ' ', notes.marks(edge)),
      aboutTie(edge, 'li')),
    notes.list() || '');
}

function groupPanel(panel, number) {
  const group = D.groups[number];
  const members = nodes.map((_, one) => one).filter((one) => nodes[one].g === number && nodeOn[one]).sort((a, b) => nodes[b].deg - nodes[a].deg || a - b);
  const beyond = countBy(
    edges.filter((edge, place) => edgeOn[place] && (nodes[edge.p].g === number) !== (nodes[edge.q].g === number)),
    (edge) => (nodes[edge.p].g === number ? nodes[edge.q].g : nodes[edge.p].g));
  panel.append(
    el('p', { class: 'kind', text: T('group') }),
    el('h2', { text: said(group) }),
    el('p', { text: numberOf(members.length, 'members') }),
    el('div', { class: 'row' }, el('button', { text: T('openGroup'), onclick: () => openGroup(number) })),
    el('ul', { class: 'plainlist' }, shownMix(group).map(([t, count]) => el('li', {}, swatch(D.types[t]), ' ' + said(D.types[t]) + ': ' + count))),
    el('h3', { text: T('members') }),
    el('ul', { class: 'plainlist' }, members.slice(0, 25).map((one) => el('li', {}, nodeButton(one)))),
    members.length > 25 ? el('p', { class: 'muted', text: T('more') + ' ' + (members.length - 25) }) : '');
  if (beyond.size) {
    panel.append(
      el('h3', { text: T('tiesTo') }),
      el('ul', { class: 'plainlist' }, [...beyond].sort((a, b) => b[1] - a[1]).map(([one, count]) => el('li', {},
        el('button', { class: 'plain', text: said(D.groups[one]), onclick: () => { S.group = one; refresh(); } }), ' ' + count))));
  }
}

function routesPanel(panel) {
  const ends = [S.from, S.to].filter((one) => one >= 0);
  panel.append(el('p', { class: 'kind', text: T('path') }));
  if (ends.length === 2) panel.append(el('h2', { text: fullName(nodes[ends[0]]).text + ' → ' + fullName(nodes[ends[1]]).text }));
  panel.append(el('div', { class: 'row' }, el('button', { text: T('back'), onclick: leaveRoutes })));
  if (!S.routes.length) {
    panel.append(el('p', { text: T('noPath') }));
    return;
  }
  const notes = new Footnotes();
  S.routes.forEach((route, number) => {
    panel.append(el('h3', {},
      el('button', {
        class: 'plain', 'aria-pressed': String(S.route === number),
        text: number + 1 + '. ' + numberOf(route.nodes.length - 1, 'hops') + ', ' + T('cost') + ' ' + (route.cost / D.search.unit).toFixed(2),
        onclick: () => { S.route = S.route === number ? -1 : number; refresh(); },
      })));
    const steps = el('ol', { class: 'steps' });
    for (let step = 1; step < route.nodes.length; step += 1) steps.append(stepItem(route.nodes[step - 1], route.nodes[step], notes));
    panel.append(nodeButton(route.nodes[0]), steps);
  });
  panel.append(notes.list() || '');
}

function stepItem(one, two, notes) {
  const item = el('li', {});
  for (const place of tiesBetween(one, two)) {
    const edge = edges[place];
    const backward = edge.q === one;
    const arrow = edge.relation.both ? '↔ ' : backward ? '← ' : '→ ';
    item.append(el('div', { class: 'via' }, arrow + phrase(edge.relation, backward) + ' ', notes.marks(edge), ' ', aboutTie(edge, 'span')));
  }
  item.append(nodeButton(two));
  return item;
}

function swatch(type) {
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  image.setAttribute('viewBox', '-1.6 -1.4 3.2 2.8');
  image.setAttribute('width', '18');
  image.setAttribute('height', '16');
  image.setAttribute('aria-hidden', 'true');
  const shape = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  shape.setAttribute('d', 'M' + D.shapes[type.shape].map((point) => point.join(' ')).join('L') + 'Z');
  shape.setAttribute('fill', fillOf(type));
  shape.setAttribute('stroke', D.outline[themeName()]);
  shape.setAttribute('stroke-width', '0.18');
  image.append(shape);
  return image;
}

function lineSwatch(family) {
  const image = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  image.setAttribute('viewBox', '0 0 34 8');
  image.setAttribute('width', '34');
  image.setAttribute('height', '8');
  image.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  line.setAttribute('d', 'M1 4H33');
  line.setAttribute('stroke', COLORS[themeName()].line);
  line.setAttribute('stroke-width', '2');
  if (family.dash.length) line.setAttribute('stroke-dasharray', family.dash.join(' '));
  image.append(line);
  return image;
}
