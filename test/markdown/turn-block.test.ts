import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseRaw, renderRawHead, renderTurn } from '../../src/markdown/raw.ts'
import { turnReader } from '../../src/markdown/turn-block.ts'

const at = '2026-11-22T09:00:00.000Z'
const fileOf = (texts: readonly string[]) => {
  const header = { source: 'text', session: 's', derived: false, started: at, ended: at }
  const turns = texts.map((text, i) =>
    renderTurn({ number: i + 1, speaker: 'A', role: 'user', text }, { timeZone: 'UTC' }),
  )
  return renderRawHead(header, { turns: texts.length, timeZone: 'UTC' }) + turns.join('')
}
const line = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('## turn-1', '> quoted', '---', '```', '', '\r'),
)
const text = fc.array(line, { maxLength: 5 }).map((lines) => lines.join('\n').toWellFormed())

describe('turnReader', () => {
  it('reads what parseRaw reads, at the lines where it stands', () => {
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), (texts) => {
        const file = fileOf(texts)
        const lines = file.split('\n')
        const turnOf = turnReader(file)
        for (const turn of parseRaw(file, 'raw/x.md').turns) {
          const block = turnOf(turn.number)
          expect(block?.text).toBe(turn.text)
          expect(lines[(block?.headingLine ?? 0) - 1]).toBe(`## turn-${turn.number}`)
          expect(lines[(block?.textLine ?? 0) - 1]?.startsWith('>')).toBe(true)
        }
        expect(turnOf(texts.length + 1)).toBeUndefined()
      }),
    )
  })

  it('reads a file that was converted to Windows line ends', () => {
    const file = fileOf(['one\ntwo', 'three']).replaceAll('\n', '\r\n')
    expect(turnReader(file)(1)?.text).toBe('one\ntwo')
    expect(turnReader(file)(2)?.text).toBe('three')
  })
})
