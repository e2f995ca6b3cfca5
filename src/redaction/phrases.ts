/** Secrets of several words: the phrase of a generator, the seed words of a wallet. */
import { mentions, type Span, spansOf } from './span.ts'
import { isState } from './states.ts'

/** Four words or more (three where it is called a phrase): a phrase of a wallet or of a generator, not a sentence. */
const PHRASE =
  /(?<![\p{L}])(?<word>pass ?phrase|seed(?: phrase)?|recovery phrase|mnemonic(?: phrase)?|password)(?:\s{1,3}(?:for|of)\s{1,3}[^\s,;:!?]{1,40}(?:\s{1,3}[^\s,;:!?]{1,40}){0,2}?)?(?:\s{1,3}is|\s{0,2}[:=])\s{1,3}["“'`]?(?<secret>[a-z]{3,12}(?:[ -][a-z]{3,12}){2,23})(?![a-z])/dgiu
const PHRASE_HINTS = ['phrase', 'seed', 'mnemonic', 'password']

const WALLET =
  /(?<![\p{L}])(?:wallet|seed|mnemonic|recovery|wiederherstellungs|secret words|ledger|trezor|metamask|(?:12|15|18|21|24|twelve|zwölf|twenty-four) (?:words|wörter|mots|palabras))/iu
const WALLET_HINTS = [
  ...['wallet', 'seed', 'mnemonic', 'recovery', 'wiederherstellung', 'secret words', 'ledger', 'trezor', 'metamask'],
  ...['12 w', '15 w', '18 w', '21 w', '24 w', 'twelve w', 'zwölf w', 'four w', '2 mots', '4 mots', ' palabras'],
]
/** How far before the words it may be said that they are a seed's. */
const LEAD_CHARS = 120
/** A seed has 12, 15, 18, 21 or 24; what is said behind it may look like more of it. */
const LEAST_SEED_WORDS = 12
/** BIP-39: small letters, three to eight; numbered, in commas, in lines. */
const SEED_LIST =
  /(?<![\p{L}\p{N}])(?:\d{1,2}[.):]?[ \t]{0,3})?[a-z]{3,8}(?:[\s,;|>*•-]{1,6}(?:\d{1,2}[.):]?[ \t]{0,3})?[a-z]{3,8}(?![\p{L}\p{N}'’])){11,40}/gu

/** What a turn says in so many words; what a wallet made. */
export function* findPhrases(text: string): Iterable<Span> {
  if (mentions(text, PHRASE_HINTS)) {
    const accept = (value: string, { groups }: RegExpExecArray) =>
      isPhrase(value, { least: /phrase/i.test(groups?.word ?? '') ? 3 : 4 })
    yield* spansOf(text, { pattern: PHRASE, kind: 'passphrase', accept })
  }
  if (mentions(text, WALLET_HINTS) && WALLET.test(text)) yield* findSeeds(text)
}

/** Twelve words and more behind one another after the name of a wallet, none of which makes a sentence. */
function* findSeeds(text: string): Iterable<Span> {
  for (const { index, 0: list } of text.matchAll(SEED_LIST)) {
    const run = seedIn(list)
    if (!run) continue
    const start = index + run.start
    if (WALLET.test(text.slice(Math.max(0, start - LEAD_CHARS), start)))
      yield { start, end: index + run.end, kind: 'seed-phrase' }
  }
}

/** The longest run of words in a list that no sentence could be, where it is as long as a seed. */
function seedIn(list: string): { start: number; end: number } | undefined {
  let run = { start: 0, end: 0, words: 0 }
  let longest = run
  for (const { index, 0: item } of list.matchAll(/(?:\d{1,2}[.):]?[ \t]{0,3})?([a-z]+)/g)) {
    const word = /[a-z]+$/.exec(item)?.[0] ?? ''
    if (NO_SEED_WORD.has(word) || PLURAL.test(word)) run = { start: 0, end: 0, words: 0 }
    else run = { start: run.words === 0 ? index : run.start, end: index + item.length, words: run.words + 1 }
    if (run.words > longest.words) longest = run
  }
  return longest.words >= LEAST_SEED_WORDS ? longest : undefined
}

/** At least so many words, and no sentence. */
export function isPhrase(value: string, { least }: { least: number }): boolean {
  const words = value.split(/[ -]+/)
  return words.length >= least && !words.some(isGrammar)
}

/** One word, or a few that say nothing about the password. */
export function isQuotedPassword(value: string): boolean {
  const words = value.split(/[ -]+/)
  return !/\s/.test(value) || words.every((word) => !isState(word) && !isGrammar(word))
}

const isGrammar = (word: string): boolean => GRAMMAR.has(word.toLowerCase())

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/))

/** Words that every sentence has. */
const GRAMMAR = wordsOf(
  `the and for are was were been being has have had not but you your our their his her its this that these those with without from into onto what when where
  which who whom why how can could should would shall will may might must does did done doing too very also only just still already never always all any some
  than then there here because while until about after before between under over again wrong incorrect required stored saved sent stronger secure expired
  word words long twelve twenty four
  wir sie ist und nicht der die das ein eine`,
)
/** Of seed words, the few that end so are no plurals. */
const PLURAL = /[^suiay]s$/
/** Words of sentences that are in no list of seed words. */
const NO_SEED_WORD = wordsOf(
  `wallet ledger recovery mnemonic the and for are was were been being has have had not but our his her its your those from which who whom why how could should would shall might does did done
  doing went got its them him she please words were than because while where put per via let lets use used uses using gets got set sets made said says
  und der die das ist nicht mit ein eine les des est une pour los las por para con`,
)
