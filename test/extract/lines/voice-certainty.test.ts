/** Nothing is put into the third person that is not certainly an English verb: a line never has a word that nobody said and no language has. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ADVERBS } from '../../../src/extract/lines/adverbs.ts'
import { linesOfUser } from './lines-of.ts'

const told: readonly (readonly [said: string, line: string])[] = [
  ['I no longer work at Bosch.', 'User no longer works at Bosch.'],
  ['I almost bought the flat in Ulm.', 'User almost bought the flat in Ulm.'],
  ['I hardly eat meat.', 'User hardly eats meat.'],
  ['I first called the notary, Mr. Rau.', 'User first called the notary, Mr. Rau.'],
  ['I hereby cancel the Sky contract.', 'User hereby cancels the Sky contract.'],
  ['I for one prefer Vim.', 'User for one prefers Vim.'],
  ['I today signed the Bosch contract.', 'User today (2026-03-03) signed the Bosch contract.'],
  ['I not only lead the search team but also payments.', 'User not only leads the search team but also payments.'],
  ['I retook the Bosch exam.', 'User retook the Bosch exam.'],
  ['I moved to the US in 2019.', 'User moved to the US in 2019.'],
]

const quoted = [
  'I ve booked the Hilton.',
  'Only then did I notice the leak in Ulm.',
  'World War I ended in 1918.',
  'My name is on the list, me and Tom were invited by Sue.',
  'I går köpte jag en ny cykel.',
  'I tak kupiłem mieszkanie w Krakowie.',
  'Ele me deve 300 euros.',
  'On me doit 300 euros.',
  'Die Wohnung in Bonn war zu teuer.',
]

const asSaid = [
  'Will Smith visited Graz.',
  'Used cars are cheap in Ulm.',
  'Made in China in 1990.',
  'Tom came by and booked the Hilton.',
  'Die Wohnung in Bonn kostet 900 Euro.',
]

describe('what is told of a speaker', () => {
  it.each(told)('%j', (said, line) => expect(linesOfUser(said).map(withoutKind)).toEqual([line]))

  it.each(quoted)('%j is quoted', (said) => expect(linesOfUser(said).map(withoutKind)).toEqual([`User: "${said}"`]))

  it.each(asSaid)('%j says nothing of its speaker', (said) =>
    expect(linesOfUser(said).map(withoutKind)).toEqual([said]),
  )

  it('a relative clause keeps its subject', () => {
    const [line] = linesOfUser("The intern claims we ship on Fridays, which will never happen while I'm in charge.")
    expect(line).toContain('which will never happen')
  })

  it('a label with a colon is no request', () => {
    expect(
      linesOfUser('Update on my bike: the chain broke and I ordered a new one at Canyon.').map(withoutKind),
    ).toEqual(["Update on User's bike: the chain broke and User ordered a new one at Canyon."])
  })
})

const VERBS = new Map([
  ['work', 'works'],
  ['carry', 'carries'],
  ['teach', 'teaches'],
  ['have', 'has'],
  ['go', 'goes'],
  ['juggle', 'juggles'],
  ['enjoy', 'enjoys'],
  ['sold', 'sold'],
  ['painted', 'painted'],
])
const WORDS = [
  ...ADVERBS,
  ...'almost no not today hereby first for a the with Tom och går tak dont ve better last soon gladly blue'.split(' '),
]
const FRAME = new Set(['user', 'is', 'has', 'their', 'them', 'they', 'themselves'])
const wordsOf = (text: string) => text.toLowerCase().match(/[\p{L}’']+/gu) ?? []

describe('whatever stands behind "I"', () => {
  it('a line has only words that were said, and verbs as English inflects them', () => {
    const word = fc.oneof(
      fc.constantFrom(...WORDS),
      fc.constantFrom(...VERBS.keys()),
      fc.string({ minLength: 2, maxLength: 7, unit: fc.constantFrom(...'abdegiklmnorsty') }),
    )
    const sentence = fc
      .tuple(fc.array(word, { minLength: 1, maxLength: 3 }), fc.constantFrom('I', 'Tom left and I', 'My sister and I'))
      .map(([words, subject]) => `${subject} ${words.join(' ')} the Hilton in Ulm with my 14 chairs.`)
    fc.assert(
      fc.property(sentence, (said) => {
        const heard = new Set(wordsOf(said).flatMap((one) => [one, VERBS.get(one) ?? one]))
        for (const line of linesOfUser(said).map(withoutKind)) {
          const text = line.replace(/ \([^)]*\)/g, '').replaceAll("User's", 'User')
          expect(wordsOf(text).filter((one) => !heard.has(one) && !FRAME.has(one))).toEqual([])
        }
      }),
      { numRuns: 400, seed: 7 },
    )
  })
})

const withoutKind = (line: string): string => line.slice(line.indexOf(': ') + 2)
