/** Which way "on Friday" looks: that is told by the verb that the day belongs to, the nearest one before it. In doubt it looks nowhere. */
import { ADVERBS } from './adverbs.ts'
import { isPastForm, isPlainVerb, isVerbForm } from './verbs.ts'

/** Ahead, back, or nobody knows. */
export type Direction = boolean | undefined

const WORD = /[\p{L}\p{N}]+(?:['’-]\p{L}+)*/gu
const set = (list: string): ReadonlySet<string> => new Set(list.trim().split(/\s+/))

const MODALS = set("will shall must should can could may might would won't can't cannot 'll 'd let's gonna wanna")
const BE = set("is are am isn't aren't 're 'm")
const WAS = set("was were wasn't weren't")
const DID = set("did didn't")
const DO = set("do does don't doesn't please not never")
/** What is fixed now or was fixed then may lie on either side: "booked the table on Friday". */
const ARRANGED = set(
  `booked scheduled rescheduled planned moved postponed cancelled canceled arranged organised organized reserved invited confirmed agreed
  decided promised set announced expected due supposed going meant forgot remembered missed`,
)
/** In the present they tell of what is to come. */
const TO_COME = set(
  `come comes leave leaves fly flies arrive arrives start starts begin begins end ends move moves return
  returns travel travels land lands depart departs launch launches need needs plan plans expire expires owe owes`,
)
const BEFORE_NOUN =
  set(`a an the my your his her its our their some any no every each of in on at for with about from by into as
  this that these those first last next new old`)
const PLURAL = /^(?:I|we|you|they|\p{Ll}+(?<![su])s|people|children)$/u
/** An infinitive behind one of these happened. */
const HAPPENED = set('had used managed failed happened began started tried helped able proceeded')
/** An infinitive behind one of these was meant; whether it is still to come, nobody says. */
const MEANT = set('wanted hoped needed meant asked expected intended')
const DEADLINE = /^(?:by|until|till|before|due)\b/i
const LIES_AHEAD =
  /\b(?:will|must|need(?:s)? to|ha(?:ve|s) to|should|remind|please|can you|could you|to-?do)\b|['’]ll\b/i

/** What is usual has no day of its own. */
const USUAL =
  /\b(?:every|each|per week|a week|weekly|usually|always|often|typically|normally|generally|tends? to|regularly|sometimes|whenever)\b/i
const PLURAL_DAY = /^\S+ \w+day (?:mornings|afternoons|evenings|nights)\b/i

/** So many characters on each side tell: a long text may name days without end. */
const REACH = 400

/** Which way the expression looks that stands at `at` in the text. */
export function directionAt(whole: string, place: number): Direction {
  const from = Math.max(0, place - REACH)
  const text = whole.slice(from, place + REACH)
  const at = place - from
  if (PLURAL_DAY.test(text.slice(at))) return undefined
  const direction = nearestVerb(text, at)
  return direction === true && USUAL.test(text) ? undefined : direction
}

function nearestVerb(text: string, at: number): Direction {
  const before = wordsOf(text.slice(0, at))
  const isDeadline = DEADLINE.test(text.slice(at))
  for (let index = before.length - 1; index >= 0; index--) {
    const verb = readVerb(before, index)
    if (verb === 'none') continue
    // "send the report Tom wrote by Friday": the deadline may be that of the sending.
    const isOpen = isDeadline && verb === false && (opensWithOrder(before) || LIES_AHEAD.test(text.slice(0, at)))
    return isOpen ? undefined : verb
  }
  // What stands behind the preposition and the name of the day.
  const after = wordsOf(text.slice(at)).slice(2)
  const verbs = after.map((_, index) => readVerb(after, index))
  return (
    verbs.find((verb) => verb !== 'none') ?? (isDeadline && verbs.every((verb) => verb === 'none') ? true : undefined)
  )
}

interface Word {
  word: string
  /** Whether it opens the text, or what stands behind a colon, a comma or a dash. */
  opens: boolean
}

/** The words, contractions apart: "we'll" is two. */
function wordsOf(text: string): Word[] {
  const words: Word[] = []
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const opens = index === 0 || /(?:[:;,.!?]|[–—]|\s-)\s*$/.test(text.slice(Math.max(0, index - 3), index))
    const [, subject, short] = /^(.+)['’](ll|re|m|d|ve|s)$/iu.exec(word) ?? []
    if (subject === undefined || short === undefined || /^let$/i.test(subject)) words.push({ word: plain(word), opens })
    else words.push({ word: subject, opens }, { word: `'${short}`, opens: false })
  }
  return words
}

const plain = (word: string): string => word.replace('’', "'")
const opensWithOrder = ([first]: readonly Word[]): boolean =>
  first !== undefined && isPlainVerb(first.word.toLowerCase())

/** The word before, adverbs and "not" left out. */
function governorOf(words: readonly Word[], index: number): { word: string; at: number } | undefined {
  let at = index - 1
  while (at >= 0 && isBetween(words[at]?.word ?? '')) at--
  const found = words[at]
  return found && { word: found.word, at }
}

const isBetween = (word: string): boolean =>
  ADVERBS.includes(word.toLowerCase()) || /^(?:not|\p{Ll}{3,}ly)$/u.test(word)

/** What the verb at this place says of the day; `none` where the word is no verb that has a tense. */
function readVerb(words: readonly Word[], index: number): Direction | 'none' {
  const { word = '', opens = false } = words[index] ?? {}
  const lower = word.toLowerCase()
  const governor = governorOf(words, index)
  const before = governor?.word.toLowerCase()
  if (lower === 'due') return before !== undefined && WAS.has(before) ? undefined : true
  if (MODALS.has(lower)) return true
  if (BE.has(lower)) return saysWhat(words.slice(index + 1)) ? true : undefined
  if (lower === "'s") return /^(?:it|there|that|what|he|she|here)$/i.test(before ?? '') ? true : 'none'
  if (WAS.has(lower))
    return words.slice(index + 1).some((next) => ARRANGED.has(next.word.toLowerCase())) ? undefined : false
  if (DID.has(lower) || lower === 'had') return false
  if (isPlainVerb(lower) || lower === 'be' || lower === 'have' || lower === 'has' || lower === 'do')
    return opens && index === 0
      ? true
      : readPlain(words, { lower, opens, governor, after: words[index + 1]?.word.toLowerCase() ?? '' })
  if (isPastForm(lower)) {
    const isAppointment = words
      .slice(index + 1)
      .some((next) => /^(?:appointment|interview|meeting|slot|tickets?)$/i.test(next.word))
    return readPast(lower, { word, before, isAppointment })
  }
  if (TO_COME.has(lower) && (before === undefined || !BEFORE_NOUN.has(before))) return true
  // Any other verb in the present tells of what is usual.
  return lower.endsWith('s') && before !== undefined && isVerbForm(lower, before) ? undefined : 'none'
}

/** "The retro is on Friday at 3" may be said of every week, "is planned on Friday" is not. */
const saysWhat = (words: readonly Word[]): boolean =>
  words.some(({ word }) => !/^(?:\d+|[ap]m|at|from|to|now|still|also|always)$/i.test(word))

interface PlainVerb {
  lower: string
  opens: boolean
  governor: { word: string; at: number } | undefined
  after: string
}

/** A form without an ending: an infinitive, an order, the present, or a noun. */
function readPlain(words: readonly Word[], { lower, opens, governor, after }: PlainVerb): Direction | 'none' {
  const before = governor?.word.toLowerCase()
  if (before === undefined || MODALS.has(before) || DO.has(before)) return true
  if (DID.has(before)) return false
  if (before === 'to') return readInfinitive(words, governor?.at ?? 0)
  if (/^(?:have|has)$/.test(lower)) return /^(?:an?|another|to)$/.test(after) ? true : undefined
  if (opens && !PLURAL.test(governor?.word ?? '')) return true
  return PLURAL.test(governor?.word ?? '') && !BEFORE_NOUN.has(before)
    ? TO_COME.has(lower)
      ? true
      : undefined
    : 'none'
}

function readInfinitive(words: readonly Word[], at: number): Direction {
  const before = words.slice(Math.max(0, at - 4), at).map(({ word }) => word.toLowerCase())
  if (before.some((word) => HAPPENED.has(word))) return false
  const meant =
    before.some((word) => MEANT.has(word)) ||
    (before.some((word) => WAS.has(word)) && before.some((word) => ARRANGED.has(word)))
  return meant ? undefined : true
}

interface PastVerb {
  word: string
  before: string | undefined
  /** Whether what was got is still to come. */
  isAppointment: boolean
}

/** A past form: finite, or a participle behind an auxiliary, or an adjective. */
function readPast(lower: string, { word, before, isAppointment }: PastVerb): Direction | 'none' {
  if (word !== lower && before !== undefined) return 'none'
  if (before !== undefined && (BE.has(before) || before === 'be')) return true
  if (before !== undefined && BEFORE_NOUN.has(before)) return 'none'
  return ARRANGED.has(lower) || before === "'s" || (lower === 'got' && isAppointment) ? undefined : false
}
