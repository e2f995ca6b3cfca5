/** The text of the sidecar: the same bytes, whether a file is written down anew or goes back as it was read. */
import { describe, expect, it } from 'vitest'
import {
  emptyIndex,
  type IndexedFile,
  type IndexState,
  parseSidecar,
  renderSidecar,
} from '../../../src/memory/recall/sidecar.ts'

const fileOf = (day: number, change: Partial<IndexedFile> = {}): IndexedFile => ({
  path: `raw/2026-11-0${day}-session-1.md`,
  sizeBytes: 100 + day,
  modifiedMs: 1795743309867.3853,
  level: 'raw',
  hash: '4f8a57ebcbb02129',
  segment: 0,
  first: day,
  count: 1,
  ...change,
})
const state: IndexState = {
  ...emptyIndex({ id: 'embedded', dimensions: 256 }),
  segments: [{ sum: '8c1063ee357791b5', passages: 10 }],
  files: [
    fileOf(1, { session: 'naïve, {"path":' }),
    fileOf(2, { cites: '0\t1\t2\traw/日本.md\ta,\n1\t},\n{"path":' }),
    fileOf(3),
  ],
}

function read(text: string): { text: string; files: IndexedFile[]; state: IndexState } {
  const parsed = parseSidecar(text)
  if ('problem' in parsed) throw new Error(parsed.problem)
  return { text, files: parsed.state.files, state: parsed.state }
}

describe('renderSidecar', () => {
  const text = renderSidecar(state)

  it('is read back as it was written, and written again as it was read', () => {
    const before = read(text)
    expect(before.state).toEqual(state)
    expect(renderSidecar(before.state, before)).toBe(text)
    expect(renderSidecar(before.state)).toBe(text)
  })

  it('writes anew what has changed, and only that stays which is still there', () => {
    const before = read(text)
    const [first, second] = before.files as [IndexedFile, IndexedFile]
    const next = { ...before.state, files: [second, { ...first, count: 2 }, fileOf(4)] }
    expect(renderSidecar(next, before)).toBe(renderSidecar(next))
  })

  it.each([
    ['of one line', (pretty: string) => JSON.stringify(JSON.parse(pretty))],
    ['with indented lines', (pretty: string) => JSON.stringify(JSON.parse(pretty), null, 2)],
    ['with two files on a line', (pretty: string) => pretty.replace('},\n{', '},{')],
  ])('does not trust a text %s', (_, relaid) => {
    const before = read(relaid(text))
    expect(renderSidecar(before.state, before)).toBe(text)
  })
})
