import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCandidates } from '../../../src/memory/eval/candidates.ts'
import { evaluate, parseQuestions } from '../../../src/memory/eval/evaluate.ts'
import { openRecall } from '../../../src/memory/recall/recall.ts'
import { type RecallFolder, recallFolder } from '../recall/folder.ts'

let memory: RecallFolder
beforeEach(async () => {
  memory = await recallFolder()
  const said = [
    { speaker: 'Maya', text: 'The boiler was repaired by Vaillant service.' },
    { speaker: 'Maya', text: 'The garden gate needs new paint before winter.' },
  ]
  await memory.say('raw/2026-11-02-session-1.md', said, { session: 'first' })
  await memory.say('raw/2026-11-03-session-1.md', [{ speaker: 'Maya', text: 'Coco the puppy eats at seven.' }], {
    session: 'second',
  })
  await memory.write(
    'daily/2026-11-02.md',
    '---\nkind: daily\n---\n# Day\n\n## Facts\n- The boiler was repaired by Vaillant service. #home ([1](../raw/2026-11-02-session-1.md#turn-1))\n',
  )
})
afterEach(() => memory.dispose())

const deps = () => ({ recall: openRecall(memory.deps), parseTime: (text: string) => new Date(text) })

describe('evaluate', () => {
  it('accepts a session, a path, a turn or a text as what is expected', async () => {
    const questions = parseQuestions(
      [
        '{"query":"When does the puppy eat?","expect":["second"]}',
        '{"query":"Who repaired the boiler?","expect":["raw/2026-11-02-session-1.md"]}',
        '{"query":"What needs paint?","expect":["raw/2026-11-02-session-1.md#turn-2"]}',
        '{"query":"Who repaired the boiler?","expect":["VAILLANT  service"]}',
        '',
      ].join('\n'),
      'q.jsonl',
    )
    const report = await evaluate(questions, deps())
    expect(report.mean).toMatchObject({ mrr: 1, 'any@1': 1, 'rec@10': 1 })
    expect(report.questions.map(({ rank, missed }) => [rank, missed])).toEqual(Array(4).fill([1, []]))
  })

  it('shows what was missed', async () => {
    const { questions, mean } = await evaluate([{ query: 'puppy', expect: ['no such session'] }], deps())
    expect(questions[0]).toMatchObject({ missed: ['no such session'], first: 'raw/2026-11-03-session-1.md#turn-1' })
    expect(mean.mrr).toBe(0)
  })

  it('names the line that is no question', () => {
    expect(() => parseQuestions('{"query":"a","expect":["b"]}\n{"query":"a"}', 'q.jsonl')).toThrow('q.jsonl, line 2')
  })
})

describe('makeCandidates', () => {
  it('makes questions that a perfect search would answer', async () => {
    const made = await makeCandidates(memory.deps.folder, 5)
    expect(made).toHaveLength(1)
    expect(made[0]?.expect).toEqual(['raw/2026-11-02-session-1.md#turn-1'])
    expect((await evaluate(made, deps())).mean.mrr).toBe(1)
  })
})
