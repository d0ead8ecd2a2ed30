// The state of the page in the address after "#": only known ids and words are ever taken from it.

const KNOWN = {
  types: new Set(D.types.map((one) => one.name)),
  relations: new Set(D.relations.map((one) => one.name)),
  statuses: new Set([...D.search.onRequest, 'unconfirmed']),
  perspectives: new Set(['own', ...D.perspectives.map((one) => one.name)]),
};
const START = { relationsOff: [...S.relationsOff].sort().join(','), included: [...S.included].sort().join(','), lonely: S.lonely, selected: -1, mode: S.mode };

function toHash() {
  const parts = new URLSearchParams();
  const put = (key, value) => { if (value !== '' && value !== undefined) parts.set(key, value); };
  const mode = S.mode === 'map' && S.group >= 0 ? 'group' : S.mode;
  if (mode !== START.mode) put('mode', mode);
  if (S.group >= 0) put('group', String(S.group));
  if (S.mode === 'around') put('around', nodes[S.around].id);
  if (S.selected !== START.selected) put('node', S.selected < 0 ? '-' : nodes[S.selected].id);
  if (S.edge >= 0) put('tie', String(S.edge));
  if (S.from >= 0) put('from', nodes[S.from].id);
  if (S.to >= 0) put('to', nodes[S.to].id);
  if (S.route >= 0) put('route', String(S.route));
  put('notypes', [...S.typesOff].sort().join(','));
  const off = [...S.relationsOff].sort().join(',');
  if (off !== START.relationsOff) put('norel', off || '-');
  const included = [...S.included].sort().join(',');
  if (included !== START.included) put('also', included || '-');
  if (S.day !== D.view.day) put('day', S.day || 'any');
  if (S.certain !== Boolean(D.view.certain)) put('certain', S.certain ? '1' : '0');
  if (S.lonely !== START.lonely) put('lonely', S.lonely ? '1' : '0');
  if (S.unfolded.size) put('unfolded', [...S.unfolded].sort().join(','));
  if (S.perspective !== 'all') put('view', S.perspective);
  if (S.table) put('table', '1');
  if (S.lang !== D.lang) put('lang', S.lang);
  if (S.theme !== D.theme) put('theme', S.theme);
  if (moved) put('at', [network.getViewPosition().x.toFixed(1), network.getViewPosition().y.toFixed(1), network.getScale().toFixed(4)].join(','));
  return parts.toString();
}

function fromHash(text) {
  const parts = new URLSearchParams(text);
  const listed = (key, known) => (parts.get(key) || '').split(',').filter((one) => known.has(one));
  const node = (key) => (at.has(parts.get(key)) ? at.get(parts.get(key)) : -1);
  const number = (key, below) => {
    const value = /^\d{1,6}$/.test(parts.get(key) || '') ? Number(parts.get(key)) : -1;
    return value < below ? value : -1;
  };
  if (['en', 'ru'].includes(parts.get('lang'))) S.lang = parts.get('lang');
  if (['light', 'dark', 'auto'].includes(parts.get('theme'))) S.theme = parts.get('theme');
  if (parts.has('notypes')) S.typesOff = new Set(listed('notypes', KNOWN.types));
  if (parts.has('norel')) S.relationsOff = new Set(listed('norel', KNOWN.relations));
  if (parts.has('also')) S.included = new Set(listed('also', KNOWN.statuses));
  if (KNOWN.perspectives.has(parts.get('view'))) S.perspective = parts.get('view');
  const day = parts.get('day');
  if (day === 'any') S.day = '';
  else if (/^\d{4}-\d\d-\d\d$/.test(day || '') && !Number.isNaN(Date.parse(day))) S.day = day;
  if (parts.has('certain')) S.certain = parts.get('certain') === '1';
  if (parts.has('lonely')) S.lonely = parts.get('lonely') === '1';
  S.unfolded = new Set(listed('unfolded', at));
  S.group = number('group', D.groups.length);
  if (parts.has('node')) S.selected = node('node');
  S.edge = number('tie', edges.length);
  S.from = node('from') >= 0 ? node('from') : S.from;
  S.to = node('to') >= 0 ? node('to') : S.to;
  const mode = parts.get('mode');
  if (mode === 'map' || mode === 'group') S.mode = 'map';
  if (mode === 'groups' && hasGroups) S.mode = 'groups';
  S.around = node('around');
  if (mode === 'around' && S.around >= 0) S.mode = 'around';
  applyFilters();
  if (S.from >= 0 && S.to >= 0 && (mode === 'routes' || (!mode && START.mode === 'routes'))) walk();
  S.route = number('route', S.routes.length);
  S.table = parts.get('table') === '1';
  const place = (parts.get('at') || '').split(',').map(Number);
  return place.length === 3 && place.every(Number.isFinite) && place[2] > 0.001 && place[2] < 20 ? place : null;
}
