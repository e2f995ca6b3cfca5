/** What changes at work: teams, dates, systems and code. Made up for this test. */
import type { StateScenario } from './scenario.ts'

export const WORK_STATES: readonly StateScenario[] = [
  {
    name: 'a weekday, the old one in a longer message',
    said: [
      [
        '2026-10-05',
        'Keep Fridays free from now on, please. Also our retro is on Wednesday at 15:00, so plan nothing over it.',
      ],
      [
        '2026-11-09',
        'Change for the team: Ben teaches on Wednesdays until spring, so the retro moves from Wednesday to Monday, still 15:00.',
      ],
    ],
    asks: [
      ['On which day is the retro now?', /to Monday/],
      ['What day is our retro?', /to Monday/],
      ['Which day was the retro on before?', /on Wednesday at 15/],
    ],
  },
  {
    name: 'a database that was switched',
    said: [
      ['2026-10-05', 'For the orders service we use MySQL, hosted in Dublin, with a replica for reports.'],
      ['2026-11-09', 'Migration finished: we switched the orders service to Postgres last night, no data lost.'],
    ],
    asks: [
      ['Which database does the orders service use?', /Postgres/],
      ['What did the orders service use before Postgres?', /MySQL/],
    ],
  },
  {
    name: 'an office that moved, told at length',
    said: [
      [
        '2026-10-05',
        'Our head office is in Leeds, on Albion Street, third floor, with the broken lift and the nice view.',
      ],
      [
        '2026-11-09',
        'Long day. The boxes are finally unpacked, and the coffee machine works. Our head office is now in York, at Stonegate 4. Everybody found a desk, and the plants survived as well.',
      ],
    ],
    asks: [
      ['Where is our head office?', /York/],
      ['Where is the head office at the moment?', /York/],
      ['Where was the head office before York?', /Leeds/],
    ],
  },
  {
    name: 'who leads',
    said: [
      ['2026-10-05', 'Ines leads the payments team, and Omar does the mobile app.'],
      ['2026-11-09', 'Farid takes over the payments team from Ines, she goes to research.'],
    ],
    asks: [
      ['Who leads the payments team?', /Farid/],
      ['Who led the payments team before Farid?', /Ines leads/],
    ],
  },
  {
    name: 'a deadline that was pushed',
    said: [
      ['2026-10-05', 'The grant proposal is due on 20 November, Tariq writes the budget part.'],
      ['2026-11-09', 'Good news, the grant proposal deadline was extended to 4 December.'],
    ],
    asks: [['When is the grant proposal due?', /4 December/]],
    missed: [['What was the original deadline of the grant proposal?', /20 November/]],
  },
  {
    name: 'a renamed project',
    said: [
      ['2026-10-05', 'The importer project is called Heron, the repository is heron-import.'],
      ['2026-11-09', 'Legal did not like it, we renamed the importer project to Bittern.'],
    ],
    asks: [
      ['What is the importer project called?', /Bittern/],
      ['What was the importer project called before?', /called Heron/],
    ],
  },
  {
    name: 'a second change',
    said: [
      ['2026-10-05', 'The product launch is planned for 1 December.'],
      ['2026-10-20', 'The product launch slips to 8 December because of the translations.'],
      ['2026-11-09', 'We moved the product launch again, it is now on 15 December.'],
    ],
    asks: [
      ['When is the product launch?', /15 December/],
      ['For when was the product launch planned originally?', /1 December/],
    ],
  },
  {
    name: 'an error that was fixed',
    said: [
      ['2026-10-05', 'The export fails with ERR_TIMEOUT_42 for files over 10 MB.'],
      ['2026-11-09', 'The export no longer fails with ERR_TIMEOUT_42, the limit is 200 MB since the update.'],
    ],
    asks: [
      ['Does the export still fail with ERR_TIMEOUT_42?', /no longer fails/],
      ['What is the current limit of the export?', /200 MB/],
    ],
  },
  {
    name: 'a rule of the code',
    said: [
      ['2026-10-05', 'In this repository we format with Prettier and two spaces, and tests live beside the source.'],
      ['2026-11-09', 'We replaced Prettier with Biome for formatting, the settings are in biome.json.'],
    ],
    asks: [
      ['What do we format the code with?', /Biome/],
      ['What did we format with before Biome?', /Prettier and two/],
    ],
  },
  {
    name: 'a meeting room, said in passing',
    said: [
      ['2026-10-05', 'Reminder for me: the board meets in room Aurora, and bring the figures.'],
      [
        '2026-11-09',
        'Aurora is being painted. So the board now meets in room Cedar, downstairs, and Vera brings the figures.',
      ],
    ],
    asks: [
      ['In which room does the board meet?', /Cedar/],
      ['Where does the board meet now?', /Cedar/],
    ],
  },
  {
    name: 'a password manager, decided against',
    said: [
      ['2026-10-05', 'For shared passwords the team uses Vaultier.'],
      ['2026-11-09', 'We decided against Vaultier, the team uses Keyring for shared passwords from Monday on.'],
    ],
    asks: [
      ['What does the team use for shared passwords?', /Keyring/],
      ['What did the team use for shared passwords in the past?', /uses Vaultier/],
    ],
  },
  {
    name: 'a framework that stayed, and a question about it',
    said: [
      ['2026-10-05', 'The dashboard is built with Svelte, the charts with D3.'],
      ['2026-11-09', 'Should we move the dashboard from Svelte to React? I am not sure it is worth it.'],
    ],
    asks: [['What is the dashboard built with?', /built with Svelte/]],
  },
  {
    name: 'a port number in a log of work',
    said: [
      ['2026-10-05', 'The staging server listens on port 8080, behind nginx.'],
      ['2026-11-09', 'Changed the port of the staging server to 9443 since TLS is on.'],
    ],
    asks: [
      ['On which port does the staging server listen?', /9443/],
      ['Which port did the staging server have earlier?', /8080/],
    ],
  },
]
