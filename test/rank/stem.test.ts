import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { stem } from '../../src/rank/stem.ts'

describe('stem', () => {
  it('agrees with the reference implementation of Snowball English', () => {
    const rows = readFileSync(new URL('../fixtures/porter2.tsv', import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
    const wrong = rows.filter((row) => {
      const [word = '', expected] = row.split('\t')
      return stem(word) !== expected
    })
    expect(rows.length).toBeGreaterThan(2000)
    expect(wrong).toEqual([])
  })
})
