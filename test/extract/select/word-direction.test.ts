import { describe, expect, it } from 'vitest'
import { wordValues } from '../../../src/extract/select/salience.ts'
import { DIRECTION_ENCODER, meaningAlong } from '../../../src/extract/select/word-direction.ts'
import { createEmbeddedEncoder } from '../../../src/llm/embedded/encoder.ts'

const TABLE = new URL('../../../src/llm/embedded/table/', import.meta.url)
const encoder = createEmbeddedEncoder({ assets: TABLE })
const meaning = meaningAlong(encoder.vectorOf)

describe('meaningAlong', () => {
  it('was fitted in the space of the encoder that comes with the program', () => {
    expect(encoder.id).toBe(DIRECTION_ENCODER)
  })

  it.each([
    ['pottery', 'appreciate'],
    ['dog', 'amazing'],
    ['doctor', 'definitely'],
    ['hiking', 'feeling'],
  ])('%s is asked for sooner than %s', (thing, manner) => {
    expect(meaning(thing)).toBeGreaterThan(meaning(manner) + 1)
  })

  it('says nothing of what the encoder cannot read, and the same twice', () => {
    expect(meaning('')).toBe(0)
    expect(meaning('pottery')).toBe(meaning('pottery'))
  })

  it('moves the value of words that are used alike', () => {
    const turns = [
      { number: 1, speaker: 'Ana', role: 'user' as const, text: 'There was pottery and there was feeling.' },
    ]
    const ratio = (values: ReadonlyMap<string, number>) => (values.get('potteri') ?? 0) / (values.get('feel') ?? 1)
    expect(ratio(wordValues(turns, meaning))).toBeGreaterThan(2 * ratio(wordValues(turns)))
  })
})
