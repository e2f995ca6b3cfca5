import { describe, expect, it } from 'vitest'
import { meets, parseExpectation } from '../../../src/memory/eval/expectation.ts'
import type { Level } from '../../../src/memory/types.ts'

const parse = (written: string) => parseExpectation(written, (id) => id === 's1')

describe('parseExpectation', () => {
  it.each<[string, object]>([
    ['raw/2026-11-02-session-1.md', { kind: 'path', path: 'raw/2026-11-02-session-1.md' }],
    ['./raw/2026-11-02-session-1.md', { kind: 'path', path: 'raw/2026-11-02-session-1.md' }],
    ['../raw/2026-11-02-session-1.md#turn-3', { path: 'raw/2026-11-02-session-1.md', turns: [3, 3] }],
    ['raw/2026-11-02-session-1.md#3-5', { path: 'raw/2026-11-02-session-1.md', turns: [3, 5] }],
    ['raw/2026-11-02-session-1.md#turn-3–5', { path: 'raw/2026-11-02-session-1.md', turns: [3, 5] }],
    ['raw/2026-11-02-session-1.md#top', { kind: 'path', path: 'raw/2026-11-02-session-1.md#top' }],
    ['ROOT.md', { kind: 'path', path: 'ROOT.md' }],
    ['daily/2026-11-02.md#turn-1', { kind: 'path', path: 'daily/2026-11-02.md#turn-1' }],
    ['s1', { kind: 'session' }],
    ['s2', { kind: 'text' }],
    ['src/auth.ts', { kind: 'text' }],
  ])('%s', (written, parsed) => {
    expect(parse(written)).toMatchObject({ written, ...parsed })
  })
})

const RAW = 'raw/2026-11-02-session-1.md'
const turn = (turns: [number, number], text = '') => ({ level: 'raw' as Level, path: RAW, session: 's1', turns, text })
const statement = (path: string, turns: [number, number]) => ({
  level: 'root' as Level,
  path,
  session: 's1',
  citedPath: RAW,
  turns,
  text: 'The boiler was repaired.',
})

describe('meets', () => {
  it.each<[string, boolean, ReturnType<typeof turn> | ReturnType<typeof statement>]>([
    [RAW, true, turn([1, 1])],
    [RAW, true, statement('ROOT.md', [1, 1])],
    ['raw/2026-11-02-session-2.md', false, statement('ROOT.md', [1, 1])],
    ['ROOT.md', true, statement('ROOT.md', [1, 1])],
    ['ROOT.md', false, turn([1, 1])],
    ['s1', true, turn([1, 1])],
    ['s1', true, statement('daily/2026-11-02.md', [1, 1])],
    [`${RAW}#turn-2`, true, turn([1, 2])],
    [`${RAW}#turn-3`, false, turn([1, 2])],
    [`${RAW}#turn-3`, true, statement('ROOT.md', [3, 4])],
    [`${RAW}#3-5`, true, turn([5, 6])],
    [`${RAW}#3-5`, false, statement('ROOT.md', [6, 6])],
    ['daily/2026-11-02.md#turn-1', false, statement('daily/2026-11-02.md', [1, 1])],
  ])('%s: %s', (written, isMet, hit) => {
    expect(meets(hit, parse(written))).toBe(isMet)
  })

  it.each<[string, string, boolean]>([
    ['DR.  moreau', 'the vet is Dr.\nMoreau', true],
    ['Rex', 'Rex, the dog', true],
    ['Rex', 'two T-Rexes', false],
    ['9', 'at 9:30', true],
    ['9', 'at 19:30', false],
    ['a.c', 'abc', false],
    ['京都', '私は京都へ行く', true],
  ])('text %j in %j: %s', (written, text, isMet) => {
    expect(meets(turn([1, 1], text), parse(written))).toBe(isMet)
  })
})
