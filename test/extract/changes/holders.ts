/**
 * Invented pairs, as in `changes.ts`: whose matter it is, what was only asked or refused, and what goes on beside the other. `HELD_…` was
 * written with the others, before any rule, and looked at only for the figures that the test asserts.
 */
import type { ActionSet, PairSet } from './changes.ts'

export const HOLDERS: PairSet = {
  changed: [
    ['User is allergic to penicillin.', 'User is no longer allergic to penicillin.'],
    ["User's son is allergic to penicillin.", "User's son isn't allergic to penicillin any more, says the doctor."],
    ["User's friend Jo takes 50 mg of sertraline.", 'Jo now takes 100 mg of sertraline.'],
    ['User takes 50 mg of sertraline.', "User's doctor raised the sertraline to 100 mg."],
    ['The rent is 900 euros.', 'The landlord raised the rent to 950 euros.'],
    ['delivery costs 3.50 euros', 'delivery goes up to 4 euros'],
    ["User's mum lives in Bath.", "User's mother moved to Wells."],
    ["User's sister Lea lives in Ghent.", 'Lea moved to Bruges.'],
    ['Mia’s teacher is Frau Sommer.', 'Mia has a new teacher, Herr Klee, instead of Frau Sommer.'],
    ["User's cardiologist is Dr. Lund.", 'User has a new cardiologist, Dr. Patel, instead of Dr. Lund.'],
    ['User has dinner with the Kleins on Friday.', "User's wife moved our dinner with the Kleins to Saturday."],
    ['The book fair is on 3 May.', "User's sister says the book fair is now on 10 May."],
    ['Their CFO is on leave until 3 May.', 'Their CFO is on leave until 10 May now.'],
  ],
  unchanged: [
    ['User is allergic to penicillin.', "User's son isn't allergic to penicillin any more, says the doctor."],
    ['User is allergic to penicillin.', "The doctor says User's son isn't allergic to penicillin any more."],
    ['User is allergic to penicillin.', "According to the doctor, User's son isn't allergic to penicillin any more."],
    ['User is allergic to cats.', 'The neighbour is no longer allergic to cats.'],
    ['User takes 50 mg of sertraline.', "User's friend Jo now takes 100 mg of sertraline."],
    ['User takes 50 mg of sertraline.', 'A friend of User now takes 100 mg of sertraline.'],
    ['User takes 50 mg of sertraline.', 'Jo told User she now takes 100 mg of sertraline.'],
    ["User's sister lives in Rome.", "User's brother lives in Turin."],
    ["User's sister lives in Rome.", "User's brother moved to Turin."],
    ["User's son is 4 years old.", "User's daughter is 7 years old."],
    ['User has a meeting with the bank on October 12 at 10:00.', "User's wife cancelled her meeting with the bank."],
    ['The meeting with the bank is at 10:00.', "User's wife cancelled her meeting with the bank."],
    ['User works at Siemens.', "User's wife now works at Bosch."],
    ['Their CFO is on leave until 3 May.', 'Our CFO is on leave until 10 May.'],
    ['Ich bin gegen Penicillin allergisch.', 'Mein Sohn ist nicht mehr gegen Penicillin allergisch.'],
    ['Ich wohne in Bremen.', 'Meine Schwester wohnt jetzt in Ulm.'],
    ["Ana's brother lives in Turin.", "Ben's brother lives in Pisa."],
  ],
}

export const UNREAL: PairSet = {
  changed: [
    ['The launch is on June 3.', 'Marketing asked for more time, so we moved the launch to June 10.'],
    ['The launch is on June 3.', 'The launch is now on June 10, could you tell Ben?'],
    ['We use Trello for the roadmap.', 'We could no longer use Trello for the roadmap.'],
    ['The stand-up is on Tuesdays.', "Carla: Let's move the stand-up to Thursdays."],
    ['The stand-up is on Tuesdays.', 'User asked to move the stand-up to Thursdays.'],
  ],
  unchanged: [
    ['The launch is on June 3.', 'Marketing asked whether we could move the launch to June 10.'],
    ['The launch is on June 3.', 'Ben proposed to move the launch to June 10.'],
    ['The launch is on June 3.', 'We are considering moving the launch to June 10.'],
    ['The launch is on June 3.', 'We thought about moving the launch to June 10, but it stays.'],
    ['The launch is on June 3.', 'The idea of moving the launch to June 10 was rejected.'],
    ['The launch is on June 3.', 'Moving the launch to June 10 is off the table.'],
    ['The launch is on June 3.', 'We refused to move the launch to June 10.'],
    ['The launch is on June 3.', "We didn't move the launch to June 10."],
    ['The launch is on June 3.', 'Maybe the launch moves to June 10.'],
    ['The launch is on June 3.', 'The launch might move to June 10.'],
    ['The launch is on June 3.', 'If the paint is late, the launch moves to June 10.'],
    ['The launch is on June 3.', 'The launch moves to June 10 if the paint is late.'],
    ['The rent is 900 euros.', 'The landlord wanted to raise the rent to 950 euros.'],
    ['We use Trello for the roadmap.', 'Ben suggested Linear instead of Trello for the roadmap.'],
    ['User has a flat in Ulm.', 'User almost gave up the flat in Ulm.'],
    ['The summer party is on 21 June.', 'Ben wonders if the summer party is cancelled.'],
    ['The summer party is on 21 June.', 'Should the summer party be cancelled, the deposit is lost.'],
  ],
}

export const ADDITIVE: PairSet = {
  changed: [
    ['We decided to use Postgres.', 'We decided to use Nomad instead of Postgres.'],
    ['User swims on Mondays.', 'User swims on Thursdays now.'],
    ['User swims on Mondays.', 'User swims on Thursdays instead.'],
    ['The rent is 1,100 euros.', 'The rent is 1,150 euros.'],
    ['The service listens on port 8080.', 'The service listens on port 8443.'],
    ['User lives in Hamburg.', 'User lives in Leipzig.'],
    ['The book club meets on Wednesdays.', 'The book club meets on Fridays.'],
    ['The stand-up is on Tuesdays.', 'The stand-up is on Thursdays.'],
    ['We agreed on a budget of 4,000 euros.', 'We agreed on a budget of 5,000 euros.'],
    ['Max has 2 dogs.', 'Max has 3 dogs.'],
    ['The launch is planned for 3 June.', 'The launch is planned for 10 June.'],
  ],
  unchanged: [
    ['We decided to use Postgres.', 'We decided to use Nomad.'],
    ['User decided to hire Ben.', 'User decided to hire Clara.'],
    ['User swims on Mondays.', 'User swims on Thursdays.'],
    ['User has piano lessons on Mondays.', 'User has piano lessons on Fridays.'],
    ['User likes Brahms.', 'User likes Mahler.'],
    ['User speaks Dutch and a little French.', 'User speaks Dutch and a little Greek.'],
    ['We support Firefox.', 'We support Safari.'],
    ['The meeting with Kai is at 9:00.', 'The meeting with Lea is at 11:00.'],
    ['The meeting with Kai is at 9:00.', 'The meeting with Lea is now at 11:00.'],
    ['User will fly to Oslo on 3 May.', 'User will fly to Oslo on 17 May.'],
    ['User works only four days a week, never on Wednesdays.', "User can't work on Fridays anymore."],
    ['User booked a room for 90 euros.', 'User booked a room for 120 euros.'],
    ['User is reading Emma.', 'User is reading Ulysses.'],
  ],
}

export const HELD_HOLDERS: PairSet = {
  changed: [
    ["User's brother works at Kuka.", "User's brother no longer works at Kuka."],
    ["User's dentist appointment is on 4 May.", "The dentist moved User's appointment to 11 May."],
    ['The piano costs 3,000 euros.', 'The piano costs 2,800 euros.'],
    ['User pays 60 euros for the phone.', 'User pays 45 euros for the phone now.'],
    ["User's boss is Ana Kruse.", 'User has a new boss, Olaf Brandt, instead of Ana Kruse.'],
    ['The office is in Kiel.', 'The office is in Bremen.'],
    ['The seminar is on 6 March.', "User's colleague Tom says the seminar is postponed to 13 March."],
    ['User goes to pilates on Mondays.', 'User goes to pilates on Wednesdays from now on.'],
  ],
  unchanged: [
    ['User is vegan.', "User's daughter is no longer vegan."],
    ['User smokes a pipe.', "User's father stopped smoking a pipe."],
    ['User has a car.', "User's neighbour sold his car."],
    ['User rents a garage in Mill Street.', "User's cousin gave up the garage in Mill Street."],
    ['The exam is on 6 March.', 'The students asked if the exam could move to 13 March.'],
    ['The exam is on 6 March.', 'The proposal to postpone the exam to 13 March was turned down.'],
    ['User goes to pilates on Mondays.', 'User goes to pilates on Fridays.'],
    ['We decided to invite Emil.', 'We decided to invite Rosa.'],
    ['User runs 5 km on Sundays.', "User's wife now runs 10 km on Sundays."],
    ["Leo's mother lives in Graz.", "Leo's father lives in Linz."],
  ],
}

export const OTHERS_DEEDS: ActionSet = {
  done: [
    ['User has to return the library books by October 20.', 'User returned the library books.'],
    ['User needs to file the tax return by 30 November.', "User's accountant filed the tax return."],
    ['User needs to pay the water bill.', "User's wife paid our water bill."],
    ["User's son has to return his library books.", "User's son returned his library books."],
    ['Pay the plumber’s invoice.', 'User paid the invoice of the plumber.'],
    ['Pay the plumber’s invoice.', 'The plumber’s invoice is paid.'],
    ['Pay the rent.', 'Rent paid on Monday.'],
    ['User will write the proposal for Acme.', 'User finished the proposal for Acme.'],
    ["Get the recipe from User's aunt.", "User's aunt sent the recipe."],
  ],
  dropped: [["Call User's brother if he does not reply.", "User's brother replied, he comes on Friday."]],
  open: [
    ['User has to return the library books by October 20.', "User's son returned his library books on time for once."],
    ['Return the library books by October 20.', "User's son returned his library books on time for once."],
    ["Pay the plumber's invoice.", 'The plumber paid User a visit because of the invoice.'],
    ["Pay the plumber's invoice.", 'The plumber paid User a visit about the invoice.'],
    ['User needs to call the bank.', 'The bank called User.'],
    ['User needs to email Ana.', 'Ana emailed User.'],
    ['User needs to renew the passport.', "User's wife renewed her passport."],
    ['User needs to sell the car.', "User's friend Jo sold the car."],
    ['User needs to buy a tent.', 'Tom bought a tent.'],
    ['User will cancel the gym.', "User's sister cancelled her gym."],
    ['User will book the ryokan in Nara.', "User's parents decided against the ryokan in Nara."],
    ['User needs to book the flights to Osaka.', 'Lena asked whether User booked the flights to Osaka.'],
    ['User needs to write the report.', 'Ben offered to finish the report.'],
  ],
}

export const HELD_DEEDS: ActionSet = {
  done: [
    ['User must renew the visa before June.', 'User renewed the visa.'],
    ['Ben will order the chairs.', 'Ben: The chairs are ordered.'],
    ['User has to register the boat.', "User's lawyer registered the boat."],
  ],
  dropped: [],
  open: [
    ['User has to feed the cat.', "User's neighbour fed her cat."],
    ['User needs to see the dentist.', "User's husband saw his dentist on Monday."],
    ['User must submit the thesis.', "User's flatmate submitted her thesis."],
    ['User needs to clean the oven.', 'Ana suggested to have the oven cleaned.'],
  ],
}
