/** What changes at home: people, health, money and plans. Made up for this test. */
import type { StateScenario } from './scenario.ts'

export const LIFE_STATES: readonly StateScenario[] = [
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
    name: 'a home, in the fewest words',
    said: [
      ['2026-10-05', 'I live in Madrid with my sister Ana.'],
      ['2026-11-09', 'I moved to Lisbon.'],
    ],
    asks: [
      ['Where do I live?', /Lisbon/],
      ['Where did I live before?', /Madrid/],
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
    name: 'a diet',
    said: [
      ['2026-10-05', 'I am vegetarian, so please suggest recipes without meat. Pumpkin is always good.'],
      ['2026-11-09', 'Update on my diet: I eat fish again, so I am not vegetarian any more.'],
    ],
    asks: [['Am I still vegetarian?', /not vegetarian any more/]],
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
]
