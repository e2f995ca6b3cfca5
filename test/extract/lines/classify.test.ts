import { describe, expect, it } from 'vitest'
import { classify } from '../../../src/extract/lines/classify.ts'

describe('classify', () => {
  it.each([
    'I need to send the August invoice to Dana.',
    'We have to renew the contract before the end of March.',
    'Priya must sign the form.',
    'I must call the bank.',
    'You have to sign the lease by Friday.',
    'I have 25 coins that I need to store safely.',
    'Please remind me to call Mrs Weber.',
    'And remind me to book the flights.',
    'Set a reminder to water the plants.',
    'Reminder: water the plants.',
    "Don't forget to pay the rent.",
    "I'll send you the recipes.",
    'I need to make time to answer the emails.',
    'I need to push the hotfix to staging by 2026-12-04.',
    "I have to look after Emma's cat on 2026-12-05.",
    'I must visit the notary before 2026-12-10.',
    'We need to focus the test suite on billing by 2026-12-08.',
    'I need to push the release branch tonight.',
    'I have to deal with the Acme invoice by Monday.',
    'We need to adapt the parser to the new format.',
    'I need to accept the offer by Friday.',
    'I need to grow the disk to 200 GB.',
    'I must still call the bank.',
    'I must not forget the vet and the insurance.',
  ])('is a task: %s', (clause) => {
    expect(classify(clause)).toEqual({ kind: 'action', status: 'open' })
  })

  it.each([
    'Moments like these remind me to appreciate the ones I love.',
    'The plaque is a constant reminder to believe in myself.',
    'I have a painting in my room to remind me to stay true.',
    'We need to show our support however we can.',
    'We have to push ourselves out of our comfort zones.',
    "It's tough when we have to confront our own health challenges.",
    "You don't have to win every time.",
    'If you need to chat, I am here.',
    "It's a must-visit city!",
    'Trying the local seafood is a must!',
    'It must add so much cheer to your house.',
    'The files are what `mem capture` must read, and what it must leave out is in them too.',
    'Hey Evan, I need to talk to you.',
    "Don't forget, you got this!",
    'You remind me of the teacher I had in school.',
    'These songs calm me and remind me of the sea.',
    'You remind me to be patient.',
    'We need to take care of ourselves.',
  ])('is none: %s', (clause) => {
    expect(classify(clause).kind).not.toBe('action')
  })
})
