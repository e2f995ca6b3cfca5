/** A request and a promise → the promiser's action item. All talk is invented. */
import { describe, expect, it } from 'vitest'
import { extractMemories } from '../../../src/extract/embedded-extractor.ts'
import { spoken } from './talk.ts'

const countTokens = (text: string) => Math.ceil(text.length / 4)

/** 2026-11-16 is a Monday. */
const actionsOf = (...said: readonly (readonly [string, string])[]) =>
  extractMemories(
    { path: 'raw/x.md', turns: spoken(said), context: [], date: '2026-11-16', knownTopics: [] },
    { countTokens, share: 4 },
  ).filter(({ kind }) => kind === 'action')

describe('an agreement', () => {
  it.each([
    ['Can you send me the slides by Friday?', 'Yes, will do.', 'Ben will send Ana the slides by Friday (2026-11-20).'],
    [
      'Could you please book the room for the offsite?',
      "Sure, I'll do that.",
      'Ben will book the room for the offsite.',
    ],
    [
      'Please bring my projector on Monday.',
      'No problem, I will take care of it!',
      'Ben will bring Ana’s projector on Monday',
    ],
    [
      'And would you call the caterer about the cake?',
      'Of course. On it!',
      'Ben will call the caterer about the cake.',
    ],
    ['Ben, can you water the plants while I am away?', "I'll do it.", 'Ben will water the plants'],
    [
      'The tent is torn. Can you repair the zip before July?',
      'Okay, leave it to me.',
      'Ben will repair the zip before July',
    ],
    ['Could you renew the parking permit?', 'Will do! How is Lena?', 'Ben will renew the parking permit.'],
    ['Will you order the tickets for the match?', 'Consider it done.', 'Ben will order the tickets for the match.'],
  ])('%j – %j', (request, answer, task) => {
    const [action, ...others] = actionsOf(['Ana', request], ['Ben', answer])
    expect(others).toEqual([])
    expect(action).toMatchObject({ kind: 'action', status: 'open', citations: [{ turns: [1, 2] }] })
    expect(action?.text.startsWith(task)).toBe(true)
  })

  it.each([
    ['Can you send me the slides by Friday?', 'No, sorry, I am on holiday.'],
    ['Can you send me the slides by Friday?', 'I will do my laundry first.'],
    ['Could you book the room for the offsite?', 'I will do it, but not before you pay me back.'],
    ['Can you tell me more about the race?', "Sure, I'll do that."],
    ['Did you send the slides to Dana?', 'Yes, will do.'],
    ['The room is booked.', 'Great, will do.'],
    ['Can you believe that?', 'On it!'],
    ['I could bring the tent.', 'Sure, leave it to me.'],
    ['Can you bring the tent on Friday?', 'Who else is coming?'],
  ])('is none: %j – %j', (request, answer) => {
    const actions = actionsOf(['Ana', request], ['Ben', answer])
    expect(actions.filter(({ text }) => text.startsWith('Ben will'))).toEqual([])
  })

  it('makes nothing a task of an assistant, and of its user what the assistant asked for', () => {
    expect(actionsOf(['User', 'Can you rename the folder?'], ['Assistant', "Sure, I'll do that."])).toEqual([])
    expect(
      actionsOf(['Assistant', 'Could you upload the log of the importer?'], ['User', 'Sure, will do.']),
    ).toMatchObject([{ text: 'User will upload the log of the importer.', status: 'open' }])
  })

  it('is that of the one who was asked, not of a third', () => {
    const said = [
      ['Ana', 'Can you print the posters?'],
      ['Ben', 'Will do.'],
      ['Carla', 'Will do.'],
    ] as const
    expect(actionsOf(...said).map(({ text }) => text)).toEqual(['Ben will print the posters.'])
  })
})
