/** Sessions for the durability tests: each says things that no other says, so that a loss or a double shows. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface SampleSession {
  id: string
  file: string
  turns: { role: string; name: string; content: string; timestamp: string }[]
}

const THINGS = [
  'the garden fence',
  'the Lisbon trip',
  'invoice 4512',
  'the piano lessons',
  'the server backup',
  'Ada’s birthday',
]

/** `count` sessions of eight turns, two sessions a day from 2 November 2026 on, written as message arrays into `folder`. */
export async function writeSessions(folder: string, count: number): Promise<SampleSession[]> {
  const sessions: SampleSession[] = []
  for (let n = 1; n <= count; n++) {
    const day = `2026-11-${String(2 + Math.floor((n - 1) / 2)).padStart(2, '0')}`
    const thing = THINGS[n % THINGS.length] ?? ''
    const at = (minute: number) => `${day}T${n % 2 ? '09' : '15'}:${String(minute).padStart(2, '0')}:00Z`
    const texts = [
      `We decided to spend ${100 + n} euros on ${thing}.`,
      `Noted: ${100 + n} euros for ${thing}.`,
      `Please remind me to call Mrs Weber number${n} about ${thing} by Friday.`,
      `I will remind you to call Mrs Weber number${n}.`,
      `I prefer plan${n}blue over plan${n}red for ${thing}.`,
      `Then plan${n}blue it is.`,
      `My locker code for session ${n} is at shelf ${n * 7}.`,
      `Shelf ${n * 7}, understood.`,
    ]
    const turns = texts.map((content, i) => ({
      role: i % 2 ? 'assistant' : 'user',
      name: i % 2 ? 'Assistant' : 'Caroline',
      content,
      timestamp: at(i),
    }))
    const session = { id: `sample-${n}`, file: join(folder, `sample-${n}.json`), turns }
    await writeFile(session.file, JSON.stringify(turns))
    sessions.push(session)
  }
  return sessions
}
