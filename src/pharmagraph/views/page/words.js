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
  own: ['Own choice', 'Свой выбор'],
  also: ['Also show', 'Показать также'], time: ['Time', 'Время'], anyTime: ['any time', 'любое время'],
  onDay: ['on', 'на'], certain: ['only what certainly held', 'только то, что точно действовало'],
  lonely: ['without known ties', 'без известных связей'], unconfirmed: ['not confirmed for 7 years', 'не подтверждено 7 лет'],
  path: ['Path', 'Путь'], start: ['Start', 'Начало'], end: ['End', 'Конец'], find: ['Find paths', 'Найти пути'],
  clear: ['Clear', 'Убрать'], setStart: ['Path from here', 'Путь отсюда'], setEnd: ['Path to here', 'Путь сюда'],
  noPath: ['No path through what is shown. Show more statuses or relations.', 'Среди показанного пути нет. Покажите больше статусов или связей.'],
  chooseEnds: ['Select one and press s, select another and press e, or use the buttons beside their ties.', 'Выделите одного и нажмите s, выделите другого и нажмите e, или кнопками рядом с их связями.'],
  cost: ['cost', 'стоимость'],
  overview: ['Overview', 'Обзор'], wholeMap: ['All nodes', 'Все узлы'], openGroup: ['Open', 'Открыть'],
  back: ['Back to the picture', 'Назад к картинке'], around: ['What is around', 'Что вокруг'],
  of: ['of', 'из'], group: ['Group', 'Группа'],
  tiesHere: ['Ties', 'Связи'],
  legend: ['Marks and lines', 'Знаки и линии'],
  sizeMeans: ['Size: number of partners in the whole graph', 'Размер: число партнёров во всём графе'],
  widthMeans: ['Width: independent sources (1, 2, 3 or more)', 'Толщина: независимых источников (1, 2, 3 и больше)'],
  bubbleMeans: ['Circle: a community, named for its most tied member; area: number of members, ring: their types', 'Круг: сообщество, названное по самому связанному участнику; площадь: число участников, кольцо: их типы'],
  lineMeans: ['Line: ties between two communities, wider where there are more', 'Линия: связи двух сообществ, толще, где их больше'],
  paleMeans: ['Pale: announced, agreed, ended or unknown', 'Бледно: объявлено, согласовано, прекращено, неизвестно'],
  sources: ['Sources', 'Источники'], hiddenTies: ['Hidden by the filters', 'Скрыто фильтрами'],
  notInLanguage: ['no name in English', 'нет названия по-русски'],
  alsoCalled: ['Also', 'Также'], wholeGraph: ['in the whole graph', 'во всём графе'],
  inferredBy: ['inferred by rule', 'выведено правилом'], confidence: ['confidence', 'уверенность'],
  from: ['from', 'с'], until: ['until', 'по'], confirmedOn: ['confirmed on', 'подтверждено на'],
  more: ['more', 'ещё'], showMore: ['Show more', 'Показать ещё'],
  members: ['Members', 'Участники'], tiesTo: ['Ties to other groups', 'Связи с другими группами'],
  relation: ['Relation', 'Связь'], status: ['Status', 'Статус'], dates: ['Dates', 'Даты'],
  unconnected: ['Nodes without a drawn tie', 'Узлы без показанных связей'],
  inForce: ['in force', 'действует'],
  keys: [
    'Arrow keys walk along ties, Enter goes there, Space tells of the tie, a shows what is around, Escape steps back, slash searches, 0 fits, plus and minus zoom, Shift and arrows move the picture, s and e set the ends of a path, p finds it, t shows the table.',
    'Стрелки перебирают связи, Enter переходит, пробел рассказывает о связи, a показывает, что вокруг, Escape возвращает, косая черта ищет, 0 вмещает, плюс и минус масштаб, Shift и стрелки двигают картинку, s и e задают концы пути, p ищет путь, t показывает таблицу.',
  ],
  hint: ['Select a node for its ties and their evidence.', 'Выделите узел, чтобы увидеть связи и источники.'],
  hintGroups: ['A click on a circle says who is in it, a double click or Enter opens it. A search opens the circle of what it finds.',
    'Щелчок по кругу скажет, кто в нём, двойной щелчок или Enter откроет его. Поиск откроет круг найденного.'],
  help: ['Keys', 'Клавиши'],
  picture2: ['Picture of', 'Картинка:'],
  data: ['data', 'данные'],
};

function other2() {
  return S.lang === 'ru' ? 'en' : 'ru';
}

function T(key) {
  return TEXT[key][S.lang === 'ru' ? 1 : 0];
}

// A number of things in the form that the language asks for: one, few, many.
const FORMS = {
  nodes: [['node', 'nodes'], ['узел', 'узла', 'узлов']], ties: [['tie', 'ties'], ['связь', 'связи', 'связей']],
  groups: [['group', 'groups'], ['группа', 'группы', 'групп']], members: [['member', 'members'], ['участник', 'участника', 'участников']],
  partners: [['partner', 'partners'], ['партнёр', 'партнёра', 'партнёров']], hops: [['hop', 'hops'], ['шаг', 'шага', 'шагов']],
  relations: [['kind of tie', 'kinds of ties'], ['вид связей', 'вида связей', 'видов связей']], paths: [['path', 'paths'], ['путь', 'пути', 'путей']],
};

function numberOf(count, key) {
  const rule = new Intl.PluralRules(S.lang).select(count);
  const forms = FORMS[key][S.lang === 'ru' ? 1 : 0];
  return count + ' ' + (rule === 'one' ? forms[0] : rule === 'few' ? forms[1] : forms[forms.length - 1]);
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

// The language of a text by its letters, where that is not the language of the page.
function foreign(text) {
  const lang = /[\u0400-\u04ff]/.test(text) ? 'ru' : 'en';
  return lang === S.lang ? undefined : lang;
}

function run(tag, text, properties) {
  return el(tag, { text, lang: foreign(text), ...properties });
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

// What is said of a tie beside its relation and sources; the name of a relation node keeps its language.
function aboutTie(edge, tag) {
  const facet = edge.facet;
  const via = edge.v === undefined ? '' : said(D.vias[edge.v]);
  const rest = [
    facet.status ? statusWords(facet.status) : '',
    period(facet),
    facet.confidence && facet.confidence !== 'high' ? T('confidence') + ': ' + (said(D.confidences[facet.confidence]) || facet.confidence) : '',
    edge.relation.derived ? T('inferredBy') + ' ' + edge.relation.rule : '',
  ].filter(Boolean).join('; ');
  return via || rest ? el(tag, { class: 'muted' }, via ? run('span', via) : null, via && rest ? '; ' : '', rest) : null;
}
