/** What ROOT says of what is still to do: by its day, once, and apart from it what should have been done by now. */
import type { DocumentSection } from '../../../markdown/document.ts'
import type { Memory } from '../../types.ts'
import { type Item, isAction, tasksIn } from '../to-do.ts'
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
  const newest = entries.map(({ memories }) => memories.at(-1)?.date ?? '')
  const today = newest.reduce((day, date) => (date > day ? date : day), '')
  const items = tasksIn(entries.flatMap(({ memories }) => memories.filter(isAction))).filter(isOpen)
  const isOverdue = ({ due }: Item): boolean => due !== undefined && due < today
  return {
    pending: memoriesOf(items.filter((item) => !isOverdue(item))).slice(0, MOST_PENDING),
    overdue: memoriesOf(items.filter(isOverdue)).reverse().slice(0, MOST_OVERDUE),
  }
}

const memoriesOf = (items: readonly Item[]): Memory[] => items.map(({ memory }) => memory)

const isOpen = ({ memory }: Item): boolean => memory.status === 'open'

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
