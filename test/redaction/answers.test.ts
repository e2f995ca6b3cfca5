/** Bare answers to questions for a secret: what the turn before asked for decides. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ANYTHING_ASKED, asksFor, Questions } from '../../src/redaction/asking.ts'
import { redact } from '../../src/redaction/redact.ts'

const answered = (question: string, answer: string) => redact(answer, { asked: asksFor(question) })

/** `«…»` marks what must go. */
const ANSWERS: readonly [question: string, answer: string][] = [
  ['Sure. What is the password for the guest network?', '«Blau-Wal77»'],
  ['Sure. What is the password for the guest network?', '«kirschbaum»'],
  ["What's your PIN?", '«4711»'],
  ["What's your PIN?", "It's «48213»."],
  ["What's your PIN?", '«48213», I think'],
  ['Whats the wifi password?', 'its «Blau-Wal77» i think.'],
  ['Can you give me the root password?', 'Sure, it is "«Tr0ub4dor&3»"'],
  ['Please enter the password for bob.', '«hunter2»'],
  ['I need the admin password to go on.', '`«swordfish»`'],
  ['Which password do you use for the NAS?', '«Fluffy2019»'],
  ['Password?', '«hunter2»'],
  ['And the PIN for the card?', '«4711», but keep it to yourself.'],
  ['What is the password?\n\nI will not keep it.', '«Blau-Wal77»\nThe name of the network is Wal.'],
  ['What is the door code?', '«4921#»'],
  ['Please type the 6-digit code from the SMS.', '«834 112»'],
  ["What's the code?", '«4921»'],
  ['What is the CVC?', '«737»'],
  ["What's the API key?", '«abc123DEF456ghi789JKL0»'],
  ['What is your seed phrase?', '«legal winner thank year wave sausage worth useful legal winner thank yellow»'],
  ['Tell me the passphrase', '«correct horse battery staple»'],
  ['What are your credentials for the portal?', 'maria@example.com / «geheim123»'],
  ['What are the username and password?', 'admin, «geheim123»'],
  ['Wie lautet das Passwort fürs WLAN?', '«kirschbaum»'],
  ['Wie ist deine PIN?', 'Die PIN ist «4711»'],
  ['Nenn mir bitte das Kennwort.', 'Klar, es ist «Blau-Wal77», glaube ich.'],
  ['Gib mir die TAN', '«834112»'],
  ['Quel est le mot de passe ?', "C'est «soleil»"],
  ['¿Cuál es la contraseña?', 'es «Azul*2020»'],
  ['密码是什么？', '«kuihua»'],
]

const HARMLESS: readonly [question: string, answer: string][] = [
  ['What is the password for the guest network?', 'yes'],
  ['What is the password for the guest network?', 'It is on the sticker.'],
  ['What is the password for the guest network?', 'Tomorrow'],
  ['What is the password for the guest network?', 'I forgot it, sorry.'],
  ['What is the password for the guest network?', 'expired'],
  ['What is the password for the guest network?', 'Bitwarden'],
  ['What is the password for the guest network?', '$WIFI_PASSWORD'],
  ['Which password manager do you use?', 'Proton2'],
  ['What is the password policy?', 'strict-12'],
  ['What is the token limit?', '8192k'],
  ['Did you change the password?', 'Yesterday'],
  ['Do you want to reset the password?', 'Absolutely'],
  ['When did you change the password?', 'In Q3-2026'],
  ['I changed the password yesterday.', 'Great'],
  ['What is the error code?', '4040'],
  ['What is the zip code?', '04109'],
  ['How many pins are there?', '4711'],
  ['Which key should I press?', 'F12-again'],
  ['What is the name of the network?', 'Blau-Wal77'],
  ["What's your PIN?", 'I will tell you at 5'],
  ['What does the code do?', '12345'],
  ['What happens to the password?', 'deleted-2x'],
]

describe('answers to questions for a secret', () => {
  it.each(ANSWERS)('%s – %s', (question, marked) => {
    const [before = '', secret = '', after = ''] = marked.split(/[«»]/)
    const { text, found } = answered(question, `${before}${secret}${after}`)
    expect(text.replace(/\[redacted: [a-z-]+\]/, '«»')).toBe(`${before}«»${after}`)
    expect(found.map(({ count }) => count)).toEqual([1])
    expect(answered(question, text)).toEqual({ text, found: [] })
    expect(redact(text)).toEqual({ text, found: [] })
  })

  it.each(HARMLESS)('keep what is none: %s – %s', (question, answer) => {
    expect(answered(question, answer)).toEqual({ text: answer, found: [] })
  })

  it.each([
    ['The password? «Tr0ub4dor&3»'],
    ['A: What is the password of the router?\nU: «Tr0ub4dor&3»'],
    ['**Anna:** What is your PIN?\n**Ben:** «4711»\n'],
  ])('are found within one text: %s', (marked) => {
    const [before = '', secret = '', after = ''] = marked.split(/[«»]/)
    const text = redact(`${before}${secret}${after}`).text
    expect(text.replace(/\[redacted: [a-z-]+\]/, '«»')).toBe(`${before}«»${after}`)
  })

  it('change nothing the second time, whatever was asked for', () => {
    const part = fc.oneof(
      fc.constantFrom(
        ...ANSWERS.map(([, answer]) => answer.replace(/[«»]/g, '')),
        'it is ',
        ', ',
        '\n',
        ' I think',
        '4711',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), (parts) => {
        const once = redact(parts.join(''), { asked: ANYTHING_ASKED }).text
        expect(redact(once, { asked: ANYTHING_ASKED })).toEqual({ text: once, found: [] })
      }),
      { numRuns: 1500 },
    )
  })
})

describe('Questions', () => {
  const follow = (turns: readonly (readonly [speaker: string, text: string])[]) => {
    const questions = new Questions()
    return turns.map(([speaker, text]) => {
      const asked = questions.askedOf(speaker)
      questions.hear(text)
      return [...asked]
    })
  }

  it('are answered by the next who speaks, also after a word of theirs', () => {
    expect(
      follow([
        ['Assistant', "What's the PIN?"],
        ['Assistant', 'I need it for the portal.'],
        ['User', 'Wait.'],
        ['User', '4711'],
        ['Assistant', 'Thanks. How many guests?'],
        ['User', '4711'],
      ]),
    ).toEqual([[], [], ['pin'], ['pin'], [], []])
  })
})
