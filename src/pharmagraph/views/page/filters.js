// Which nodes and ties are shown. Statuses and dates are judged as the command line judges them.

let facetOn = [];
let edgeOn = new Uint8Array(edges.length);
let nodeOn = new Uint8Array(nodes.length);
let filterVersion = 0;

function yearsBefore(day, years) {
  const moved = new Date(day + 'T00:00:00Z');
  moved.setUTCDate(moved.getUTCDate() - Math.round(365.25 * years));
  return moved.toISOString().slice(0, 10);
}

function possiblyHolds(facet, day) {
  return (!facet.start || facet.start[0] <= day) && (!facet.end || day < facet.end);
}

function holds(facet, relation, day) {
  if (possiblyHolds(facet, day)) return true;
  const begun = !facet.start || facet.start[0] <= day;
  const stays = relation.timeless || relation.lasting || facet.status === 'completed';
  return begun && (stays || (facet.status === 'ended' && S.included.has('ended')));
}

function certainlyHolds(facet, relation, day) {
  if (relation.timeless && !facet.start) return true;
  const begun = facet.start ? facet.start[1] : facet.seen ? facet.seen[0] : '';
  if (!begun || begun > day) return false;
  if (relation.timeless || relation.lasting) return true;
  if (facet.earliest) return day < facet.earliest;
  return Boolean(facet.seen) && day <= facet.seen[1];
}

function isStale(facet, relation, day) {
  if (S.included.has('unconfirmed') || facet.status !== 'in-force' || facet.end || relation.timeless || relation.lasting) return false;
  const seen = [facet.seen && facet.seen[1], facet.start && facet.start[1], facet.start && facet.start[0]].filter(Boolean);
  return seen.length > 0 && seen.sort().pop() < yearsBefore(day, D.search.stale);
}

// A tie that has ended is shown on a day on which it still held.
function statusOn(facet) {
  if (!D.search.onRequest.includes(facet.status) || S.included.has(facet.status)) return true;
  return facet.status === 'ended' && Boolean(facet.end) && S.day < D.view.day && possiblyHolds(facet, S.day);
}

function judge(facet) {
  const relation = D.relations[facet.r];
  if (S.relationsOff.has(relation.name) || !statusOn(facet)) return false;
  if (!S.day) return true;
  if (!holds(facet, relation, S.day)) return false;
  if (S.certain && !certainlyHolds(facet, relation, S.day)) return false;
  return !isStale(facet, relation, S.day);
}

function applyFilters() {
  filterVersion += 1;
  facetOn = D.facets.map(judge);
  const typeOn = D.types.map((type) => !S.typesOff.has(type.name));
  const out = (node) => !typeOn[node.t] || (node.fold && !S.unfolded.has(node.id));
  const tied = new Uint8Array(nodes.length);
  edges.forEach((edge, number) => {
    const on = facetOn[edge.f];
    edgeOn[number] = on && !out(nodes[edge.p]) && !out(nodes[edge.q]) ? 1 : 0;
    if (on) tied[edge.p] = tied[edge.q] = 1;
  });
  const pinned = new Set(D.view.focus.map((id) => at.get(id)));
  const answer = D.view.kind === 'answer';
  nodes.forEach((node, number) => {
    const lonely = ties[number].length === 0;
    nodeOn[number] = (!out(node) && (lonely ? S.lonely : answer || tied[number])) || pinned.has(number) || number === S.selected ? 1 : 0;
  });
  edges.forEach((edge, number) => {
    if (!nodeOn[edge.p] || !nodeOn[edge.q]) edgeOn[number] = 0;
  });
}

function countBy(list, key) {
  const counted = new Map();
  for (const one of list) counted.set(key(one), (counted.get(key(one)) || 0) + 1);
  return counted;
}
