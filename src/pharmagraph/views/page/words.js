// The words of the page in both languages, and what things are called in the chosen one.

const TEXT = {
  search: ['Search: name, alias, id', 'Поиск: название, сокращение, id'],
  nothingFound: ['nothing found', 'ничего не найдено'],
  fit: ['Fit', 'Вместить'], png: ['PNG', 'PNG'], svg: ['SVG', 'SVG'], link: ['Copy link', 'Ссылка'],
  copied: ['link copied', 'ссылка скопирована'],
  table: ['Table', 'Таблица'], picture: ['Picture', 'Картинка'],
  dark: ['Dark', 'Тёмная'], light: ['Light', 'Светлая'],
  otherLanguage: ['RU', 'EN'], otherLanguageName: ['Русский', 'English'],
  perspective: ['Perspective', 'Взгляд'], types: ['Types', 'Типы'], relations: ['Relations', 'Связи'],
  also: ['Also show', 'Показать также'], time: ['Time', 'Время'], anyTime: ['any time', 'любое время'],
  onDay: ['on', 'на'], certain: ['only what certainly held', 'только то, что точно действовало'],
  lonely: ['without known ties', 'без известных связей'], unconfirmed: ['not confirmed for 7 years', 'не подтверждено 7 лет'],
  path: ['Path', 'Путь'], start: ['Start', 'Начало'], end: ['End', 'Конец'], find: ['Find paths', 'Найти пути'],
  clear: ['Clear', 'Убрать'], setStart: ['Path from here', 'Путь отсюда'], setEnd: ['Path to here', 'Путь сюда'],
  noPath: ['No path through what is shown. Show more statuses or relations.', 'Среди показанного пути нет. Покажите больше статусов или связей.'],
  chooseEnds: ['Choose two: select, then press s and e.', 'Выберите двоих: выделите и нажмите s и e.'],
  hops: ['hops', 'шагов'], cost: ['cost', 'стоимость'],
  overview: ['Overview', 'Обзор'], wholeMap: ['All nodes', 'Все узлы'], openGroup: ['Open', 'Открыть'],
  back: ['Back to the picture', 'Назад к картинке'],
  nodes: ['nodes', 'узлов'], ties: ['ties', 'связей'], of: ['of', 'из'], groups: ['groups', 'групп'],
  between: ['between them', 'между ними'],
  tiesHere: ['Ties', 'Связи'],
  legend: ['Marks and lines', 'Знаки и линии'],
  sizeMeans: ['Size: number of partners in the whole graph', 'Размер: число партнёров во всём графе'],
  widthMeans: ['Width: independent sources (1, 2, 3 or more)', 'Толщина: независимых источников (1, 2, 3 и больше)'],
  paleMeans: ['Pale: announced, agreed, ended or unknown', 'Бледно: объявлено, согласовано, прекращено, неизвестно'],
  sources: ['Sources', 'Источники'], hiddenTies: ['Hidden by the filters', 'Скрыто фильтрами'],
  notInLanguage: ['no name in English', 'нет названия по-русски'],
  alsoCalled: ['Also', 'Также'], partners: ['partners in the whole graph', 'партнёров во всём графе'],
  inferredBy: ['inferred by rule', 'выведено правилом'], confidence: ['confidence', 'уверенность'],
  from: ['from', 'с'], until: ['until', 'по'], confirmedOn: ['confirmed on', 'подтверждено на'],
  more: ['more', 'ещё'], showMore: ['Show more', 'Показать ещё'],
  members: ['members', 'участников'], tiesTo: ['Ties to other groups', 'Связи с другими группами'],
  relation: ['Relation', 'Связь'], status: ['Status', 'Статус'], dates: ['Dates', 'Даты'],
  unconnected: ['Nodes without a drawn tie', 'Узлы без показанных связей'],
  inForce: ['in force', 'действует'],
  keys: [
    'Arrow keys walk along ties, Enter goes there, Escape clears, slash searches, 0 fits, plus and minus zoom, s and e set the ends of a path, p finds it, t shows the table.',
    'Стрелки перебирают связи, Enter переходит, Escape снимает, косая черта ищет, 0 вмещает, плюс и минус масштаб, s и e задают концы пути, p ищет путь, t показывает таблицу.',
  ],
  hint: ['Select a node for its ties and their evidence. Keys: / search, arrows, Enter, Esc, 0, s, e, p, t.',
    'Выделите узел, чтобы увидеть связи и источники. Клавиши: / поиск, стрелки, Enter, Esc, 0, s, e, p, t.'],
  picture2: ['Picture of', 'Картинка:'],
  data: ['data', 'данные'],
};

function other2() {
  return S.lang === 'ru' ? 'en' : 'ru';
}

function T(key) {
  return TEXT[key][S.lang === 'ru' ? 1 : 0];
}

function said(pair) {
  return (pair && (pair[S.lang] || pair[other2()])) || '';
}

// The name of a node on the canvas; `foreign` when it is in the other language.
function shortName(node) {
  const own = S.lang === 'ru' ? 1 : 0;
  const both = node.s || [node.en, node.ru];
  const text = both[own] || both[1 - own] || node.id;
  return { text: cut(text), foreign: !both[own] };
}

function fullName(node) {
  const text = node[S.lang] || node[other2()] || node.id;
  return { text, lang: node[S.lang] ? S.lang : node[other2()] ? other2() : S.lang };
}

function cut(text) {
  const letters = Array.from(text);
  return letters.length <= 28 ? text : letters.slice(0, 27).join('').trimEnd() + '…';
}

// A run of text in the language it is in.
function named(tag, node, properties) {
  const name = fullName(node);
  return el(tag, { text: name.text, lang: name.lang === S.lang ? undefined : name.lang, ...properties });
}

function phrase(relation, backward) {
  return relation.phrases[(S.lang === 'ru' ? 2 : 0) + (backward && !relation.both ? 1 : 0)];
}

function statusWords(status) {
  return said(D.statuses[status]) || status;
}

function dayBefore(day) {
  const moved = new Date(day + 'T00:00:00Z');
  moved.setUTCDate(moved.getUTCDate() - 1);
  return moved.toISOString().slice(0, 10);
}

function partial(start) {
  const [first, last] = start;
  if (first === last) return first;
  if (first.slice(0, 4) === last.slice(0, 4) && first.endsWith('-01-01') && last.endsWith('-12-31')) return first.slice(0, 4);
  if (first.slice(0, 7) === last.slice(0, 7) && first.endsWith('-01')) return first.slice(0, 7);
  return first + '…' + last;
}

function period(facet) {
  const parts = [];
  const start = facet.start ? partial(facet.start) : '';
  const end = facet.end ? dayBefore(facet.end) : '';
  if (start && end) parts.push(start === end ? start : start + ' – ' + end);
  else if (start) parts.push(T('from') + ' ' + start);
  else if (end) parts.push(T('until') + ' ' + end);
  const seen = facet.seen && facet.seen[1];
  if (seen && !(facet.start && seen === facet.start[0])) parts.push(T('confirmedOn') + ' ' + seen);
  return parts.join(', ');
}

function aboutTie(edge) {
  const facet = edge.facet;
  return [
    said(edge.v === undefined ? null : D.vias[edge.v]),
    facet.status ? statusWords(facet.status) : '',
    period(facet),
    facet.confidence && facet.confidence !== 'high' ? T('confidence') + ': ' + (said(D.confidences[facet.confidence]) || facet.confidence) : '',
    edge.relation.derived ? T('inferredBy') + ' ' + edge.relation.rule : '',
  ].filter(Boolean).join('; ');
}
