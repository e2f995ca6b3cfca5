/** Conversations in which something changed, or did not, and what recall must then put first. Made up for this test. */

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

export const STATE_SCENARIOS: readonly StateScenario[] = [
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
    name: 'no longer',
    said: [
      ['2026-10-05', 'My sister Lea lives in Ghent and works for a brewery there. She visits in May.'],
      ['2026-11-09', 'Lea called. She no longer works for the brewery, she started at a cheese maker in Bruges.'],
    ],
    asks: [
      ['Where does Lea work now?', /cheese maker/],
      ['Where does Lea work?', /cheese maker/],
    ],
  },
  {
    name: 'a dose',
    said: [
      ['2026-10-05', 'Doctor Weiss put me on metformin, 500 mg in the morning. Also more walking.'],
      ['2026-11-09', 'Doctor Weiss raised the metformin to 1000 mg, half in the morning, half in the evening.'],
    ],
    asks: [
      ['How much metformin do I take?', /1000 mg/],
      ['How much metformin do I take currently?', /1000 mg/],
      ['How much metformin did I take at first?', /500 mg/],
    ],
  },
  {
    name: 'instead of',
    said: [
      ['2026-10-05', 'We deploy the website with Jenkins every Thursday, the job is called site-prod.'],
      ['2026-11-09', 'From today we deploy the website with GitHub Actions instead of Jenkins, on every merge.'],
    ],
    asks: [
      ['How do we deploy the website?', /GitHub Actions/],
      ['What did we use to deploy the website previously?', /Jenkins every/],
    ],
  },
  {
    name: 'a phone number',
    said: [
      ['2026-10-05', 'The plumber is Mr Okafor, his number is 555-0142, he answers after six.'],
      ['2026-11-09', 'Mr Okafor has a new number, it is 555-0199.'],
    ],
    asks: [],
    missed: [['What is the number of the plumber Mr Okafor?', /555-0199/]],
  },
  {
    name: 'a price that went up',
    said: [
      ['2026-10-05', 'The co-working desk costs 210 euros a month, coffee included. I signed up with Hanna.'],
      ['2026-11-09', 'They raised the price of the co-working desk to 245 euros a month, from December.'],
    ],
    asks: [
      ['What does the co-working desk cost?', /245/],
      ['What did the co-working desk cost originally?', /210/],
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
    name: 'a diet',
    said: [
      ['2026-10-05', 'I am vegetarian, so please suggest recipes without meat. Pumpkin is always good.'],
      ['2026-11-09', 'Update on my diet: I eat fish again, so I am not vegetarian any more.'],
    ],
    asks: [['Am I still vegetarian?', /not vegetarian any more/]],
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
    name: 'a car that was sold',
    said: [
      ['2026-10-05', 'I drive an old Volvo, it needs new winter tyres before the mountains.'],
      ['2026-11-09', 'Sold the Volvo on Saturday! I drive a small electric Renault now.'],
    ],
    asks: [
      ['Which car do I drive?', /Renault/],
      ['What car do I drive now?', /Renault/],
    ],
    missed: [['Which car did I drive before the Renault?', /old Volvo/]],
  },
  {
    name: 'a time of day',
    said: [
      ['2026-10-05', 'Yoga class begins at 18:00 on Tuesdays, in the hall behind the church.'],
      ['2026-11-09', 'The yoga class begins at 19:30 from now on, same hall.'],
    ],
    asks: [
      ['At what time does the yoga class begin?', /19:30/],
      ['When did the yoga class begin formerly?', /18:00/],
    ],
  },
  {
    name: 'a cancelled subscription',
    said: [
      ['2026-10-05', 'We pay for the analytics tool Plotwise, 49 euros a month, Sara has the login.'],
      [
        '2026-11-09',
        'I cancelled the analytics tool Plotwise, nobody looked at it. We count visits with our own script.',
      ],
    ],
    asks: [['Do we still pay for the analytics tool?', /cancelled/]],
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
    name: 'a flat',
    said: [
      ['2026-10-05', 'I live in Valencia, near the market, third floor without a lift.'],
      ['2026-11-09', 'I moved to Zaragoza on the first, the flat has a balcony.'],
    ],
    asks: [
      ['Where do I live now?', /Zaragoza/],
      ['In which city do I live?', /Zaragoza/],
      ['Where did I live before I moved to Zaragoza?', /Valencia/],
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
    name: 'a teacher',
    said: [
      ['2026-10-05', 'The piano teacher of our son is Mrs Adler, she comes on Mondays and lives around the corner.'],
      ['2026-11-09', 'Our son has a new piano teacher, Mr Castellan, since Mrs Adler retired.'],
    ],
    asks: [
      ['Who is the piano teacher of our son?', /Castellan/],
      ['Who used to be the piano teacher of our son?', /is Mrs Adler/],
    ],
  },
  {
    name: 'a goal that grew',
    said: [
      ['2026-10-05', 'My running goal is 20 km a week, mostly along the canal.'],
      ['2026-11-09', 'I changed my running goal from 20 km to 35 km a week, the knee holds.'],
    ],
    asks: [
      ['What is my running goal?', /35 km/],
      ['What was my old running goal?', /is 20 km/],
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
    name: 'a correction',
    said: [
      ['2026-10-05', 'The right tyre pressure of the trailer is 2.2 bar.'],
      ['2026-11-09', 'Correction, the right tyre pressure of the trailer is 2.6 bar.'],
    ],
    asks: [['What is the right tyre pressure of the trailer?', /2\.6 bar/]],
  },
  {
    name: 'a favourite',
    said: [
      ['2026-10-05', 'My favourite tea is jasmine, I drink it all afternoon.'],
      ['2026-11-09', 'These days my favourite tea is genmaicha, the jasmine got boring.'],
    ],
    asks: [
      ['What is my favourite tea?', /genmaicha/],
      ['What is my favourite tea these days?', /genmaicha/],
    ],
  },
  {
    name: 'a plan of travel',
    said: [
      ['2026-10-05', 'We fly to Lisbon for the conference, the flights are not booked.'],
      ['2026-11-09', 'We take the night train to the conference in Lisbon instead of flying.'],
    ],
    asks: [['How do we travel to the conference in Lisbon?', /night train/]],
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
    name: 'a goalkeeper',
    said: [
      ['2026-10-05', 'Tim is the goalkeeper of our team, Jo plays in the middle.'],
      ['2026-11-09', 'Tim broke his wrist, so Ada is the goalkeeper of our team until spring.'],
    ],
    asks: [
      ['Who is the goalkeeper of our team?', /Ada/],
      ['Who is our goalkeeper at the moment?', /Ada/],
    ],
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
