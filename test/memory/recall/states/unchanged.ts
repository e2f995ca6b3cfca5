/** What is told later and changes nothing: a new matter, another person, an idea. Made up for this test. */
import type { StateScenario } from './scenario.ts'

export const UNCHANGED_STATES: readonly StateScenario[] = [
  {
    name: 'nothing changed: a new matter of the same thing',
    said: [
      ['2026-10-05', 'The greenhouse is heated with pellets, the stove stands in the corner.'],
      ['2026-11-09', 'A pane of the greenhouse broke in the storm, the glazier comes on Friday.'],
    ],
    asks: [
      ['How is the greenhouse heated?', /pellets/],
      ['What heats the greenhouse now?', /pellets/],
    ],
  },
  {
    name: 'nothing changed: something else moved',
    said: [
      ['2026-10-05', 'Choir rehearsal is on Thursday in the school, with Mr Blum.'],
      ['2026-11-09', 'The choir concert moved from the school to the town hall, tickets cost 12 euros.'],
    ],
    asks: [
      ['On which day is the choir rehearsal?', /on Thursday/],
      ['Where is the choir concert?', /town hall/],
    ],
  },
  {
    name: 'nothing changed: two things side by side',
    said: [
      ['2026-10-05', 'The blue van is parked in the yard of the bakery.'],
      ['2026-11-09', 'The red van is now parked at the station.'],
    ],
    asks: [
      ['Where is the blue van parked?', /yard of the bakery/],
      ['Where is the red van parked?', /station/],
    ],
  },
  {
    name: 'nothing changed: the other person',
    said: [
      ['2026-10-05', 'Marta takes the bus line 12 to work.'],
      ['2026-11-09', 'Pavel switched to the bike for work, he is never late now.'],
    ],
    asks: [['How does Marta get to work?', /line 12/]],
  },
  {
    name: 'nothing changed: only an idea',
    said: [
      ['2026-10-05', 'Our backups run at 2:00 at night, to the bucket in Oslo.'],
      ['2026-11-09', 'The backups took forty minutes last night, longer than in summer.'],
    ],
    asks: [['When do our backups run?', /2:00/]],
  },
]
