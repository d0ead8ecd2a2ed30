// Paths through what is shown, by the costs of the command line: a hop costs what its tie costs, and more where
// either of its ends, unless it is an end of the path, has many partners by the same relation.

function penalty(partners) {
  return partners > 1 ? Math.round(D.search.unit * D.search.hub * Math.log(partners)) : 0;
}

function hopsFrom(number, start, end, backward) {
  const best = new Map();
  for (const place of ties[number]) {
    const edge = edges[place];
    if (!edgeOn[place] || edge.p === edge.q) continue;
    const next = other(edge, number);
    const away = edge.p === number;
    let cost = edge.facet.cost;
    if (number !== (backward ? end : start)) cost += penalty(edge.d[away ? 0 : 1]);
    if (next !== (backward ? start : end)) cost += penalty(edge.d[away ? 1 : 0]);
    if (!best.has(next) || cost < best.get(next)) best.set(next, cost);
  }
  return best;
}

function mayPass(number) {
  return !D.search.noPass.includes(D.kinds[nodes[number].kind]);
}

class Heap {
  constructor(before) {
    this.items = [];
    this.before = before;
  }

  push(item) {
    const items = this.items;
    let place = items.push(item) - 1;
    while (place && this.before(items[place], items[(place - 1) >> 1])) {
      const parent = (place - 1) >> 1;
      [items[place], items[parent]] = [items[parent], items[place]];
      place = parent;
    }
  }

  pop() {
    const items = this.items;
    const first = items[0];
    const last = items.pop();
    if (items.length) {
      items[0] = last;
      for (let place = 0; ;) {
        let child = 2 * place + 1;
        if (child >= items.length) break;
        if (child + 1 < items.length && this.before(items[child + 1], items[child])) child += 1;
        if (!this.before(items[child], items[place])) break;
        [items[place], items[child]] = [items[child], items[place]];
        place = child;
      }
    }
    return first;
  }
}

function earlier(a, b) {
  if (a.least !== b.least) return a.least < b.least;
  for (let place = 0; place < Math.min(a.nodes.length, b.nodes.length); place += 1) {
    if (a.nodes[place] !== b.nodes[place]) return a.nodes[place] < b.nodes[place];
  }
  return a.nodes.length < b.nodes.length;
}

const HOP = 256;  // costs are searched as cost * HOP + hops, so that of equal costs the fewer hops come first

function findRoutes(start, end, limit) {
  for (let longest = D.search.hops; longest <= D.search.longest; longest += 1) {
    const found = routesUpTo(start, end, limit, longest);
    if (found.length) return found;
  }
  return [];
}

function routesUpTo(start, end, limit, longest) {
  if (start === end) return [{ nodes: [start], cost: 0 }];
  const known = new Map();
  const steps = (number) => {
    if (!known.has(number)) known.set(number, hopsFrom(number, start, end, false));
    return known.get(number);
  };
  // The least that remains to the end from a node, by the hops that are left.
  const rest = [new Map([[end, 0]])];
  for (let hops = 1; hops <= longest; hops += 1) {
    const now = new Map(rest[hops - 1]);
    for (const [number, remaining] of rest[hops - 1]) {
      if (number === start || (number !== end && !mayPass(number))) continue;
      for (const [before, cost] of hopsFrom(number, start, end, true)) {
        const total = remaining + cost * HOP + 1;
        if (before !== end && (!now.has(before) || total < now.get(before))) now.set(before, total);
      }
    }
    rest.push(now);
  }
  const heap = new Heap(earlier);
  if (rest[longest].has(start)) heap.push({ least: rest[longest].get(start), paid: 0, nodes: [start] });
  const found = [];
  while (heap.items.length && found.length < limit) {
    const one = heap.pop();
    const last = one.nodes[one.nodes.length - 1];
    if (last === end) {
      found.push({ nodes: one.nodes, cost: Math.floor(one.paid / HOP) });
      continue;
    }
    const left = longest - one.nodes.length;
    for (const [next, cost] of steps(last)) {
      if (one.nodes.includes(next) || (next !== end && !mayPass(next)) || !rest[left].has(next)) continue;
      const paid = one.paid + cost * HOP + 1;
      heap.push({ least: paid + rest[left].get(next), paid, nodes: [...one.nodes, next] });
    }
  }
  return found;
}

// The ties of a hop that are shown, the cheapest first.
function tiesBetween(one, two) {
  return ties[one].filter((place) => edgeOn[place] && other(edges[place], one) === two && edges[place].p !== edges[place].q)
    .sort((a, b) => edges[a].facet.cost - edges[b].facet.cost || a - b);
}
