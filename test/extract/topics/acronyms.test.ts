import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sharedByAcronym } from '../../../src/extract/topics/acronyms.ts'
import { groupByTopic } from '../../../src/extract/topics/topic-groups.ts'
import { terms } from '../../../src/rank/tokenize.ts'

describe('acronyms', () => {
  it.each([
    ['User signed the NDA.', 'User needs to sign the non disclosure agreement.', ['non', 'disclosur', 'agreement']],
    ['The statement of work is signed.', 'Sign the SOW by Friday.', ['sow']],
    ['The SLA is signed.', 'Sign the non disclosure agreement.', []],
    ['It is done.', 'I am at home.', []],
  ])('%j has in common with %j: %j', (text, other, shared) => {
    expect(sharedByAcronym(text, other).sort()).toEqual([...shared].sort())
  })

  it('finds any acronym by the words that it was made of', () => {
    const word = fc.stringMatching(/^[a-z]{3,8}$/)
    fc.assert(
      fc.property(fc.array(word, { minLength: 3, maxLength: 5 }), (words) => {
        const acronym = words
          .map((each) => each.charAt(0))
          .join('')
          .toUpperCase()
        // "DID" and "HAS" are no index terms.
        fc.pre(terms(acronym).length > 0)
        expect(sharedByAcronym(`the ${words.join(' ')}`, `see ${acronym} now`)).not.toEqual([])
      }),
    )
  })

  it('are one topic with what they stand for', () => {
    const memory = (date: string, text: string, topic: string) => ({
      kind: 'fact' as const,
      text,
      topics: [topic],
      date,
      citations: [{ path: `raw/${date}-session-1.md`, turns: [1, 1] as [number, number] }],
      origin: 'machine' as const,
    })
    const groups = groupByTopic([
      memory('2026-11-02', 'The service level agreement is with legal.', 'service-level-agreement'),
      memory('2026-11-05', 'Dana read the SLA draft.', 'sla-draft'),
    ])
    expect(groups.map(({ topic, memories }) => [topic, memories.length])).toEqual([['service-level-agreement', 2]])
  })
})
