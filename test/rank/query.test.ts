import { describe, expect, it } from 'vitest'
import { namedSpeakers, readQuery, subjectOf, withDaysApart } from '../../src/rank/query.ts'

describe('withDaysApart', () => {
  const weightsIn = (query: string, phrases: string[]) =>
    Object.fromEntries(withDaysApart(readQuery(query), phrases).terms.map(({ term, weight }) => [term, weight]))

  it('leaves out words for a day that is another one each time they are said', () => {
    expect(weightsIn('What did I buy yesterday?', ['yesterday'])).toEqual({ buy: 1 })
    expect(weightsIn('What did I buy last Friday?', ['last Friday'])).toEqual({ buy: 1 })
  })

  it('lets words for a day that stays the same count half', () => {
    expect(weightsIn('What did I buy in June?', ['June'])).toEqual({ buy: 1, june: 0.5 })
    expect(weightsIn('What did I buy on Friday?', ['Friday'])).toEqual({ buy: 1, friday: 0.5 })
  })

  it('changes nothing where no day is named', () => {
    const query = readQuery('What did I buy at last?')
    expect(withDaysApart(query, [])).toBe(query)
  })
})

describe('readQuery', () => {
  it.each([
    ['Where did I put the keys?', 'self'],
    ['What did you suggest for dinner?', 'assistant'],
    ['Can you remind me what you said about Kyoto?', 'assistant'],
    ['Could you tell me which hotel you recommended?', 'assistant'],
    ['Can you give me the list from our previous conversation again?', 'assistant'],
    ['Can you suggest a lens for my camera?', 'self'],
    ['Could you please recommend a book I might like?', 'self'],
    ['When did Caroline move?', 'anyone'],
  ] as const)('%s asks for the words of: %s', (query, addressee) => {
    expect(readQuery(query).addressee).toBe(addressee)
  })

  it.each([
    ['How many bikes are there?', true],
    ['When was the move?', true],
    ['What is the price of the bike?', true],
    ['Why did we move?', false],
  ])('%s wants a number: %s', (query, wants) => {
    expect(readQuery(query).wantsNumber).toBe(wants)
  })

  it('counts each term once, and the words that only shape the question half', () => {
    expect(readQuery('What kind of bike, which bike?').terms).toEqual([
      { term: 'kind', weight: 0.5 },
      { term: 'bike', weight: 1 },
    ])
  })

  it('puts the word that was meant in the place of a misspelt one, once', () => {
    const meant = (word: string, term: string) => (word === 'kyotto' && term === 'kyotto' ? 'kyoto' : undefined)
    expect(readQuery('Kyotto flights', { meant }).terms).toEqual([
      { term: 'flight', weight: 1 },
      { term: 'kyoto', weight: 1 },
    ])
    expect(readQuery('Kyoto or Kyotto', { meant }).terms).toEqual([{ term: 'kyoto', weight: 1 }])
  })

  it('adds words of near meaning, below the words that are asked', () => {
    const related = (word: string) =>
      word === 'physician'
        ? [
            { word: 'surgeon', similarity: 0.8 },
            { word: 'patient', similarity: 0.5 },
          ]
        : []
    const { terms } = readQuery('physician', { related })
    expect(terms.map(({ term }) => term)).toEqual(['physician', 'surgeon'])
    expect(terms[1]?.weight).toBeLessThan(0.3)
  })

  it.each([
    ['What did Gina think of New York?', [['gina'], ['new'], ['york']]],
    ['Gina said what on Monday?', []],
    ['Is "Redis 7" the cache in November?', [['redi']]],
  ])('%s names %j', (query, names) => {
    expect(readQuery(query).names).toEqual(names)
  })

  it('knows the speakers that a query names in full', () => {
    expect(namedSpeakers(readQuery('When did Ann Lee call?'), ['Ann Lee', 'Ann Bo', ''])).toEqual([true, false, false])
  })
})

describe('subjectOf', () => {
  it.each([
    ['When was the stand-up before it moved?', 'When was the stand-up  ?'],
    ['Where was our office before the move?', 'Where was our office  ?'],
    ['What did we do before the trip to Rome?', 'What did we do before the trip to Rome?'],
    ['before the move', 'before the move'],
  ])('%s → %s', (query, subject) => {
    expect(subjectOf(query)).toBe(subject)
  })
})
