// The table that says in text all that is drawn.

function fillTable() {
  const box = byId('table');
  box.replaceChildren();
  if (!S.table) return;
  box.append(el('h2', { text: said(D.view) }), el('p', { text: counts() }));
  if (scene.kind === 'groups') groupTable(box);
  else tieTable(box);
}

function headRow(...keys) {
  return el('thead', {}, el('tr', {}, keys.map((key) => el('th', { scope: 'col', text: key }))));
}

function tieTable(box) {
  const notes = new Footnotes();
  const drawn = scene.lines.map((line) => line.edge).sort((a, b) => a - b);
  const rows = drawn.map((place) => {
    const edge = edges[place];
    return el('tr', { 'data-edge': place },
      el('td', {}, nodeButton(edge.p)),
      el('td', { text: (edge.relation.both ? '↔ ' : '→ ') + phrase(edge.relation, false) }),
      el('td', {}, nodeButton(edge.q)),
      el('td', { text: statusWords(edge.facet.status || '') }),
      el('td', { text: period(edge.facet) }),
      el('td', {}, notes.marks(edge)));
  });
  box.append(el('table', {}, headRow(T('start'), T('relation'), T('end'), T('status'), T('dates'), T('sources')), el('tbody', {}, rows)));
  const tied = new Set(scene.lines.flatMap((line) => [line.a.number, line.b.number]));
  const alone = scene.items.filter((item) => !tied.has(item.number));
  if (alone.length) {
    box.append(el('h3', { text: T('unconnected') + ': ' + alone.length }));
    box.append(el('ul', {}, alone.map((item) => el('li', {}, nodeButton(item.number), ' ', said(D.types[nodes[item.number].t])))));
  }
  box.append(notes.list() || '');
}

function groupTable(box) {
  const rows = scene.items.map(({ number }) => ({ number, group: D.groups[number] })).map(({ number, group }) => el('tr', {},
    el('td', {}, el('button', { class: 'plain', text: said(group), onclick: () => { S.table = false; openGroup(number); } })),
    el('td', { text: String(shownMix(group).reduce((sum, [, count]) => sum + count, 0)) }),
    el('td', { text: shownMix(group).map(([t, count]) => said(D.types[t]) + ' ' + count).join(', ') }),
    el('td', { text: scene.lines.filter((line) => line.a.number === number || line.b.number === number)
      .sort((a, b) => b.count - a.count)
      .map((line) => said(D.groups[line.a.number === number ? line.b.number : line.a.number]) + ': ' + line.count).join('; ') })));
  box.append(el('table', {}, headRow(T('group'), T('members'), T('types'), T('tiesTo')), el('tbody', {}, rows)));
}

function counts() {
  const russian = S.lang === 'ru';
  const of = (shown, all) => shown + ' ' + T('of') + ' ' + all;
  const lines = scene.kind === 'groups' ? scene.lines.reduce((sum, line) => sum + line.count, 0) : scene.lines.length;
  const drawn = of(lines, edges.length);
  const marks = of(scene.items.length, nodes.length);
  const grouped = [numberOf(scene.items.length, 'groups'), russian ? 'связей между ними: ' + drawn : drawn + ' ties between them'];
  const single = russian ? ['узлов: ' + marks, 'связей: ' + drawn] : [marks + ' nodes', drawn + ' ties'];
  return [...(scene.kind === 'groups' ? grouped : single), S.day].filter(Boolean).join(', ');
}
