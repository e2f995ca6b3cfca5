/**
 * Porter2, the Snowball stemmer for English: `moved`, `moving` and `moves` meet in `move`.
 * Written after the algorithm's definition (snowballstem.org/algorithms/english/stemmer.html); the test holds it against the reference.
 */

const VOWEL = /[aeiouy]/
const isVowel = (letter = ''): boolean => letter !== '' && 'aeiouy'.includes(letter)
const DOUBLE = /(?:bb|dd|ff|gg|mm|nn|pp|rr|tt)$/
const VALID_LI = /[cdeghkmnrt]li$/

const EXCEPTIONS = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ['sky', 'sky'],
  ['news', 'news'],
  ['howe', 'howe'],
  ['atlas', 'atlas'],
  ['cosmos', 'cosmos'],
  ['bias', 'bias'],
  ['andes', 'andes'],
])

const AFTER_1A = new Set([
  'inning',
  'outing',
  'canning',
  'herring',
  'earring',
  'evening',
  'proceed',
  'exceed',
  'succeed',
])

/** An ending and what takes its place; the first that fits counts. */
type Rule = readonly [ending: string, replacement: string]

/** Few words end in a letter that any rule begins with: by the last letter of the ending. */
function byLastLetter(rules: readonly Rule[]): ReadonlyMap<string, readonly Rule[]> {
  const grouped = new Map<string, Rule[]>()
  for (const rule of rules) {
    const letter = rule[0].at(-1) ?? ''
    grouped.set(letter, [...(grouped.get(letter) ?? []), rule])
  }
  return grouped
}

const ruleFor = (word: string, rules: ReadonlyMap<string, readonly Rule[]>): Rule | undefined =>
  rules.get(word.at(-1) ?? '')?.find(([ending]) => word.endsWith(ending))

const STEP_2 = byLastLetter([
  ['ization', 'ize'],
  ['ational', 'ate'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['iveness', 'ive'],
  ['tional', 'tion'],
  ['biliti', 'ble'],
  ['lessli', 'less'],
  ['entli', 'ent'],
  ['ation', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['ousli', 'ous'],
  ['iviti', 'ive'],
  ['fulli', 'ful'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
  ['ator', 'ate'],
  ['alli', 'al'],
  ['bli', 'ble'],
  ['ogist', 'og'],
  ['ogi', 'og'],
  ['li', ''],
])

const STEP_3 = byLastLetter([
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ative', ''],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
])

const STEP_4 = byLastLetter([
  ['ement', ''],
  ['ance', ''],
  ['ence', ''],
  ['able', ''],
  ['ible', ''],
  ['ment', ''],
  ['ant', ''],
  ['ent', ''],
  ['ism', ''],
  ['ate', ''],
  ['iti', ''],
  ['ous', ''],
  ['ive', ''],
  ['ize', ''],
  ['ion', ''],
  ['al', ''],
  ['er', ''],
  ['ic', ''],
])

/** The stem of a lower-case English word of ASCII letters and apostrophes. */
export function stem(word: string): string {
  if (word.length <= 2) return word
  const exception = EXCEPTIONS.get(word)
  if (exception !== undefined) return exception
  const marked = markConsonantY(word.replace(/^'/, ''))
  const start1 = startOfR1(marked)
  const start2 = afterVowelConsonant(marked, start1)
  const plural = step1a(marked.replace(/'(?:s'?)?$/, ''))
  if (AFTER_1A.has(plural)) return plural
  let stemmed = step1c(step1b(plural, start1))
  stemmed = step2(stemmed, start1)
  stemmed = step3(stemmed, start1, start2)
  stemmed = step4(stemmed, start2)
  return step5(stemmed, start1, start2).replaceAll('Y', 'y')
}

/** A `y` at the start or after a vowel acts as a consonant: written `Y` until the end. */
const markConsonantY = (word: string): string =>
  word.includes('y') ? word.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y') : word

function startOfR1(word: string): number {
  const prefix = /^(?:gener|commun|arsen|past|univers|later|emerg|organ|inter)/.exec(word)
  return prefix ? prefix[0].length : afterVowelConsonant(word, 0)
}

/** The place after the first consonant that follows a vowel, looking from `from`; the word's end if there is none. */
function afterVowelConsonant(word: string, from: number): number {
  for (let i = from + 1; i < word.length; i++) {
    if (!isVowel(word[i]) && isVowel(word[i - 1])) return i + 1
  }
  return word.length
}

function step1a(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (/ie[ds]$/.test(word)) return word.slice(0, word.length > 4 ? -2 : -1)
  if (/(?:us|ss)$/.test(word)) return word
  return /[aeiouy].+s$/.test(word) ? word.slice(0, -1) : word
}

function step1b(word: string, start1: number): string {
  const eed = /eed(?:ly)?$/.exec(word)
  if (eed) return eed.index >= start1 ? `${word.slice(0, eed.index)}ee` : word
  const suffix = /(?:ed|ing)(?:ly)?$/.exec(word)
  const base = suffix ? word.slice(0, suffix.index) : word
  if (!suffix || !VOWEL.test(base)) return word
  if (/(?:at|bl|iz)$/.test(base)) return `${base}e`
  if (DOUBLE.test(base)) return /^[aeo](.)\1$/.test(base) ? base : base.slice(0, -1)
  return start1 >= base.length && endsInShortSyllable(base) ? `${base}e` : base
}

const endsInShortSyllable = (word: string): boolean =>
  /(?:^[aeiouy][^aeiouy]|[^aeiouy][aeiouy][^aeiouywxY]|^past)$/.test(word)

const step1c = (word: string): string => (/.[^aeiouy][yY]$/.test(word) ? `${word.slice(0, -1)}i` : word)

function step2(word: string, start1: number): string {
  const rule = ruleFor(word, STEP_2)
  if (!rule || word.length - rule[0].length < start1) return word
  if (rule[0] === 'li' && !VALID_LI.test(word)) return word
  if (rule[0] === 'ogi' && !word.endsWith('logi')) return word
  return word.slice(0, -rule[0].length) + rule[1]
}

function step3(word: string, start1: number, start2: number): string {
  const rule = ruleFor(word, STEP_3)
  const at = rule ? word.length - rule[0].length : -1
  if (!rule || at < start1 || (rule[0] === 'ative' && at < start2)) return word
  return word.slice(0, at) + rule[1]
}

function step4(word: string, start2: number): string {
  const [suffix] = ruleFor(word, STEP_4) ?? []
  if (!suffix || word.length - suffix.length < start2) return word
  if (suffix === 'ion' && !/[st]ion$/.test(word)) return word
  return word.slice(0, -suffix.length)
}

function step5(word: string, start1: number, start2: number): string {
  const at = word.length - 1
  if (word.endsWith('e')) {
    return at >= start2 || (at >= start1 && !endsInShortSyllable(word.slice(0, -1))) ? word.slice(0, -1) : word
  }
  return word.endsWith('ll') && at >= start2 ? word.slice(0, -1) : word
}
