/** Words for people (and animals) by what they are to somebody: `User's son`, `the dentist`. */
import { terms } from '../../rank/tokenize.ts'

const SAME = [
  'mother mum mom mama mummy',
  'father dad papa daddy',
  'kid child children',
  'grandmother grandma granny nana',
  'grandfather grandpa grandad',
  'husband hubby',
  'neighbour neighbor',
  'doctor gp physician',
]
const GERMAN = `Sohn Tochter Kind Kinder Baby Bruder Schwester Frau Mann Partner Partnerin Freund Freundin Mutter Mama Vater Papa Eltern Oma Opa
  Großmutter Großvater Tante Onkel Cousin Cousine Nichte Neffe Enkel Enkelin Schwager Schwägerin Kollege Kollegin Nachbar Nachbarin Hund
  Katze`
const GERMAN_SERVING = `Arzt Ärztin Zahnarzt Zahnärztin Chef Chefin Vermieter Vermieterin Lehrer Lehrerin Trainer Trainerin Anwalt Anwältin
  Steuerberater Steuerberaterin Hausmeister Handwerker`
const RELATED = `son daughter baby toddler twin brother sister sibling wife partner spouse fiancé fiancée fiance fiancee boyfriend girlfriend ex
  parent uncle aunt cousin niece nephew grandson granddaughter grandchild stepson stepdaughter stepmother stepfather godson goddaughter
  brother-in-law sister-in-law mother-in-law father-in-law son-in-law daughter-in-law friend mate buddy roommate flatmate housemate colleague
  coworker co-worker classmate teammate student pupil ceo cfo cto intern apprentice client customer guest patient dog puppy cat kitten hamster
  rabbit horse parrot`
/** They act on what is somebody else's: "the doctor lowered the dose", "the landlord raised the rent". */
const SERVING = `dentist cardiologist psychiatrist therapist physiotherapist psychologist dermatologist oncologist gynaecologist paediatrician
  pediatrician specialist surgeon nurse midwife pharmacist vet teacher tutor coach trainer instructor professor landlord landlady
  caretaker plumber electrician carpenter painter roofer gardener cleaner mechanic hairdresser lawyer solicitor notary accountant adviser
  advisor consultant banker broker boss manager supervisor assistant secretary editor publisher agent courier driver baker caterer
  photographer florist organiser organizer architect contractor supplier builder`

const termOf = (word: string): string => terms(word).join('-')

const [canonical, serving] = peopleOf()

function peopleOf(): [ReadonlyMap<string, string>, ReadonlySet<string>] {
  const names = new Map<string, string>()
  for (const word of `${RELATED} ${SERVING} ${GERMAN} ${GERMAN_SERVING}`.split(/\s+/))
    names.set(termOf(word), termOf(word))
  for (const line of SAME) {
    const words = line.split(' ').map(termOf)
    for (const word of words) names.set(word, words[0] ?? word)
  }
  return [names, new Set(`${SERVING} doctor ${GERMAN_SERVING}`.split(/\s+/).map(termOf))]
}

/** One word for what somebody is, whatever it was called: `mum` → `mother`; `undefined` for what is nobody. */
export const roleIn = (word: string): string | undefined => canonical.get(termOf(word))

/** Whether such a person acts on what is somebody else's. */
export const isServing = (role: string): boolean => serving.has(role)
