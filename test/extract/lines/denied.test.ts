/** What an assistant claimed does not outlive its user's "no". */
import { beforeAll, describe, expect, it } from 'vitest'
import { extractMemories } from '../../../src/extract/embedded-extractor.ts'
import { loadTokenCounter } from '../../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../../src/memory/ports.ts'
import type { NumberedTurn } from '../../../src/memory/types.ts'

let countTokens: CountTokens
beforeAll(async () => {
  countTokens = await loadTokenCounter()
})

const turn = (number: number, role: 'user' | 'assistant', text: string): NumberedTurn => ({
  number,
  role,
  speaker: role === 'user' ? 'User' : 'Assistant',
  text,
  at: `2026-05-04T09:0${number}:00Z`,
})

const linesOf = (...said: readonly [asked: string, claimed: string, reply: string]) => {
  const turns = said.map((text, at) => turn(at + 1, at === 1 ? 'assistant' : 'user', text))
  return extractMemories(
    { path: 'raw/2026-05-04-session-1.md', turns, context: [], date: '2026-05-04', knownTopics: [] },
    { countTokens, share: 0.9 },
  )
}
const textOf = (...said: readonly [string, string, string]) =>
  linesOf(...said)
    .map(({ text }) => text)
    .join('\n')

describe('a claim that is denied', () => {
  it.each([
    ['What does the Bahncard 50 cost?', 'The Bahncard 50 costs 244 euros a year.', "That's not correct.", /244/],
    ['Summarise our options.', 'Noted: you will move to Berlin in August.', 'I never said that.', /Berlin/],
    [
      'Should we use GraphQL?',
      'Decision: we use GraphQL for the public API.',
      "Hold on, I haven't decided anything.",
      /We use GraphQL/,
    ],
    ['My knee hurts when I run.', 'You have a meniscus tear. You need an MRI.', 'I doubt it.', /MRI|meniscus/],
    [
      'Draft a plan for my week.',
      '- [ ] Monday: call the tax office\n- [ ] Tuesday: gym at 18:00\n- [ ] Wednesday: dinner with Sophie\n- [ ] Buy a present for Max',
      "No, I don't want any of that.",
      /tax office|Max/,
    ],
    [
      "What's left to do?",
      'The invoice for May was sent on Monday.',
      "The invoice for May wasn't sent yet.",
      /was sent/,
    ],
    ['Wann fährt der Zug nach Ulm?', 'Der Zug nach Ulm fährt um 9:15 Uhr ab.', 'Nein, das stimmt nicht.', /9:15/],
  ])('%j, %j, %j: is not remembered', (asked, claimed, reply, denied) => {
    expect(textOf(asked, claimed, reply)).not.toMatch(denied)
  })

  it.each([
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15.',
      "No, that's wrong, it's on May 13 at 7:05.",
      'flight to Lisbon leaves on May 13 at 7:05',
      /May 12|9:15/,
    ],
    [
      "Is my mother's birthday on June 3?",
      "Yes, your mother's birthday is on June 3.",
      "Are you sure? I think it's June 13.",
      'mother’s birthday is on June 13',
      /June 3\b/,
    ],
    [
      "I'll take the red one.",
      "You've chosen the blue sofa for 899 euros.",
      'red, not blue',
      'the red sofa',
      /blue sofa/,
    ],
    ['Who is my dentist?', 'Your dentist is Dr. Brandl in Ulm.', 'Wrong, it is Dr. Adler.', 'Dr. Adler', /Brandl/],
    [
      'What is allowed?',
      'Recorded: your daughter is allergic to nuts.',
      'My son, not my daughter.',
      'son is allergic to nuts',
      /daughter/,
    ],
  ])('%j, %j, %j: only the correction is', (asked, claimed, reply, corrected, denied) => {
    const text = textOf(asked, claimed, reply)
    expect(text.replaceAll("'", '’')).toContain(corrected)
    expect(text).not.toMatch(denied)
  })

  it.each([
    ['No, it leaves on May 13 at 7:05.', 'May 13 at 7:05'],
    ['No, on May 13.', 'May 13 at 9:15'],
    ['Wrong: May 13.', 'May 13 at 9:15'],
  ])('%j: is put right', (reply, now) => {
    const text = textOf('When is my flight?', 'Your flight to Lisbon leaves on May 12 at 9:15.', reply)
    expect(text).toContain(`flight to Lisbon leaves on ${now}`)
    expect(text).not.toContain('May 12')
  })

  it('is cited with its correction', () => {
    const [line] = linesOf(
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15.',
      "No, that's wrong, it's on May 13 at 7:05.",
    ).filter(({ text }) => text.includes('May 13'))
    expect(line?.citations[0]?.turns).toEqual([2, 3])
  })
})

describe('a claim that is not denied', () => {
  it.each([
    ['What does the Pixel 9 cost?', 'The Pixel 9 costs 899 euros.', "I haven't decided yet.", /899/],
    ['What does the Pixel 9 cost?', 'The Pixel 9 costs 899 euros.', 'Are you sure?', /899/],
    ['What does the Pixel 9 cost?', 'The Pixel 9 costs 899 euros.', 'No, too expensive.', /899/],
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15. Do you want a reminder?',
      'No, thanks.',
      /May 12/,
    ],
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15. Do you want a reminder?',
      'No rush.',
      /May 12/,
    ],
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15. Do you want a reminder?',
      'No further questions.',
      /May 12/,
    ],
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15. Do you want a reminder?',
      'No changes there.',
      /May 12/,
    ],
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15. Shall I add it to the calendar?',
      'No.',
      /May 12/,
    ],
    [
      'When does my flight to Lisbon leave?',
      'Your flight to Lisbon leaves on May 12 at 9:15.',
      "No problem, that's early enough.",
      /May 12/,
    ],
    [
      'What do I need for the visa?',
      'The visa for Japan costs 25 euros and takes 5 days.',
      'No wonder that nobody applies.',
      /25 euros/,
    ],
    ['Which phone should I get?', 'The Pixel 9 costs 899 euros.', "I don't like Apple.", /Pixel 9/],
    ['Where is the gym?', 'The gym FitWorld is in the Mill Street 4.', 'That is not far.', /FitWorld/],
  ])('%j, %j, %j: is remembered', (asked, claimed, reply, kept) => {
    expect(textOf(asked, claimed, reply)).toMatch(kept)
  })

  it('stands beside the one that is', () => {
    const text = textOf(
      'Tell me about the trip.',
      'The ferry to Naxos leaves on May 12 from pier 4. The guesthouse Petra on Naxos costs 80 euros a night.',
      "No, that's wrong, the ferry leaves on May 14.",
    )
    expect(text).toMatch(/80 euros/)
    expect(text).toMatch(/May 14/)
    expect(text).not.toMatch(/May 12/)
  })
})
