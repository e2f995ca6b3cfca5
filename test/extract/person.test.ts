import { describe, expect, it } from 'vitest'
import { voice } from '../../src/extract/person.ts'

const said = (clause: string) => {
  const { text, elided } = voice(clause, 'Ana')
  return elided ? `Ana ${text}` : text
}

describe('voice', () => {
  it.each([
    ['I love my job', 'Ana loves their job'],
    ["I'm keen on chess", 'Ana is keen on chess'],
    ["I've moved and I work from home", 'Ana has moved and works from home'],
    ['I work in Rome and live in Ostia', 'Ana works in Rome and lives in Ostia'],
    ['I want to cook and eat', 'Ana wants to cook and eat'],
    ["I don't eat meat", "Ana doesn't eat meat"],
    ["I'd been there before", 'Ana had been there before'],
    ["I'd like a new bike", 'Ana would like a new bike'],
    ['I went home because I was tired', 'Ana went home because Ana was tired'],
    ['I really need to try it', 'Ana really needs to try it'],
    ['My sister gave me a ring', "Ana's sister gave them a ring"],
    ['It helped me relax', 'It helped Ana relax'],
    ['My brother and I love hiking', "Ana's brother and Ana love hiking"],
    ['Gonna study law', 'Ana is going to study law'],
    ['Just finished the report', 'Ana just finished the report'],
    ['Carving out some me-time', 'Carving out some me-time'],
    ['It is like Iceland in May', 'It is like Iceland in May'],
  ])('%j', (clause, expected) => expect(said(clause)).toBe(expected))

  it('does not guess who "we" are', () => {
    expect(voice('We moved to Bonn', 'Ana')).toEqual({ text: 'We moved to Bonn', elided: false, quoted: true })
  })
})
