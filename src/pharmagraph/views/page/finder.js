// Search by any name in either script: case, accents, ё and е, and the script itself make no difference.

const LATIN = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', е: 'e', ж: 'zh', з: 'z', и: 'i', к: 'k', л: 'l', м: 'm', н: 'n', о: 'o',
  п: 'p', р: 'r', с: 's', т: 't', у: 'u', ф: 'f', х: 'kh', ц: 'ts', ч: 'ch', ш: 'sh', щ: 'shch', ъ: '', ы: 'y',
  ь: '', э: 'e', ю: 'yu', я: 'ya',
};

function folded(text) {
  return text.toLowerCase().normalize('NFKD').replace(/[\u0300-\u036f]/g, '').replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}

// How a name sounds in Latin letters, spellings that differ by custom made equal.
function sounded(text) {
  return Array.from(text, (letter) => (letter in LATIN ? LATIN[letter] : letter)).join('')
    .replace(/kh|ch/g, 'h').replace(/ph/g, 'f').replace(/ts|tz|c(?=[eiy])/g, 's').replace(/[cq]/g, 'k')
    .replace(/x/g, 'ks').replace(/yu|iu|ju/g, 'u').replace(/ya|ia|ja/g, 'a').replace(/[jy]/g, 'i').replace(/w/g, 'v')
    .replace(/(.)\1/g, '$1');
}

const NOT_FOUND = 99;
const nameIndex = [];
let indexed = 0;

function indexSome(until) {
  for (; indexed < Math.min(until, nodes.length); indexed += 1) {
    const node = nodes[indexed];
    const all = [node.en, node.ru, node.id, ...(node.s || []), ...(node.also || [])].filter(Boolean);
    for (const text of new Set(all)) {
      const fold = folded(text);
      nameIndex.push({ number: indexed, text, fold, sound: sounded(fold) });
    }
  }
}

// In small steps while nobody types, so that the first letter is answered at once.
function indexNames() {
  indexSome(indexed + 200);
  if (indexed < nodes.length) setTimeout(indexNames, 5);
}

function allNames() {
  indexSome(nodes.length);
  return nameIndex;
}

function closeness(name, wanted) {
  if (name === wanted) return 0;
  const place = name.indexOf(wanted);
  if (place < 0) return -1;
  if (place === 0) return 1;
  return name[place - 1] === ' ' ? 2 : 3;
}

function search(text, limit) {
  const fold = folded(text);
  if (!fold) return [];
  const sound = sounded(fold);
  const ranks = new Int8Array(nodes.length).fill(NOT_FOUND);
  const names = allNames();
  const matched = new Int32Array(nodes.length);
  for (let place = 0; place < names.length; place += 1) {
    const one = names[place];
    if (ranks[one.number] === 0) continue;
    let rank = closeness(one.fold, fold);
    if (rank < 0 && sound.length > 1) {
      rank = closeness(one.sound, sound);
      if (rank >= 0) rank += 4;
    }
    if (rank < 0 || rank >= ranks[one.number]) continue;
    ranks[one.number] = rank;
    matched[one.number] = place;
  }
  return firstFew(ranks, limit).map((number) => names[matched[number]]);
}

// The best few by rank, then by partners, then by place; thousands may match, a dozen are looked at.
function firstFew(ranks, limit) {
  const before = (a, b) => ranks[a] - ranks[b] || nodes[b].deg - nodes[a].deg || a - b;
  const few = [];
  for (let number = 0; number < ranks.length; number += 1) {
    if (ranks[number] === NOT_FOUND || (few.length === limit && before(number, few[limit - 1]) > 0)) continue;
    let place = few.length;
    while (place && before(number, few[place - 1]) < 0) place -= 1;
    few.splice(place, 0, number);
    if (few.length > limit) few.pop();
  }
  return few;
}
