/** Reading benchmark files. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dateMsOf } from './dates.ts'
import { answerable, endOf, loadSets, nameOf, tuningNote } from './sets.ts'

const conversation = (conv: string, days: readonly string[]) =>
  JSON.stringify({
    conv,
    turns: days.map((date, index) => ({
      id: `t${index}`,
      session: index,
      date,
      speaker: 'Ines',
      text: `Turn ${index}`,
    })),
    questions: [
      { id: `${conv}-1`, q: 'Who?', answer: 1, category: 'single-hop', evidence: ['t0'], evidence_sessions: [0] },
      {
        id: `${conv}-2`,
        q: 'What?',
        date: '2023-06-01',
        evidence: ['t1'],
        evidence_sessions: [1],
        ignore_sessions: [0],
      },
      { id: `${conv}-3`, q: 'Why?', evidence: [], evidence_sessions: [], abstain: true },
      { id: `${conv}-4`, q: 'Without evidence?', evidence: [], evidence_sessions: [], abstain: false },
    ],
  })

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'mem-sets-'))
  const early = conversation('early', ['2023-05-01', '2023-05-02'])
  const late = conversation('late', ['2023-05-03', '1:56 pm on 8 May, 2023'])
  writeFileSync(join(folder, 'two-dev.jsonl'), `${early}\n${late}\n`)
  writeFileSync(join(folder, 'one-dev.jsonl'), early)
})
afterAll(() => rmSync(folder, { recursive: true }))

describe('sets', () => {
  it('are the pool of a file, and each of its conversations where there are several', () => {
    expect(loadSets(folder).map(nameOf)).toEqual(['one-dev, pooled', 'two-dev, each store', 'two-dev, pooled'])
    expect(loadSets(folder, { only: ['two'] }).map(({ data }) => data)).toEqual(['two-dev', 'two-dev'])
    expect(loadSets(join(folder, 'missing'))).toEqual([])
  })

  it('hold the questions that have evidence or are marked as unanswerable', () => {
    const [store] = loadSets(folder, { only: ['one'] })[0]?.stores ?? []
    expect(store?.questions.map(({ id }) => id)).toEqual(['early-1', 'early-2', 'early-3'])
    expect(answerable(store?.questions ?? []).map(({ id }) => id)).toEqual(['early-1', 'early-2'])
    expect(store?.questions[0]).toMatchObject({
      answer: '1',
      turns: new Set(['early/t0']),
      sessions: new Set(['early/0']),
    })
    expect(store?.questions[1]?.ignored).toEqual(new Set(['early/0']))
  })

  it('say what was tuned on', () => {
    const sets = loadSets(folder)
    expect(tuningNote(sets)).toMatch(/^Tuned on: one-dev, two-dev\. /)
    expect(tuningNote([...sets.slice(0, 1), { data: 'one-test', arrangement: 'pooled', stores: [] }])).toMatch(
      /^Tuned on: one-dev\. .* Not tuned on: one-test\.$/,
    )
  })

  it('ask a question when its day has come: its own, or the end of all that is in the store', () => {
    const [each, pool] = loadSets(folder, { only: ['two'] })
    const moments = (set: typeof each) => set?.stores.map(({ questions }) => questions.map(({ asOf }) => asOf))
    expect(each?.stores.map(endOf)).toEqual(['2023-05-02T00:00:00.000Z', '2023-05-08T13:56:00.000Z'])
    expect(moments(each)?.[0]).toEqual(['2023-05-02T00:00:00.000Z', '2023-06-01', '2023-05-02T00:00:00.000Z'])
    expect(new Set(moments(pool)?.flat())).toEqual(new Set(['2023-05-08T13:56:00.000Z', '2023-06-01']))
  })
})

describe('dateMsOf', () => {
  it.each([
    ['1:56 pm on 8 May, 2023', '2023-05-08T13:56:00Z'],
    ['12:05 am on 31 December, 2022', '2022-12-31T00:05:00Z'],
    ['8.5.2023, 13:56:00', '2023-05-08T13:56:00Z'],
    ['8.5.2023', '2023-05-08T12:00:00Z'],
    ['May-8-2023', '2023-05-08T12:00:00Z'],
    ['2023-05-08', '2023-05-08T00:00:00Z'],
  ])('reads %s', (text, iso) => {
    expect(dateMsOf(text)).toBe(Date.parse(iso))
  })

  it('refuses what is no date', () => {
    expect(() => dateMsOf('')).toThrow('No date')
  })
})
