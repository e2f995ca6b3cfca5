/** What ROOT says of what is still to do: by its day, once, and apart from it what should have been done by now. */
import { isSameTask, type Task, taskOf } from '../../../extract/changes/closing.ts'
import { hasVerb } from '../../../extract/lines/verbs.ts'
import { namedDays } from '../../../extract/verify/said-dates.ts'
import { addDays, addMonths, MONTH_NAMES } from '../../../markdown/calendar.ts'
import type { DocumentSection } from '../../../markdown/document.ts'
import type { Memory } from '../../types.ts'
import type { CategorisedEntry } from './categories.ts'
import { sectionOf } from './sections.ts'

export interface OpenActions {
  /** What has a day soonest first, then the rest newest first. */
  pending: Memory[]
  /** Those whose day is past without a word that they were done, the latest first. */
  overdue: Memory[]
}

const MOST_PENDING = 12
const MOST_OVERDUE = 4

/** Seen from the newest day of the memory: the same folder gives the same file on any day. */
export function openActions(entries: readonly CategorisedEntry[]): OpenActions {
  const memories = entries.flatMap((entry) => entry.memories)
  const today = memories.reduce((day, { date }) => (date > day ? date : day), '')
  const items = memories
    .filter(({ kind, superseded }) => kind === 'action' && superseded === undefined)
    .map((memory) => ({ memory, due: dueDay(memory), task: taskOf(memory.text) }))
    .filter(isToDo)
    .toSorted(byDay)
    .reduce<Item[]>(addOnce, [])
    .filter(isOpen)
  const isOverdue = ({ due }: Item): boolean => due !== undefined && due < today
  return {
    pending: memoriesOf(items.filter((item) => !isOverdue(item))).slice(0, MOST_PENDING),
    overdue: memoriesOf(items.filter(isOverdue)).reverse().slice(0, MOST_OVERDUE),
  }
}

interface Item {
  memory: Memory
  due: string | undefined
  task: Task | undefined
}

const memoriesOf = (items: readonly Item[]): Memory[] => items.map(({ memory }) => memory)

/** The first day from its own on that an action names (a weekday only where it names no other), or the end of the month that it names. */
function dueDay({ text, date }: Memory): string | undefined {
  const daysIn = (said: string): string[] => [...(said.match(/\d{4}-\d{2}-\d{2}/g) ?? []), ...namedDays(said, date)]
  const exact = daysIn(text.replace(WEEKDAY, ''))
  const days = exact.length > 0 ? exact : daysIn(text)
  if (days.length > 0) return firstFrom(date, days)
  const month = MONTH.exec(text)?.[1]
  return month === undefined ? undefined : lastDayOfNext(month, date)
}

/** "before the end of January", "in May": the next one, seen from the day on which it was said. */
const MONTH = new RegExp(`\\b(?:of|in|by|before|until) (${MONTH_NAMES.join('|')})\\b`)

function lastDayOfNext(name: string, date: string): string {
  const month = String((MONTH_NAMES as readonly string[]).indexOf(name) + 1).padStart(2, '0')
  const year = Number(date.slice(0, 4)) + (month < date.slice(5, 7) ? 1 : 0)
  return addDays(`${addMonths(`${year}-${month}`, 1)}-01`, -1)
}

const WEEKDAY = /\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b/gi

const firstFrom = (start: string, named: readonly string[]): string | undefined =>
  named.filter((each) => each >= start).sort()[0]

/** "Water the plants": what stands before an article at the very beginning is a verb. */
const ORDER = /^\p{L}+ (?:the|an?|my|our|your|his|her|their|some|all)\b/iu
const GOAL = /(?:^|[.!:;] |")(?:goals?|targets?|aim): /i

/** A goal is nothing that one does; and what has neither a verb nor a day says no more than a heading. A human's line is what it says. */
const isToDo = ({ memory: { text, origin }, due }: Item): boolean =>
  origin === 'human' || (!GOAL.test(text) && (due !== undefined || hasVerb(text) || ORDER.test(text)))

const byDay = (a: Item, b: Item): number => {
  if (a.due !== undefined && b.due !== undefined) return a.due.localeCompare(b.due)
  if (a.due !== undefined || b.due !== undefined) return a.due === undefined ? 1 : -1
  return b.memory.date.localeCompare(a.memory.date)
}

const isOpen = ({ memory }: Item): boolean => memory.status === 'open'

/** Of two that say the same, what was done is done, and else the one that names the thing more fully stays. */
function addOnce(items: Item[], item: Item): Item[] {
  const at = items.findIndex((other) => isSame(other, item))
  const other = items[at]
  if (!other) return [...items, item]
  return rankOf(item) > rankOf(other) ? items.with(at, item) : items
}

const rankOf = ({ memory, task }: Item): number =>
  (memory.status === 'open' ? 0 : 2000) + (memory.origin === 'human' ? 1000 : 0) + (task?.object.length ?? 0)

/** The same verb, day and thing: `call Ana` and `call Ana Walsh`, both by Friday. */
function isSame(a: Item, b: Item): boolean {
  if (!a.task || !b.task || a.due !== b.due) return false
  if (a.due === undefined && a.memory.date !== b.memory.date) return false
  return isSameTask(a.task, b.task)
}

/** The sections of what is open, without the empty ones. */
export const actionSections = ({ pending, overdue }: OpenActions): DocumentSection[] =>
  [
    sectionOf('Open actions', pending.map(lineOf)),
    sectionOf('Overdue, or done without a word', overdue.map(lineOf)),
  ].filter(({ items }) => items.length > 0)

const lineOf = (memory: Memory): Memory => ({
  ...memory,
  topics: memory.topics.slice(0, 1),
  citations: memory.citations.slice(0, 1),
  origin: 'machine',
})
