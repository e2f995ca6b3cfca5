/** What a sentence says in doubt, in fear, of a dream or under a condition is nobody's task, decision or deed, however many clauses it has. */
import { describe, expect, it } from 'vitest'
import { splitClauses } from '../../../src/extract/lines/clauses.ts'
import { linesOfUser } from './lines-of.ts'

const whole = [
  [
    "I'm worried that the biopsy is positive and I have to start chemotherapy in May.",
    'fact: User is worried that the biopsy is positive and they have to start chemotherapy in May.',
  ],
  [
    'In the worst case the visa is refused and I must leave Canada in May.',
    'fact: In the worst case the visa is refused and User must leave Canada in May.',
  ],
  [
    "Maybe we'll move to Porto and I'll buy a café there.",
    "fact: Maybe they'll move to Porto and User will buy a café there.",
  ],
  [
    'I dreamt that my boss Karl died but I got his job.',
    'fact: User dreamt that their boss Karl died but they got his job.',
  ],
  [
    'Hopefully I get the loan from ING and I must sell the Audi.',
    'fact: Hopefully User gets the loan from ING and they must sell the Audi.',
  ],
  [
    'Rumour has it that Karl is leaving Bosch and I have to take over his team.',
    'fact: Rumour has it that Karl is leaving Bosch and User has to take over his team.',
  ],
  [
    'Apparently the flat in Ulm is sold and we decided to move to Bonn.',
    'fact: Apparently the flat in Ulm is sold and we decided to move to Bonn.',
  ],
  [
    'Unless the bank pays, I must sell the Audi and we have to cancel the trip to Oslo.',
    'fact: Unless the bank pays, User must sell the Audi and they have to cancel the trip to Oslo.',
  ],
  [
    'Ben thinks that we lost the case and I have to pay 3,000 euros.',
    'fact: Ben thinks that they lost the case and User has to pay 3,000 euros.',
  ],
  [
    'Vielleicht ziehen wir nach Porto und ich kaufe dort ein Café.',
    'fact: User: "Vielleicht ziehen wir nach Porto und ich kaufe dort ein Café."',
  ],
] as const

const nothing = [
  'It would be great if we won the tender of the Stadtwerke and I got the bonus of 8,000 euros.',
  'Imagine we sold the flat in Ulm and I moved to Oslo.',
  "Suppose I won the lottery, then I'd buy the Villa Rosa.",
  'Angenommen, ich hätte Diabetes und müsste Insulin spritzen.',
  'Stell dir vor, ich hätte meinen Job gekündigt und wäre nach Bali gezogen.',
]

describe('the scope of doubt', () => {
  it.each(whole)('%j', (said, line) => expect(linesOfUser(said)).toEqual([line]))

  it.each(nothing)('%j says nothing', (said) => expect(linesOfUser(said)).toEqual([]))

  it('ends with a "but" that says what is so', () => {
    expect(linesOfUser('Maybe Postgres is better, but we decided to use MySQL.')).toEqual([
      'fact: Maybe Postgres is better.',
      'decision: We decided to use MySQL.',
    ])
  })

  it('does not reach back to what binds before it', () => {
    expect(linesOfUser("We decided to keep Postgres, and maybe we'll add Redis later.")).toEqual([
      "decision: We decided to keep Postgres, and maybe we'll add Redis later.",
    ])
  })

  it('holds for a statement that is taken apart again', () => {
    const clauses = splitClauses('User is worried that the flat is sold and the buyer must leave Graz in May', [])
    expect(clauses.map(({ hangs }) => hangs)).toEqual(['nothing', 'head'])
  })
})

describe('a sentence is parted', () => {
  const partsOf = (sentence: string) => splitClauses(sentence, []).map(({ text }) => text)

  it('only where both sides have a verb that agrees with its subject', () => {
    const sentence = 'He raised the rent to 1,150 euros because he repaired the roof and the heating last winter'
    expect(partsOf(sentence)).toEqual([
      'He raised the rent to 1,150 euros',
      'he repaired the roof and the heating last winter',
    ])
    expect(partsOf('I ride a road bike for trips and my mountain bike for trail rides')).toHaveLength(1)
    expect(partsOf('Tom painted the cellar and the kids love it')).toEqual([
      'Tom painted the cellar',
      'The kids love it',
    ])
  })
})
