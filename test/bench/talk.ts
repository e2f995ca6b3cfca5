/** Made-up talk of any length for measuring compaction: statements that an extractor keeps, among questions and chatter that it leaves out. */
import type { NumberedTurn } from '../../src/memory/types.ts'
import { seeded } from '../helpers/corruptions.ts'

const PEOPLE = ['Dana', 'Marco', 'Priya', 'Femke', 'Tomas', 'Ines', 'Yusuf', 'Hanna', 'Olek', 'Beatriz']
const PLACES = ['Utrecht', 'Porto', 'Kyoto', 'Leipzig', 'Tromsø', 'Lisbon', 'Bergen', 'Ghent', 'Oaxaca', 'Trieste']
const SYSTEMS = ['billing', 'the importer', 'search', 'the mobile app', 'the ledger', 'onboarding', 'the scheduler']
const TOOLS = ['Postgres', 'Redis', 'Kafka', 'SQLite', 'pgloader', 'Terraform', 'Grafana', 'pnpm']
const THINGS = [
  'invoice',
  'contract',
  'migration',
  'budget',
  'offer',
  'report',
  'flight',
  'visa',
  'rehearsal',
  'garden',
]
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday']

/** One day's session between a user and an assistant; the same for the same seed. */
export function syntheticTalk({ seed, turns, at }: { seed: number; turns: number; at: string }): NumberedTurn[] {
  const random = seeded(seed)
  const { pick } = random
  const number = (below: number): number => 2 + Math.floor(random.next() * below)
  const frames: readonly (() => string)[] = [
    () =>
      `We decided to use ${pick(TOOLS)} for ${pick(SYSTEMS)}, because the ${pick(THINGS)} fails ${number(9)} times a week.`,
    () => `I need to send the ${pick(THINGS)} to ${pick(PEOPLE)} by ${pick(DAYS)}.`,
    () =>
      `${pick(PEOPLE)} moved to ${pick(PLACES)} ${number(11)} months ago and pays ${number(900)} euros for the flat.`,
    () =>
      `We moved the stand-up of ${pick(SYSTEMS)} from ${pick(DAYS.slice(0, 2))} to ${pick(DAYS.slice(2))} at ${number(14)}:30.`,
    () => `I prefer ${pick(PLACES)} to ${pick(PLACES)} for the ${pick(THINGS)}. ${pick(PEOPLE)} never eats fish.`,
    () =>
      `The ${pick(THINGS)} for ${pick(PEOPLE)} costs ${number(4000)} euros and lies in \`docs/${pick(THINGS)}-${number(99)}.md\`.`,
    () => `What do you think about the ${pick(THINGS)}? Could ${pick(PEOPLE)} look at it?`,
    () => `Great, thanks a lot! That sounds good. Let me know how it goes with ${pick(SYSTEMS)}.`,
    () => `I booked the trip to ${pick(PLACES)} yesterday. ${pick(PEOPLE)} and ${pick(PEOPLE)} come along.`,
    () =>
      `Here is what I found: ${pick(TOOLS)} needs ${number(60)} minutes for ${pick(SYSTEMS)}, and ${pick(TOOLS)} only ${number(9)}.`,
  ]
  return Array.from({ length: turns }, (_, index) => ({
    number: index + 1,
    speaker: index % 2 === 0 ? 'User' : 'Assistant',
    role: index % 2 === 0 ? 'user' : 'assistant',
    text: `${pick(frames)()} ${pick(frames)()}`,
    at,
  }))
}
