import { describe, expect, it } from 'vitest'
import { type VoiceOptions, voiceOf } from '../../../src/extract/lines/person.ts'

const said = (clause: string, options: Partial<VoiceOptions> = {}) => {
  const { text, elided } = voiceOf(clause, { name: 'Ana', ...options })
  return elided ? `${options.name ?? 'Ana'} ${text}` : text
}

describe('voiceOf', () => {
  it.each([
    ['I love my job', 'Ana loves their job'],
    ["I'm keen on chess", 'Ana is keen on chess'],
    ["I've moved and I work from home", 'Ana has moved and works from home'],
    ['I work in Rome and live in Ostia', 'Ana works in Rome and lives in Ostia'],
    ['I want to cook and eat', 'Ana wants to cook and eat'],
    ["I don't eat meat", "Ana doesn't eat meat"],
    ["I'd been there before", 'Ana had been there before'],
    ["I'd like a new bike", 'Ana would like a new bike'],
    ['I went home because I was tired', 'Ana went home because they were tired'],
    ['I really need to try it', 'Ana really needs to try it'],
    ['My sister gave me a ring', "Ana's sister gave them a ring"],
    ['It helped me relax', 'It helped Ana relax'],
    ['My brother and I love hiking', "Ana's brother and Ana love hiking"],
    ['Going to study law', 'Ana is going to study law'],
    ['Just finished the report', 'Ana just finished the report'],
    ['Carving out some me-time', 'Carving out some me-time'],
    ['It is like Iceland in May', 'It is like Iceland in May'],
    ["I know my friends think I'm late", 'Ana knows their friends think Ana is late'],
    ['Going to Rome is on my list', "Going to Rome is on Ana's list"],
  ])('%j', (clause, expected) => expect(said(clause)).toBe(expected))

  it('does not guess who "we" are', () => {
    expect(voiceOf('We moved to Bonn', { name: 'Ana' })).toEqual({
      text: 'We moved to Bonn',
      elided: false,
      voice: 'quoted',
    })
  })

  it('with a user, who has no name, "we" with "I" are "they", and "we" alone stay', () => {
    const user = { name: 'User', labelled: true }
    expect(said('I booked two seats for us', user)).toBe('User booked two seats for them')
    expect(voiceOf('We fly on Monday', user)).toEqual({ text: 'They fly on Monday', elided: false, voice: 'ours' })
  })

  it('knows who "you" are only before a past form, and where there is one other speaker', () => {
    expect(said('I like the boots you recommended', { other: 'Ben' })).toBe('Ana likes the boots Ben recommended')
    expect(voiceOf('I like the boots you recommended', { name: 'Ana' }).voice).toBe('quoted')
    expect(voiceOf('I feel good when you help me', { name: 'Ana', other: 'Ben' }).voice).toBe('quoted')
  })

  it('goes on with a sentence about its speaker', () => {
    expect(said('I was tired', { continued: true })).toBe('they were tired')
    expect(said("my sister's friends say I sing", { continued: true })).toBe("their sister's friends say Ana sings")
  })
})
