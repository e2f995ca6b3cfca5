/** What a scenario of change is, and the talk around it. Made up for this test. */

export interface StateScenario {
  name: string
  /** What a user said, day by day. */
  said: readonly (readonly [day: string, text: string])[]
  /** Questions, each with what the first hit must say. */
  asks: readonly (readonly [question: string, first: RegExp])[]
  /** The same, where the first hit is not yet the right one. */
  missed?: StateScenario['asks']
}

/** Days on which other things were talked about. */
export const OTHER_TALK: StateScenario['said'] = [
  ['2026-10-01', 'The printer on the second floor is jammed again, I called the service people.'],
  ['2026-10-12', 'We watched the lighthouse film on Saturday, Nora fell asleep halfway through. Monday was long.'],
  ['2026-11-03', 'I need a present for Nora, she likes ceramics. The train was late by twenty minutes now and then.'],
  ['2026-11-17', 'Lunch with the auditors went well, they still want the list of suppliers by Friday.'],
]
