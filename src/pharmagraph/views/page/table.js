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
  const rows = D.groups.map((group, number) => el('tr', {},
    el('td', {}, el('button', { class: 'plain', text: said(group), onclick: () => { S.table = false; openGroup(number); } })),
    el('td', { text: String(group.mix.reduce((sum, [, count]) => sum + count, 0)) }),
    el('td', { text: group.mix.map(([t, count]) => said(D.types[t]) + ' ' + count).join(', ') }),
    el('td', { text: scene.lines.filter((line) => line.a.number === number || line.b.number === number)
      .sort((a, b) => b.count - a.count)
      .map((line) => said(D.groups[line.a.number === number ? line.b.number : line.a.number]) + ': ' + line.count).join('; ') })));
  box.append(el('table', {}, headRow(T('groups'), T('members'), T('types'), T('tiesTo')), el('tbody', {}, rows)));
}

function counts() {
  const drawn = scene.kind === 'groups'
    ? scene.lines.reduce((sum, line) => sum + line.count, 0)
    : scene.lines.length;
  const shown = scene.kind === 'groups' ? D.groups.length + ' ' + T('groups') : scene.items.length + ' ' + T('of') + ' ' + nodes.length + ' ' + T('nodes');
  const drawnTies = scene.kind === 'groups' ? drawn + ' ' + T('between') : drawn;
  return shown + ', ' + drawnTies + ' ' + T('of') + ' ' + edges.length + ' ' + T('ties') + (S.day ? ', ' + S.day : '');
}
