// What the reader looks at: a node, a tie, a community, what is around one, a path between two.

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
    if (S.mode === 'around') S.around = number;
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
  say(fullName(nodes[number]).text + ', ' + said(D.types[nodes[number].t]) + ', ' + numberOf(shown, 'ties'));
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
  say(S.routes.length ? numberOf(S.routes.length, 'paths') : T('noPath'));
}

function showAround(number) {
  S.mode = 'around';
  S.around = number;
  S.selected = number;
  S.edge = -1;
  S.route = -1;
  S.group = -1;
  refresh(true);
  announceNode(number);
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
