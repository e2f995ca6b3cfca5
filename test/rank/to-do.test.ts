import { describe, expect, it } from 'vitest'
import { toDoSubject } from '../../src/rank/to-do.ts'
import { terms } from '../../src/rank/tokenize.ts'

/** Its content words, as a question's own subject. */
const subjectIn = (query: string): string[] | undefined => {
  const rest = toDoSubject(query)
  return rest === undefined ? undefined : terms(rest)
}

describe('asking for what is still to do', () => {
  it.each([
    'What do I still have to do?',
    'what do we still need to get done',
    'What else do I need to do?',
    'What do I have to do?',
    'What’s left to do?',
    'what is there left to do',
    'What remains to be done?',
    'what still needs to be done?',
    "What haven't I done yet?",
    'What have I not done?',
    'what am I supposed to do',
    "what's overdue?",
    'What is still open?',
    'my to-do list',
    'todos',
    'Show me my todos',
    "What's on my to-do list?",
    'open action items',
    'Which action items are still open?',
    'Do I have any open tasks?',
    'list all outstanding tasks',
    'Any unfinished errands?',
    'Was muss ich noch tun?',
    'Was ist noch zu erledigen?',
    'Was ist noch offen?',
    'Offene Aufgaben',
  ])('%s', (query) => expect(subjectIn(query)).toEqual([]))

  it.each([
    ['What is left to do for Kyoto?', ['kyoto']],
    ['What do I still have to do for the tax return?', ['tax', 'return']],
    ["What's on my to-do list for the school?", ['school']],
    ['open tasks of Dana', ['dana']],
    ['Which tasks are still open in billing?', ['bill']],
    ['Was muss ich noch für Kyoto erledigen?', ['fur', 'kyoto']],
  ])('%s', (query, subject) => expect(subjectIn(query)).toEqual(subject))

  it.each([
    'What do I need to do to deploy the site?',
    'What do I have to do when the alarm goes off?',
    'What is there to do in Kyoto?',
    'What did I still have to do before the move?',
    'Which framework did I use for my todo app?',
    'todo app framework',
    'Where do we keep the TODO comments?',
    'Which museum is still open on Mondays?',
    'What is still open at the harbour?',
    'What is the open rate of the newsletter?',
    'What did I decide about the pending tasks table?',
    'What is outstanding about her work?',
    'What do I like to do?',
    'Was muss ich wissen?',
  ])('not %s', (query) => expect(subjectIn(query)).toBeUndefined())
})
