/** What a statement is held against: the turns that it cites, read once for all checks. */
import type { NumberedTurn } from '../../memory/types.ts'
import { terms } from '../../rank/tokenize.ts'
import { isInstruction } from '../lines/injection.ts'
import { splitSentences } from '../lines/sentences.ts'
import { neighboursIn } from './neighbours.ts'
import { countsIn, numbersIn } from './numbers.ts'
import { calendarNames, datesIn } from './said-dates.ts'

export type Problem =
  | 'number'
  | 'date'
  | 'name'
  | 'path'
  | 'url'
  | 'identifier'
  | 'code'
  | 'negation'
  | 'speaker'
  | 'support'

/** What is wrong with a statement, and which of its words. */
export interface Finding {
  problem: Problem
  value: string
}

export interface Evidence {
  /** The turns that the statement cites. */
  turns: readonly NumberedTurn[]
  /** The local day on which they were said. */
  date: string
  /** Further names that may stand in a statement: the session's speakers. */
  speakers?: readonly string[]
  /** Names from earlier turns: what is said there of them is no evidence. */
  namedBefore?: readonly string[]
}

export interface Source {
  /** The day of the session. */
  date: string
  turns: readonly NumberedTurn[]
  /** All that was said, with the names of who said it. */
  text: string
  lower: string
  words: Set<string>
  numbers: Set<string>
  /** The numbers said of each thing. */
  counts: Map<string, Set<string>>
  /** Who takes part. */
  names: Set<string>
  /** ISO days, months and years that the turns speak of, relative ones resolved. */
  dates: Set<string>
  /** Weekdays and months that may be named. */
  calendar: Set<string>
  /** The weekdays and years that stand beside each word. */
  neighbours: Map<string, Set<string>>
}

/** One way to be wrong; `undefined` where the statement is not. */
export type Check = (text: string, source: Source) => Finding | undefined

export function readSource({ turns: cited, date, speakers = [], namedBefore = [] }: Evidence): Source {
  const turns = cited.map(withoutOrders)
  const said = turns.map(({ speaker, text }) => `${speaker}: ${text}`)
  const text = [...said, ...speakers, ...namedBefore].join('\n').normalize('NFC')
  const dates = datesIn(turns, date)
  return {
    date,
    turns,
    text,
    lower: text.toLowerCase(),
    words: new Set(terms(text)),
    numbers: new Set(numbersIn(text)),
    counts: countsIn(text),
    names: new Set([...turns.map(({ speaker }) => speaker), ...speakers]),
    dates,
    calendar: calendarNames(text, dates),
    neighbours: neighboursIn(text),
  }
}

const TO_MEMORY = /\b(?:in|to|into) (?:the |your |my |long-term )*memor(?:y|ies)\b/gi

/** What a planted order wants to have said was not said. A plain wish to remember something is none. */
function withoutOrders(turn: NumberedTurn): NumberedTurn {
  const isOrder = (text: string) => isInstruction(text.replace(TO_MEMORY, ''))
  if (!isOrder(turn.text)) return turn
  const sentences = splitSentences(turn.text).map(({ text }) => text)
  return { ...turn, text: sentences.filter((text) => !isOrder(text)).join('\n') }
}
