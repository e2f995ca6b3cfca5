import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCandidates } from '../../../src/memory/eval/candidates.ts'
import { evaluate } from '../../../src/memory/eval/evaluate.ts'
import type { EvalQuestion } from '../../../src/memory/eval/evaluate-one.ts'
import { openRecall, type Recall } from '../../../src/memory/recall/recall.ts'
import type { RecallHit } from '../../../src/memory/recall/types.ts'
import { type RecallFolder, recallFolder } from '../recall/folder.ts'

const FIRST = 'raw/2026-11-02-session-1.md'
const SECOND = 'raw/2026-11-03-session-1.md'

let memory: RecallFolder
beforeEach(async () => {
  memory = await recallFolder()
  const said = [
    { speaker: 'Maya', text: 'The boiler was repaired by Vaillant service.' },
    { speaker: 'Maya', text: 'The garden gate needs new paint before winter.' },
  ]
  await memory.say(FIRST, said, { session: 'first' })
  await memory.say(SECOND, [{ speaker: 'Maya', text: 'Coco the puppy eats at seven.' }], { session: 'second' })
  await memory.write(
    'daily/2026-11-02.md',
    '---\nkind: daily\n---\n# Day\n\n## Facts\n- The boiler was repaired by Vaillant service. #home ([1](../raw/2026-11-02-session-1.md#turn-1))\n',
  )
})
afterEach(() => memory.dispose())

const deps = () => ({ ...memory.deps, recall: openRecall(memory.deps) })
const evaluated = async (question: EvalQuestion) => (await evaluate([question], deps())).questions[0]

/** Recall that answers every question with these hits. */
const recallOf =
  (hits: readonly Partial<RecallHit>[]): Recall =>
  async ({ query }) => ({
    query,
    asOf: '',
    hits: hits.map((hit) => ({
      score: 1,
      level: 'raw',
      path: FIRST,
      session: 'first',
      date: '2026-11-02',
      lines: [1, 1],
      speakers: [],
      topics: [],
      text: '',
      signals: { lexical: 0, cosine: 0, recency: 0, topic: 0 },
      ...hit,
    })),
    omitted: { overBudget: 0, filtered: 0, duplicate: 0 },
    index: { embedder: '', stale: false },
  })
const evaluatedOn = async (hits: readonly Partial<RecallHit>[], expected: string[]) => {
  const question = { query: 'x', expect: expected }
  return (await evaluate([question], { ...memory.deps, recall: recallOf(hits) })).questions[0]
}

describe('evaluate', () => {
  it('accepts a session, a path, a turn or a text as what is expected', async () => {
    const report = await evaluate(
      [
        { query: 'When does the puppy eat?', expect: ['second'] },
        { query: 'Who repaired the boiler?', expect: [FIRST] },
        { query: 'What needs paint?', expect: [`${FIRST}#turn-2`] },
        { query: 'Who repaired the boiler?', expect: ['VAILLANT  service'] },
      ],
      deps(),
    )
    expect(report.mean).toMatchObject({ mrr: 1, 'any@1': 1, 'rec@10': 1, 'ev@1500t': 1, 'ans@1500t': 1 })
    expect(report.questions.map(({ hit, rank, missed }) => [hit, rank, missed])).toEqual(Array(4).fill([1, 1, []]))
    expect(report.counts).toMatchObject({ mrr: 4, 'ev@1500t': 1, 'ans@1500t': 1 })
  })

  it('keeps the id of a question', async () => {
    expect(await evaluated({ id: 7, query: 'puppy', expect: ['second'] })).toMatchObject({ id: 7, query: 'puppy' })
  })

  it('lets one hit meet several expectations', async () => {
    const one = await evaluated({ query: 'Who repaired the boiler?', expect: [FIRST, 'first', 'Vaillant'] })
    expect(one?.scores).toMatchObject({ mrr: 1, 'all@5': 1, 'rec@10': 1 })
    expect(one?.expected.map(({ kind, hit, rank }) => [kind, hit, rank])).toEqual([
      ['path', 1, 1],
      ['session', 1, 1],
      ['text', 1, 1],
    ])
  })

  it('counts a statement for the raw file that it links to, as for its session', async () => {
    const statement = { level: 'root', path: 'ROOT.md', citedPath: FIRST, turns: [2, 2] } as const
    const other = { path: SECOND, session: 'second' }
    for (const expected of ['first', FIRST, `${FIRST}#turn-2`])
      expect(await evaluatedOn([{ ...statement, turns: [2, 2] }, other], [expected])).toMatchObject({ hit: 1, rank: 1 })
  })

  it('tells the place of a hit from its rank among the sessions', async () => {
    const chatty = Array.from({ length: 5 }, () => ({}))
    const other = { path: SECOND, session: 'second' }
    const one = await evaluatedOn([...chatty, other, { text: 'the gate is red' }], ['gate is red'])
    expect(one).toMatchObject({ hit: 7, rank: 3, scores: { 'any@1': 0, 'any@5': 1 } })
  })

  it('scores the turns and the words within 1,500 tokens', async () => {
    const long = { path: SECOND, session: 'second', text: 'word '.repeat(1300) }
    const hits = [
      { turns: [1, 1] as [number, number], text: 'a red kite' },
      long,
      { turns: [2, 2] as [number, number] },
    ]
    const one = await evaluatedOn(hits, [`${FIRST}#1-2`, 'red', 'kite of Kyoto'])
    expect(one?.scores).toMatchObject({ 'ev@1500t': 0.5, 'ans@1500t': 2 / 3 })
  })

  it('leaves out what does not apply to a question', async () => {
    expect((await evaluatedOn([{}], ['first', FIRST]))?.scores).toEqual({
      mrr: 1,
      'any@1': 1,
      'any@5': 1,
      'all@5': 1,
      'rec@10': 1,
    })
  })

  it('says what was missed, and what names nothing in the memory', async () => {
    const gone = ['raw/2020-01-01-session-1.md', `${SECOND}#turn-2`, 'no such session', 'daily/2026-11-02.md#turn-1']
    const there = 'garden gate NEEDS'
    const { questions, unknown, mean } = await evaluate([{ query: 'puppy', expect: [...gone, there] }], {
      ...memory.deps,
      recall: recallOf([{ path: SECOND, session: 'second', turns: [1, 1] }]),
    })
    expect(questions[0]).toMatchObject({ missed: [...gone, there], first: `${SECOND}#turn-1` })
    expect(unknown).toEqual(gone)
    expect(questions[0]?.expected.map((one) => one.unknown ?? false)).toEqual([true, true, true, true, false])
    expect(mean).toMatchObject({ mrr: 0, 'ev@1500t': 0 })
  })

  it('takes a turn whose number is beyond all reason for one that is not there', async () => {
    const { unknown } = await evaluate([{ query: 'puppy', expect: [`${SECOND}#1-999999999`] }], {
      ...memory.deps,
      recall: recallOf([]),
    })
    expect(unknown).toEqual([`${SECOND}#1-999999999`])
  })

  it('says that the memory is empty', async () => {
    const empty = await recallFolder()
    const report = await evaluate([{ query: 'x', expect: ['y'] }], { ...empty.deps, recall: openRecall(empty.deps) })
    expect(report.reason).toBe('The memory is empty.')
    await empty.dispose()
  })

  it('shows how far it is', async () => {
    const seen: unknown[] = []
    const reporter = { notice: () => undefined, progress: (...args: unknown[]) => void seen.push(args) }
    await evaluate(Array(2).fill({ query: 'puppy', expect: ['second'] }), { ...deps(), reporter })
    expect(seen).toEqual([
      ['questions', 0, 2],
      ['questions', 1, 2],
    ])
  })
})

describe('makeCandidates', () => {
  it('makes questions that a perfect search would answer', async () => {
    const made = await makeCandidates(5, memory.deps)
    expect(made).toMatchObject({ days: 1, questions: [{ expect: [`${FIRST}#turn-1`] }] })
    expect((await evaluate(made.questions, deps())).mean.mrr).toBe(1)
  })
})
