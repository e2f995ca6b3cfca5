/** What people say → the exact lines that are remembered of it, with room for all. All talk is invented. */
import { beforeAll, describe, expect, it } from 'vitest'
import { extractMemories } from '../../../src/extract/embedded-extractor.ts'
import { loadTokenCounter } from '../../../src/llm/embedded/tokens.ts'
import type { CountTokens } from '../../../src/memory/ports.ts'
import { spoken } from './talk.ts'

let countTokens: CountTokens
beforeAll(async () => {
  countTokens = await loadTokenCounter()
})

/** 2026-11-16 is a Monday. */
const linesOf = (...said: readonly (readonly [string, string])[]) =>
  extractMemories(
    { path: 'raw/x.md', turns: spoken(said), context: [], date: '2026-11-16', knownTopics: [] },
    { countTokens, share: 4 },
  ).map(({ kind, status, text }) => `${kind}${status ? ` ${status}` : ''}: ${text}`)

type Case = readonly [about: string, said: readonly (readonly [string, string])[], lines: readonly string[]]

const CASES: readonly Case[] = [
  [
    'one matter a line',
    [
      ['Priya', 'Lena is allergic to peanuts.'],
      ['Ben', 'I will migrate the cache to Redis 7 on Tuesday.'],
    ],
    [
      'fact: Lena is allergic to peanuts.',
      'action open: Ben will migrate the cache to Redis 7 on Tuesday (2026-11-17).',
    ],
  ],
  [
    'neighbouring sentences on one matter share a line, in the third person',
    [['Ana', 'I joined a choir in Graz. The choir meets on Mondays, and I sing alto.']],
    ['fact: Ana joined a choir in Graz. The choir meets on Mondays, and Ana sings alto.'],
  ],
  [
    'what only the own words say is quoted whole',
    [['Ana', 'We rowed across the Neusiedler See with my uncle.']],
    ['fact: Ana: "We rowed across the Neusiedler See with my uncle."'],
  ],
  [
    'an answer stands behind its question',
    [
      ['Ana', 'Which club did you sign with?'],
      ['Ben', 'The Rapid Vikings!'],
    ],
    ['fact: Ben, asked "Which club did you sign with?": "The Rapid Vikings."'],
  ],
  [
    'a long answer, too, and quotes inside a quotation',
    [
      ['Ana', 'And what do you use to learn Czech?'],
      ['Ben', 'A book called "Krok za krokem" and two lessons a week.'],
    ],
    [`fact: Ben, asked "What do you use to learn Czech?": "A book called 'Krok za krokem' and two lessons a week."`],
  ],
  [
    'a decision that answers a question some turns back stays intelligible',
    [
      ['Ben', 'So do we ship the search on Monday or Tuesday?'],
      ['Mateo', 'Tuesday works better for QA.'],
      ['Ben', 'OK, Tuesday then. That replaces Monday.'],
    ],
    [
      'fact: Tuesday works better for QA.',
      'decision: Ben, on "Do we ship the search on Monday or Tuesday?": "Tuesday then. That replaces Monday."',
    ],
  ],
  [
    'a pronoun takes along what it points at, also from the speaker before',
    [
      ['Priya', 'The staging cluster was down because the certificate expired.'],
      ['Ben', 'I renewed it by hand.'],
    ],
    ['fact: Priya: "The staging cluster was down because the certificate expired." Ben renewed it by hand.'],
  ],
  ['a pronoun that points at nothing is not kept', [['Ana', 'I chose them because of the colour.']], []],
  [
    'greetings, praise, thanks and good wishes',
    [
      ['Ana', 'Morning all! How are you?'],
      ['Ben', "Good, thanks. You're so kind, it's great to see you happy!"],
      ['Ana', "Aw, thank you! I'm so proud of you. Cherish the moments. Creepy!"],
      ['Ben', 'Will keep ya posted. Take care, bye!'],
    ],
    [],
  ],
  [
    'wisdom about the world',
    [
      ['Ana', 'Unconditional love is important. We all have unique paths. Follow your dreams!'],
      ['Ben', "Let's keep motivating each other. Family is everything."],
    ],
    [],
  ],
  [
    'what is true of everybody, what only shows something, who has to run',
    [
      ['Ana', "Flowers bring joy. Overcoming challenges builds strength. Here's a picture of it."],
      ['Ben', "Such a stunning place! That must've been breathtaking. Let's make happy memories. I have to go, bye."],
    ],
    [],
  ],
  [
    'what is true of somebody stays, whoever says it',
    [['Ana', 'Ginger snaps are my weakness. Tuesday works better for the choir. Parking costs 4 euros.']],
    ["fact: Ginger snaps are Ana's weakness. Tuesday works better for the choir. Parking costs 4 euros."],
  ],
  [
    'a clause that goes on names whom it is about, where no one has yet',
    [['Ana', 'The colours are bright - it reminds me of Lisbon. I feel calm when I paint with my aunt.']],
    ['fact: The colours are bright - it reminds Ana of Lisbon. Ana feels calm when they paint with their aunt.'],
  ],
  [
    'irony and what could only have been',
    [
      ['Lou', 'Oh great, another Monday meeting. Just what I needed.'],
      ['Sam', "Sure, and I'm the queen of England. If I were rich I would have a pool in Baden."],
      ['Lou', 'Yeah right, like I have nothing better to do. I wish I could dance tango.'],
    ],
    [],
  ],
  [
    'a condition stays with what hangs on it, and a "not" stays',
    [['User', 'If it rains we move the party to the garage. Dana does not accept invoices without a VAT id.']],
    ['fact: If it rains we move the party to the garage.', 'fact: Dana does not accept invoices without a VAT id.'],
  ],
  [
    'half a sentence joins the one before',
    [['Dev', 'I could visit Halle in March. Unless work gets in the way.']],
    ['fact: Dev could visit Halle in March, unless work gets in the way.'],
  ],
  [
    'what a report says stays reported',
    [['User', 'My doctor says my ferritin is 11 and I should take iron.']],
    ["fact: User's doctor says their ferritin is 11 and they should take iron."],
  ],
  [
    'no date is given twice',
    [['User', 'The audit is on Saturday 21 November. The review is due on Friday the 27th. I fly next Monday.']],
    [
      'fact: The audit is on Saturday 21 November.',
      'action open: The review is due on Friday the 27th.',
      'fact: User flies next Monday (2026-11-23).',
    ],
  ],
  [
    'requests, standing orders and reminders',
    [
      ['User', 'Can you add a regression test for the importer? Always use pnpm in this repo.'],
      ['User', 'Remind me to delete the cron job on web-2. Order number FW-88213.'],
    ],
    [
      'fact: User asked to add a regression test for the importer.',
      'preference: Always use pnpm in this repo.',
      'action open: Delete the cron job on web-2.',
      'fact: Order number FW-88213.',
    ],
  ],
  [
    'a proposal to an assistant is a decision; among people it is talk',
    [['User', "OK then let's go with monthly partitions."]],
    ['decision: User decided to go with monthly partitions.'],
  ],
  [
    'of an assistant: causes, results and advice with names; no lecture, no echo, nothing of its own doing',
    [
      ['User', 'The export of large accounts times out. We use Redis 7 for sessions.'],
      ['Assistant', "Noted: Redis 7 for sessions. I'll look at the log first. Let me check."],
      [
        'Assistant',
        'Timeouts can be frustrating, and there are many possible reasons for them. The root cause is an N+1 query in `loadInvoices`. Here is a summary:',
      ],
      [
        'Assistant',
        'I changed `loadInvoices` to batches of 500. All 212 tests pass. Let me know if you need anything!',
      ],
    ],
    [
      'fact: The export of large accounts times out.',
      'fact: We use Redis 7 for sessions.',
      'fact: Assistant: "The root cause is an N+1 query in `loadInvoices`."',
      'fact: Assistant changed `loadInvoices` to batches of 500.',
      'fact: Assistant: "All 212 tests pass."',
    ],
  ],
  [
    'items of an assistant stand with a heading that says something, not with what only announces them',
    [
      ['User', 'Which laptops have 32 GB?'],
      [
        'Assistant',
        "That's a great question, and I'm glad that you ask. Here are a few options:\n- Framework 13 for 1,420 euros\n\n## ThinkPad X1\n- 1,899 euros with 32 GB of memory",
      ],
    ],
    [
      'fact: Assistant, asked "Which laptops have 32 GB?": "Framework 13 for 1,420 euros. ThinkPad X1: 1,899 euros with 32 GB of memory."',
    ],
  ],
  [
    'a note stands without its label, its items with what introduces them where they need it',
    [
      [
        'Note',
        'Meeting with Mr. Haas:\n- rent goes up to 1,180 euros\n- he repairs the boiler in May\n- [ ] sign the contract\n- [x] pay the water bill (83.40)\nParking space 14 belongs to us now.',
      ],
    ],
    [
      'fact: Meeting with Mr. Haas.',
      'fact: Rent goes up to 1,180 euros.',
      'fact: Meeting with Mr. Haas: he repairs the boiler in May.',
      'action open: Sign the contract.',
      'action done: Pay the water bill (83.40).',
      'fact: Parking space 14 belongs to us now.',
    ],
  ],
  [
    'other languages are quoted whole, with their ordinals',
    [
      ['User', 'Ich habe einen Brief vom Finanzamt. Die Nachzahlung ist bis 15. März fällig.'],
      ['Assistant', 'Alles klar. Verstanden.'],
    ],
    ['fact: User: "Ich habe einen Brief vom Finanzamt."', 'fact: User: "Die Nachzahlung ist bis 15. März fällig."'],
  ],
  [
    'a picture goes with what was said of it',
    [['Oskar', 'I married at Lake Bled in May. [shared image: a photo of a rowing boat]']],
    ['fact: Oskar married at Lake Bled in May (shared a photo of a rowing boat).'],
  ],
  [
    'a hello alone',
    [
      ['User', 'hello'],
      ['Assistant', 'How can I help you today?'],
      ['User', 'Third prompt'],
    ],
    [],
  ],
  [
    'a question is no statement, and who moves house decides nothing',
    [['Ana', 'Did you see the comet? My neighbour moved to Chile in June.']],
    ["fact: Ana's neighbour moved to Chile in June."],
  ],
  [
    'what an assistant writes down stands in for words that do not stand alone, and for nothing else',
    [
      ['Maya', 'The party needs a cake from Padaria Ribeiro.'],
      ['Assistant', 'Which cake, and by when?'],
      ['Maya', 'Lemon cake, nut-free. Order it by Wednesday the 25th.'],
      ['Assistant', 'Open actions:\n- order the nut-free lemon cake by Wednesday the 25th'],
      ['Maya', 'My new dentist is Dr. Costa in Matosinhos.'],
      ['Assistant', 'Noted: Dr. Costa in Matosinhos.'],
    ],
    [
      'fact: The party needs a cake from Padaria Ribeiro.',
      'action open: Order the nut-free lemon cake by Wednesday the 25th.',
      "fact: Maya's new dentist is Dr. Costa in Matosinhos.",
    ],
  ],
  [
    'a letter that an assistant drafts says nothing of its own',
    [
      ['User', 'My heating has been broken since 2 November.'],
      [
        'Assistant',
        'Here is a draft:\n\nDear Mr. Aydin,\n\nplease repair it by 30 November, I pay 900 euros for it.\n\nKind regards,\nPaula Brandt',
      ],
    ],
    ["fact: User's heating has been broken since 2 November."],
  ],
  [
    'a noun that could be a verb is no request, and what was due is no task',
    [
      [
        'User',
        'Release manager is Femi. Release 4.2 goes out in May. Rent goes up to 1,180 from March. The invoice of Onda was due on 16 October.',
      ],
    ],
    [
      'fact: Release manager is Femi.',
      'fact: Release 4.2 goes out in May.',
      'fact: Rent goes up to 1,180 from March.',
      'fact: The invoice of Onda was due on 16 October.',
    ],
  ],
  [
    'a correction stays with what it corrects',
    [
      [
        'User',
        'The deploy goes to region fra. Nope wait, region ams is closer to our customers. The rent is 900 euros.',
      ],
    ],
    [
      'fact: The deploy goes to region fra – nope wait, region ams is closer to our customers.',
      'fact: The rent is 900 euros.',
    ],
  ],
  [
    'what has to happen first lies ahead',
    [['User', "Don't merge the parser before Ravi has reviewed it, he's back on Thursday."]],
    ["fact: Don't merge the parser before Ravi has reviewed it, he's back on Thursday (2026-11-19)."],
  ],
]

describe('lines of an assistant', () => {
  const said = (...turns: [string, string][]) => linesOf(...turns).join('\n')

  it('never make its deeds or promises those of its user', () => {
    const lines = said(
      ['User', 'Please clean up the storage and book room B12 for Friday.'],
      ['Assistant', 'Done: I deleted the old S3 bucket acme-logs and you can revert it within 7 days.'],
      ['User', 'Thanks, and rewrite the token refresh in auth.ts.'],
      ['Assistant', 'Understood: I will rewrite the token refresh in auth.ts and send you the patch.'],
    )
    expect(lines).not.toMatch(/User (?:deleted|will rewrite|can revert)/)
  })

  it('make no decision of what it only proposes', () => {
    const lines = said(
      ['User', 'How should we cache the profiles?'],
      ['Assistant', 'Decision: use Redis 7 with a TTL of 300 seconds.'],
      ['User', 'Hm, I am not convinced, let me think about it.'],
    )
    expect(lines).not.toContain('decision:')
  })

  it('go on behind a letter that is signed', () => {
    const lines = said(
      ['User', 'I need a letter to Ms. Brandt about moving out.'],
      [
        'Assistant',
        'Here is a draft:\n\nDear Ms. Brandt,\n\nWe will move out on 31 January.\n\nBest regards, Lena\n\nI set the reminder for the deposit of 2,400 euros to 15 February 2027 in Todoist.',
      ],
    )
    expect(lines).toContain('2,400 euros')
    expect(lines).not.toContain('31 January')
  })

  it('are found in a line of any length without looking at it again and again', () => {
    expect(() => said(['User', `We meet at noon; ${'a; '.repeat(10_000)}`])).not.toThrow()
  }, 5000)
})

describe('lines', () => {
  it.each(CASES)('%s', (_about, said, lines) => expect(linesOf(...said)).toEqual(lines))
})
