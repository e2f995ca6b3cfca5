/** Weekdays follow the tense of the verb that they belong to; where that does not tell, they stay as they were said. */
import { describe, expect, it } from 'vitest'
import { datedByTense } from '../../../src/extract/lines/dates.ts'
import { linesOfUser } from './lines-of.ts'

/** A Tuesday. */
const DAY = '2026-03-03'
const NEXT = '(2026-03-06)'
const LAST = '(2026-02-27)'

describe('a weekday', () => {
  it.each([
    ['We decided to ship the mobile release on Friday', NEXT],
    ['The knee surgery is planned on Friday at 7:30', NEXT],
    ["We're invited to dinner at the Bergers on Friday", NEXT],
    ['We agreed to celebrate on Friday at Osteria', NEXT],
    ['The inspection was moved to the afternoon, they come on Friday', NEXT],
    ['The surgery of the retired judge is done on Friday', NEXT],
    ['The library is closed on Friday', NEXT],
    ['I have an appointment with Dr. Rau on Friday', NEXT],
    ["I'll pick up the Cube bike on Friday", NEXT],
    ['Send the contract to Dana by Friday', NEXT],
    ['Document the hotfix that Jo deployed on Friday', LAST],
    ['Fix the bug that Sara reported on Friday', LAST],
    ['We need to talk about what happened on Friday', LAST],
    ['I must apologise for what I said on Friday', LAST],
    ['I paid the deposit on Friday', LAST],
    ['We shipped the release by Friday', LAST],
    ['We used to meet on Friday', LAST],
  ])('%j looks one way', (said, date) => expect(datedByTense(said, DAY)).toBe(said.replace(/Friday/, `Friday ${date}`)))

  it.each([
    ['On Friday we met the Bergers', `On Friday ${LAST} we met the Bergers`],
    ['By Friday I had read all 300 pages', `By Friday ${LAST} I had read all 300 pages`],
    ["On Friday I'm flying to Rome", `On Friday ${NEXT} I'm flying to Rome`],
  ])('%j, with its verb behind it', (said, dated) => expect(datedByTense(said, DAY)).toBe(dated))

  it.each([
    'We wanted to ship the release on Friday',
    'I booked the table at Noma on Friday',
    'I was due on Friday for the vaccination',
    'I forgot the appointment on Friday',
    'Send Dana the report Tom wrote by Friday',
    'Our retro is on Friday at 15:00',
    'The interview with the retired judge is on Friday',
    'I have yoga on Friday',
    'My instructor usually teaches on Friday',
    'The park is crowded on Friday evenings',
    'Ben wrote "I will pay on Friday"',
  ])('%j may look either way', (said) => expect(datedByTense(said, DAY)).toBe(said))
})

describe('what is no task', () => {
  it.each([
    'We shipped the release by Friday as promised.',
    'By Monday I had read all 300 pages.',
    'I must not eat grapefruit while I take the statin.',
    'Sadly I missed the deadline for the tax return on March 31.',
    'Clients must send the cursor parameter.',
    'API clients have to retry after 30 seconds.',
    'Every request must carry the tenant id.',
    'The endpoint must return 404 for unknown ids.',
  ])('%j', (said) => expect(linesOfUser(said)).toEqual([expect.stringMatching(/^fact: /)]))

  it.each([
    "I mustn't forget to call the notary before Wednesday.",
    'James must call the notary.',
    'The report has to be finished by Friday.',
    'My wife has to renew the passport.',
    'The deadline for the grant is April 30.',
  ])('but %j', (said) => expect(linesOfUser(said)).toEqual([expect.stringMatching(/^action open: /)]))
})
