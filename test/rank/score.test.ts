import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { joinSegments } from '../../src/rank/corpus.ts'
import { readQuery } from '../../src/rank/query.ts'
import { type ScoreRequest, scorePassages } from '../../src/rank/score.ts'
import { FLAG, SegmentBuilder } from '../../src/rank/segment.ts'
import type { TimeIntent } from '../../src/rank/time.ts'
import { packVector } from '../../src/rank/vectors.ts'
import { PRESET_WEIGHTS, PRESETS, SIGNAL_NAMES } from '../../src/rank/weights.ts'

const DIMENSIONS = 4
const vectorOf = (numbers: readonly number[]): Float32Array => {
  const length = Math.hypot(...numbers) || 1
  return Float32Array.from(numbers, (x) => x / length)
}

const vector = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: DIMENSIONS, maxLength: DIMENSIONS }).map(vectorOf)
const passage = fc.record({
  terms: fc.array(fc.constantFrom('walk', 'dog', 'tea', 'anna'), { maxLength: 6 }),
  vector,
  speaker: fc.constantFrom('Anna', 'Ben'),
  flags: fc.constantFrom(FLAG.user, FLAG.assistant, FLAG.user | FLAG.self, FLAG.assistant | FLAG.number, FLAG.echoes),
  minute: fc.integer({ min: 0, max: 100_000 }),
})
const file = fc.record({
  passages: fc.array(passage, { minLength: 1, maxLength: 6 }),
  isStatements: fc.boolean(),
})
const time = fc.constantFrom<Partial<TimeIntent>>(
  {},
  { wantsRecent: true },
  { dates: [{ phrase: 'then', fromMs: 2e9, untilMs: 3e9, slackMs: 1e8 }] },
)

describe('scorePassages', () => {
  it('gives every passage what its signals, its state and its session say of it, one by one', () => {
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('did anna walk the dog', 'how many dogs do I walk', 'what tea did you recommend', 'tea', ''),
        vector,
        time,
        fc.constantFrom(...PRESETS),
        fc.dictionary(fc.constantFrom('0', '1', '2'), fc.double({ min: 0.01, max: 1, noNaN: true })),
        fc.uniqueArray(fc.nat({ max: 9 }), { maxLength: 4 }),
        (files, question, asked, intent, preset, named, open) => {
          const builder = new SegmentBuilder({ dimensions: DIMENSIONS })
          const spans = files.map(({ passages, isStatements }) => {
            const first = builder.count
            for (const { flags, vector: row, ...entry } of passages) {
              const kind = isStatements ? FLAG.statement | (flags & ~FLAG.echoes) : flags
              const rest = { place: 1, start: 0, end: 1, labels: [], textHash: [0, 0] as const }
              builder.add({ ...entry, ...rest, flags: kind }, packVector(row))
            }
            return { segment: 0, first, count: passages.length }
          })
          const corpus = joinSegments([builder.build()], { spans, dimensions: DIMENSIONS })
          const topics = Object.entries(named).map(([at, worth]) => [Number(at) % corpus.count, worth] as const)
          const weights = PRESET_WEIGHTS[preset]
          const request: ScoreRequest = {
            query: readQuery(question),
            time: { wantsRecent: false, wantsPast: false, wantsPresent: true, dates: [], ...intent },
            vector: asked,
            asOf: new Date(6_000_000_000),
            topics: new Map(topics),
            replaced: [],
            toDo: new Set(open.map((at) => at % corpus.count)),
            preset,
            weights,
          }
          const { scores, signalsOf, partsOf } = scorePassages(request, corpus)
          for (let i = 0; i < corpus.count; i++) {
            const [signals, parts] = [signalsOf(i), partsOf(i)]
            const hasEvidence = signals.lexical > 0 || signals.cosine > 0
            const spoken = hasEvidence ? signals : { ...signals, recency: 0 }
            const said = parts.stateFactor * SIGNAL_NAMES.reduce((sum, name) => sum + weights[name] * spoken[name], 0)
            const own = said + weights.toDo * parts.toDo
            const isStatement = ((corpus.flags[i] ?? 0) & FLAG.statement) !== 0
            const share = isStatement || !(own > 0) ? 0 : weights.agreement
            expect(scores[i]).toBeCloseTo((1 - share) * own + share * parts.agreement, 5)
          }
        },
      ),
    )
  })
})
