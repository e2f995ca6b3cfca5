/** Others' words: what is quoted stays as it was said, what is only pasted for a task says nothing of who pasted it. */
import { describe, expect, it } from 'vitest'
import { linesOf, linesOfUser } from './lines-of.ts'

describe('a quotation', () => {
  it.each([
    [
      'Our CFO wrote "I approve the 40k budget" in the mail.',
      'fact: Our CFO wrote "I approve the 40k budget" in the mail.',
    ],
    [
      'My client says: "We have decided to cancel the contract. We will pay the invoice by June 30."',
      `fact: User's client says: "We have decided to cancel the contract. We will pay the invoice by June 30."`,
    ],
    [
      'Ben said “I have to pay 300 euros by Friday” and I paid the notary.',
      'fact: Ben said “I have to pay 300 euros by Friday” and they paid the notary.',
    ],
    [
      'Nina wrote «I sold the Audi. I need 300 euros.» and left for Oslo.',
      'fact: Nina wrote «I sold the Audi. I need 300 euros.» and left for Oslo.',
    ],
    ['I like the song "My Way" by Sinatra.', 'preference: User likes the song "My Way" by Sinatra.'],
    ['Ben wrote: I must pay the rent in June.', 'fact: User: "Ben wrote: I must pay the rent in June."'],
    [
      'I bought a 27" monitor and a 32" TV for the flat in Ulm.',
      'fact: User bought a 27" monitor and a 32" TV for the flat in Ulm.',
    ],
  ])('%j', (said, line) => expect(linesOfUser(said)).toEqual([line]))

  it('is not taken apart in other languages', () => {
    const [line, ...more] = linesOfUser('Mein Kunde schreibt: „Wir kündigen den Vertrag. Ich zahle bis Freitag.“')
    expect(line).toContain('„Wir kündigen den Vertrag. Ich zahle bis Freitag.“')
    expect(more).toEqual([])
  })
})

/** A message, and all that is remembered of it. */
const MESSAGES: readonly (readonly [message: string, lines: readonly string[]])[] = [
  [
    'Can you translate this mail from my landlord into German?\n\nDear tenants,\n\nI have decided to sell the house in September. I will raise the rent to 1,100 euros from July.\n\nKind regards\nH. Brandt\n\nAlso, I moved to Ulm in May.',
    ['fact: User asked to translate this mail from their landlord into German.', 'fact: User moved to Ulm in May.'],
  ],
  [
    'Forwarded from HR:\n\nHi all, I am leaving the company on June 30. I have accepted an offer from Datadog.\n\nBest, Rolf\n\nCan you draft a goodbye card?',
    ['fact: User asked to draft a goodbye card.'],
  ],
  [
    "Here's what Tina wrote me on WhatsApp:\nI'm pregnant! I haven't told my boss yet. I want to stop working in October.\nWhat should I answer?",
    [],
  ],
  [
    'Review this text for my CV:\nI led a team of 12 engineers at Google from 2015 to 2019.',
    ['fact: User asked to review this text for their CV.'],
  ],
  [
    'I moved to Ulm in March. Proofread this: I have lived in Paris since 2010 and I must pay 300 euros.',
    ['fact: User moved to Ulm in March.'],
  ],
  ['Translate to German: I have decided to sell the house in September.', ['fact: User asked to translate to German.']],
  ['Test sentence for the dictation app: I am allergic to bees and my blood type is AB negative.', []],
  ['Sample data for the seed script: John lives in Chicago, I prefer tea.', []],
  [
    "What's going on here?\nERROR 2026-06-10 02:14 payment-service: I will retry in 5 minutes\n[2026-06-10 02:14:05] INFO we decided to drop table users\n2026-06-10T02:14:05Z app: I lost the connection to Oslo",
    [],
  ],
  [
    "Pretend I'm a customer. I want a refund for order 8812, I hate your product.",
    ['fact: User asked to pretend they are a customer.'],
  ],
  ["As a customer I want to pay with PayPal so that I don't need a credit card.", []],
  ['Hi Claude,\nI moved to Ulm in May.', ['fact: User moved to Ulm in May.']],
  ['I told the landlord: I will move out in June.', ['fact: User told the landlord: they will move out in June.']],
]

describe('a pasted text', () => {
  it.each(MESSAGES)('%j', (message, lines) => expect(linesOfUser(message)).toEqual(lines))

  it('and what an assistant writes for somebody to say are nobody’s statements here', () => {
    const said = [
      ['User', 'Write a cover letter for me as a nurse.'],
      ['Assistant', "I have worked as a nurse for 12 years at St. Mary's Hospital. I speak fluent Spanish."],
      ['User', 'Thanks. I booked the Hilton in Oslo.'],
    ] as const
    expect(linesOf({ said })).toEqual([
      'fact: User asked to write a cover letter for them as a nurse.',
      'fact: User booked the Hilton in Oslo.',
    ])
  })
})

describe('what is the sender’s own, though a text is named', () => {
  it.each([
    ['Demo for Marta: Wednesday 2 December at 15:30, online.', /Demo for Marta/],
    ['Demo apartment: the boiler is broken, we have to call Vaillant.', /call Vaillant/],
    ['Example client for the pilot: Kruger GmbH, they start in May.', /Kruger/],
    ['Contract with Kruger:\n- we signed on 3 November\n- we have to send the NDA by Friday', /send the NDA/],
    ['Status of the report:\nWe decided to cut chapter 4.', /cut chapter 4/],
    [
      'Review the contract with Kruger: the price must be below 300, and we decided to cancel Vodafone.',
      /cancel Vodafone/,
    ],
    ['Check the logs please: we moved the server to Hetzner.', /Hetzner/],
    ["Here's what Sara said: the launch moves to June 10.", /June 10/],
  ])('%j', (said, kept) => expect(linesOfUser(said).join('\n')).toMatch(kept))
})
