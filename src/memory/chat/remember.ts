/** Writes one statement of the user into today's daily file, as a line by their own hand: no run rewrites it, and it flows upward. */
import { MemError } from '../../errors.ts'
import { localDay } from '../../markdown/calendar.ts'
import {
  documentPath,
  documentTitle,
  type LevelDocument,
  parseDocument,
  renderDocument,
  SECTION_HEADINGS,
} from '../../markdown/document.ts'
import { oneLine } from '../../markdown/inline.ts'
import { parseMemory } from '../../markdown/items.ts'
import type { Clock, MemoryFolder } from '../ports.ts'

export interface RememberDeps {
  folder: MemoryFolder
  redact: (text: string) => string
  now: Clock
  timeZone: string
}

export interface Remembered {
  /** The daily file, and its day. */
  path: string
  day: string
}

/** Someone may save the file in an editor at the same moment: then it is read again. */
const MOST_TRIES = 5

/** Keeps `statement` ("[ ] …" for an action, #topics where the user gives some). `MemError('input')` where it says nothing. */
export async function remember(deps: RememberDeps, statement: string): Promise<Remembered> {
  const day = localDay(deps.now(), deps.timeZone)
  const path = documentPath('daily', day)
  const line = `- ${plainLine(deps.redact(statement))}`
  const memory = parseMemory(line, { fromPath: path, kind: 'fact', date: day })
  if (!memory)
    throw new MemError('input', 'There is nothing to remember in that.', 'Write a statement behind /remember.')
  const heading = SECTION_HEADINGS[memory.kind]
  return deps.folder.withLock(async () => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      const before = await deps.folder.read(path)
      const document = before === undefined ? newDay(day) : parseDocument(before, path)
      if (document.sections.some(({ items }) => items.some((item) => item.line === line))) return { path, day }
      const text = renderDocument(withItem(document, { heading, item: { memory, line, hand: true } }), path)
      if (await deps.folder.write(path, text, { ifUnchanged: before ?? null })) return { path, day }
    }
    throw new MemError('locked', `${path} changes all the time.`, 'Close it in other programs and try again.')
  })
}

/** On one line, and no HTML: a comment that is not closed would hide the rest of the day. */
const plainLine = (text: string): string => oneLine(text).replace(/<(?=[A-Za-z/!?])/g, '\\<')

const newDay = (day: string): LevelDocument => ({
  level: 'daily',
  period: day,
  title: documentTitle('daily', day),
  front: {},
  intro: '',
  pinned: '',
  sections: [],
})

function withItem<T extends LevelDocument>(
  document: T,
  { heading, item }: { heading: string; item: LevelDocument['sections'][number]['items'][number] },
): T {
  const isSame = (section: { heading: string }) => section.heading === heading
  if (!document.sections.some(isSame)) {
    return { ...document, sections: [...document.sections, { heading, items: [item] }] }
  }
  return {
    ...document,
    sections: document.sections.map((section) =>
      isSame(section) ? { ...section, items: [...section.items, item] } : section,
    ),
  }
}
