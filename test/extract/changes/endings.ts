/**
 * Invented pairs, as in `changes.ts`: what is off, was a mistake or is not so any more; German changes; tasks that look alike, and answers.
 * `HELD_…` was written with the others, before any rule, and looked at only for the figures that the test asserts.
 */
import type { ActionSet, PairSet } from './changes.ts'

export const ENDINGS: PairSet = {
  changed: [
    ['We are staying at Hotel Adler in Kyoto.', "We're not staying at Hotel Adler anymore."],
    [
      'User booked Hotel Lumen for the weekend in Lyon.',
      'User is not staying at Hotel Lumen any more, it was too loud.',
    ],
    ['The team uses Trello for the roadmap.', 'We do not use Trello for the roadmap anymore.'],
    ['User goes to yoga on Thursdays.', "User doesn't go to yoga anymore."],
    ['Mia takes the bus to school.', 'Mia no longer takes the bus to school.'],
    ['We decided to host the blog on Netlify.', 'Netlify was a mistake, we will host the blog on our own server.'],
    ['We chose MongoDB for the event store.', 'Choosing MongoDB was a mistake, we are going back to Postgres.'],
    ['The workshop in Leeds is on 12 March.', 'The workshop in Leeds is called off.'],
    ['The barbecue is on Saturday at noon.', 'Tom: "The barbecue is off."'],
    ['The book club meets on Wednesday evenings.', 'The book club is no longer happening.'],
    ['Dinner with the Kleins is on Friday.', "Dinner with the Kleins isn't happening, they are ill."],
    ['User plans a trip to Porto in May.', 'The Porto trip fell through.'],
    ['User plans to adopt a greyhound.', 'User is not going to adopt the greyhound after all.'],
    ['User buys coffee beans from Kaffeehaus Berger.', 'User stopped buying coffee beans from Kaffeehaus Berger.'],
    ['Die Besprechung ist am Dienstag.', 'Die Besprechung ist jetzt am Donnerstag statt am Dienstag.'],
    ['Wir nutzen MySQL für die Rechnungen.', 'Wir nutzen jetzt Postgres statt MySQL für die Rechnungen.'],
    ['Das Training findet montags um 18 Uhr statt.', 'Das Training wurde von Montag auf Mittwoch verschoben.'],
    ['Der Ausflug nach Potsdam ist am 12. Mai.', 'Der Ausflug nach Potsdam ist abgesagt.'],
    ['Jonas wohnt in Köln.', 'Jonas wohnt jetzt in Bremen statt in Köln.'],
    ['Ich trinke morgens Kaffee.', 'Ich trinke morgens jetzt Tee statt Kaffee.'],
  ],
  unchanged: [
    ['We are staying at Hotel Adler in Kyoto.', "Lena isn't staying at her parents' house anymore."],
    ['We are staying at Hotel Adler in Kyoto.', 'Breakfast at Hotel Adler is not included.'],
    ['We decided to host the blog on Netlify.', 'The domain transfer was a mistake, we will keep the old registrar.'],
    ['The workshop in Leeds is on 12 March.', 'The workshop in Bristol is called off.'],
    ['The workshop in Leeds is on 12 March.', 'The workshop in Leeds is not cancelled.'],
    ['The barbecue is on Saturday at noon.', 'Dana is off on Saturday.'],
    ['The book club meets on Wednesday evenings.', 'The chess club is no longer happening.'],
    ['Dinner with the Kleins is on Friday.', "Lunch with Ana isn't happening."],
    ['User plans a trip to Porto in May.', 'The trip to Rome fell through.'],
    ['User likes the café at the station.', 'Going to the station by car was a mistake.'],
    ['User takes the bus to work.', 'The bus lane was a mistake, says the mayor.'],
    ['Choir rehearsal is on Tuesdays at 19:00.', 'The choir concert moved to Thursday at 20:00.'],
    ['The choir rehearsal is on Tuesday.', 'Choir concert moved to Friday.'],
    ['Choir rehearsal is on 4 May.', 'The choir concert is now on 9 May.'],
    ['The team meeting is on Mondays.', 'The team lunch moved from Wednesday to Monday.'],
    ['The school play is on 3 June.', 'The school trip is postponed to 10 June.'],
    ['Please reach out to Carla about the roof.', 'Do not reach out if there are any more questions.'],
    ['User doesn’t eat meat anymore.', 'User cooked fish on Friday.'],
    ['Die Besprechung ist am Dienstag.', 'Das Training ist jetzt am Donnerstag statt am Dienstag.'],
    ['Jonas wohnt in Köln.', 'Mia wohnt jetzt in Bremen statt in Hamburg.'],
    ['Wir nutzen MySQL für die Rechnungen.', 'Die Besprechung findet am Montag statt.'],
    ['Ich trinke morgens Kaffee.', 'Ich habe jetzt Kaffee statt Tee gekauft.'],
  ],
}

export const HELD_ENDINGS: PairSet = {
  changed: [
    ['User rents a garage in Mill Street.', 'User does not rent the garage in Mill Street anymore.'],
    ['The kids have swimming lessons on Mondays.', "The kids don't have swimming lessons any more."],
    ['We are meeting the architect on 8 April.', "We're not meeting the architect on 8 April after all."],
    ['We picked Ruby for the importer.', 'Ruby was a mistake, we will rewrite the importer in Go.'],
    ['User signed up for the boxing gym Iron Hall.', 'Signing up for the boxing gym was a mistake, User is leaving.'],
    ['The summer party is on 21 June.', 'The summer party has been called off.'],
    ['The panel with Ines is at 15:00.', 'The panel with Ines is off.'],
    ['The Thursday walk starts at the mill.', "The Thursday walk isn't happening any more."],
    ['The merger with Polder Foods is planned for autumn.', 'The merger with Polder Foods fell through.'],
    ['Nina takes violin lessons with Mr. Haas.', 'Nina stopped taking violin lessons with Mr. Haas.'],
    ['Der Chor probt am Mittwoch.', 'Der Chor probt jetzt am Freitag statt am Mittwoch.'],
    ['Das Sommerfest ist am 20. Juni.', 'Das Sommerfest wurde abgesagt.'],
    ['Wir fahren mit dem Auto nach Wien.', 'Wir fahren jetzt mit dem Zug statt mit dem Auto nach Wien.'],
  ],
  unchanged: [
    ['User rents a garage in Mill Street.', 'User does not rent the allotment anymore.'],
    ['The kids have swimming lessons on Mondays.', "The kids don't like broccoli any more."],
    ['We picked Ruby for the importer.', 'The red paint was a mistake, we will paint it green.'],
    ['The summer party is on 21 June.', 'The winter party has been called off.'],
    ['The panel with Ines is at 15:00.', 'The heating is off.'],
    ['Nina takes violin lessons with Mr. Haas.', 'Leo stopped taking trumpet lessons.'],
    ['The handball training is on Fridays.', 'The handball match moved to Sunday.'],
    ['The garden tour is at 10:00.', 'The garden fair is now at 14:00.'],
    ['Der Chor probt am Mittwoch.', 'Der Kurs ist jetzt am Freitag statt am Mittwoch.'],
    ['Das Sommerfest ist am 20. Juni.', 'Das Konzert wurde abgesagt.'],
  ],
}

export const ALIKE: ActionSet = {
  done: [
    ['User needs to ask Ben about the invoice.', 'Ben answered: the invoice was paid in May.'],
    ['Ask Carla for the floor plan.', 'Carla sent the floor plan.'],
    ['User will call Imke.', 'User called Imke yesterday.'],
    ['Send the mail to Sam.', 'User sent the mail to Sam.'],
  ],
  dropped: [
    ['Call Ben about the roof if he does not reply.', 'Ben replied: the roof is fixed on Monday.'],
    ['Remind the landlord if there is no answer by Friday.', 'The landlord answered, the heating is repaired.'],
    ['Call Ben if Ana does not answer.', 'Ana answered: she comes on Friday.'],
    ['User will book the ryokan in Nara.', 'User is not going to book the ryokan in Nara after all.'],
    ['Ben will order a laptop for Jonas.', "We don't need the laptop for Jonas anymore."],
    ['User needs to rent a boat in Kiel.', 'Renting the boat in Kiel fell through.'],
    ['Ana will organise the garden party.', "The garden party isn't happening."],
    ['Prepare the tasting menu by Friday.', 'Ana: "The tasting menu is off."'],
  ],
  open: [
    ['User needs to ask Ben about the invoice.', 'Ben replied that Ana is on holiday.'],
    ['Call Ben about the roof if he does not reply.', 'Ben replied that Ana is on holiday.'],
    ['Call Ben if he does not reply by Monday.', 'User replied to Ben.'],
    ['Call Ben if Ana does not answer.', 'Ben answered the phone.'],
    ['Send the mail to Sam about the invoice.', 'User sent the mail to Sam about the lease.'],
    ['User needs to email the landlord about the heating.', 'User emailed the landlord about the deposit.'],
    ['User will buy a present for Lena.', 'User bought a present for Mia.'],
    ['Return the key to the caretaker.', 'User returned the key to the gym.'],
    ['Write to Petra about the boat.', 'User wrote to Petra about the dog.'],
    ['Book a table at the Lindenhof.', 'User booked a table at the Bellevue.'],
    ['User will book the ryokan in Nara.', 'The ryokan in Nara is not cheap.'],
    ['Ana will organise the garden party.', 'The garden party is not far from here.'],
    ['User needs to rent a boat in Kiel.', 'User doesn’t rent the flat in Kiel anymore.'],
    ['User will check the recommendations.', 'User does not want any more recommendations.'],
    ['Call the plumber.', 'The plumber is off on Monday.'],
  ],
}

export const HELD_ALIKE: ActionSet = {
  done: [
    ['User will write to the school about the fees.', 'User wrote to the school about the fees.'],
    ['Ask Yusuf about the tyres.', 'Yusuf replied: the tyres come on Thursday.'],
    ['Pay the deposit for the hall.', 'User paid the deposit for the hall this morning.'],
  ],
  dropped: [
    ['Ring the dentist if she does not call back.', 'The dentist called back: the appointment stands.'],
    ['Chase Olga about the contract unless she replies.', 'Olga replied: the contract is signed.'],
  ],
  open: [
    ['User will write to the school about the fees.', 'User wrote to the school about the trip.'],
    ['Ask Yusuf about the tyres.', 'Yusuf confirmed that he plays on Sunday.'],
    ['Chase Olga about the contract unless she replies.', 'Olga confirmed the dinner on Friday.'],
    ['Pay the deposit for the hall.', 'User paid the deposit for the bike.'],
    ['Buy a ticket for the ferry.', 'User bought a ticket for the opera.'],
  ],
}

/** Two open tasks, what was said later, and the places of those that it closes. */
export const RIVALS: readonly (readonly [one: string, other: string, later: string, closes: readonly number[]])[] = [
  [
    'Send the mail to Sam about the invoice.',
    'Send the mail to Sam about the lease.',
    'User sent the mail to Sam.',
    [],
  ],
  [
    'Send the mail to Sam about the invoice.',
    'Send the mail to Sam about the lease.',
    'User sent the mail about the lease to Sam.',
    [1],
  ],
  ['Send the mail to Sam about the invoice.', 'Send the mail to Dana.', 'User sent the mail to Sam.', [0]],
  [
    'Send the mail to Sam about the invoice.',
    'Send the mail to Sam about the lease.',
    'User sent both mails to Sam.',
    [0, 1],
  ],
  ['Call Ana about the trip.', 'Call Ana about the car.', 'User called Ana.', []],
  ['Pay the water bill.', 'Pay the gas bill.', 'User paid the gas bill.', [1]],
  ['Buy a present for Lena.', 'Buy a present for Mia.', 'User bought presents for Lena and Mia.', [0, 1]],
  ['Sign the form for the nursery.', 'Sign the form for the sports club.', 'The form is signed.', []],
  ['Book the hotel in Rome.', 'Book the hotel in Milan.', 'User booked the hotel in Milan.', [1]],
]
