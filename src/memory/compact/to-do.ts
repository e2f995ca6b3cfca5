/** Actions as tasks: what is one at all, by when it is to be done, and which two are the same. */
import { isSameTask, type Task, taskOf } from '../../extract/changes/closing.ts'
import { hasVerb } from '../../extract/lines/verbs.ts'
import { namedDays } from '../../extract/verify/said-dates.ts'
import { addDays, addMonths, MONTH_NAMES } from '../../markdown/calendar.ts'
import type { Memory } from '../types.ts'

export interface Item {
  memory: Memory
  due: string | undefined
  task: Task | undefined
}

/** The tasks among the memories, each once: what has a day soonest first, then the rest newest first. */
export function tasksIn(memories: readonly Memory[]): Item[] {
  const items = memories.filter(isAction).map(itemOf).filter(isToDo).toSorted(byDay)
  // Only tasks of one day can be the same, and they lie together.
  return groupedBy(dayOf, items).flatMap((group) => group.reduce<Item[]>(addOnce, []))
}

/** By when it is to be done, or when it was said. */
const dayOf = ({ due, memory }: Item): string => (due === undefined ? `said ${memory.date}` : due)

/** Neighbours with the same key. */
function groupedBy<T>(keyOf: (item: T) => string, items: readonly T[]): T[][] {
  const groups: T[][] = []
  let last: string | undefined
  for (const item of items) {
    const key = keyOf(item)
    if (key === last) groups.at(-1)?.push(item)
    else groups.push([item])
    last = key
  }
  return groups
}

/**
 * The memories of a week or a month, with each task once, and what is no task (a goal, a name) as the fact that it is. A human's words stay
 * as they are.
 */
export function withTasksOnce(memories: readonly Memory[]): Memory[] {
  const tasks = new Set(tasksIn(memories).map(({ memory }) => memory))
  return memories.flatMap((memory) => {
    if (!isAction(memory) || memory.origin === 'human' || tasks.has(memory)) return [memory]
    return isToDo(itemOf(memory)) ? [] : [asFact(memory)]
  })
}

/** What is to be done, or was. */
export const isAction = ({ kind, superseded }: Memory): boolean => kind === 'action' && superseded === undefined

const itemOf = (memory: Memory): Item => ({ memory, due: dueDay(memory), task: taskOf(memory.text) })

const asFact = ({ status: _, closed: __, ...memory }: Memory): Memory => ({ ...memory, kind: 'fact' })

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
const GOAL = /(?:^|[.!:;] |")(?:(?:(?:my|our|their|the|new|next) )*(?:goals?|targets?|aim)): /i

/** A goal is nothing that one does; and what has neither a verb nor a day says no more than a heading. A human's line is what it says. */
const isToDo = ({ memory: { text, origin }, due }: Item): boolean =>
  origin === 'human' || (!GOAL.test(text) && (due !== undefined || hasVerb(text) || ORDER.test(text)))

const byDay = (a: Item, b: Item): number => {
  if (a.due !== undefined && b.due !== undefined) return a.due.localeCompare(b.due)
  if (a.due !== undefined || b.due !== undefined) return a.due === undefined ? 1 : -1
  return b.memory.date.localeCompare(a.memory.date)
}

/** In place. Of two that say the same, what was done is done, and else the one that names the thing more fully stays. */
function addOnce(items: Item[], item: Item): Item[] {
  const at = items.findIndex((other) => isSame(other, item))
  const other = items[at]
  if (!other) items.push(item)
  else if (rankOf(item) > rankOf(other)) items[at] = item
  return items
}

const rankOf = ({ memory, task }: Item): number =>
  (memory.status === 'open' ? 0 : 2000) + (memory.origin === 'human' ? 1000 : 0) + (task?.object.length ?? 0)

/** The same verb and thing: `call Ana` and `call Ana Walsh`. */
function isSame(a: Item, b: Item): boolean {
  return a.task !== undefined && b.task !== undefined && isSameTask(a.task, b.task)
}
