/** Topics → categories: word lists for what most people's memories are about; what they do not know is placed by meaning, where an embedder helps. */
import { terms } from '../rank/tokenize.ts'

/** Words that speak for a category. A word may stand in one list only: where it fits two, in the one it decides. */
const WORDS: Readonly<Record<string, string>> = {
  'daily-briefing': 'briefing agenda headline digest roundup newsletter forecast weather',
  work: `work job office colleague coworker boss manager team meeting stand-up standup client customer project deadline promotion interview
    career hire hiring salary resume cv startup company business store shop sales marketing brand contract employee intern internship
    presentation conference sponsor sponsorship endorsement networking franchise roadmap quarterly okr retro sprint`,
  engineering: `code bug deploy deployment server database postgres postgresql mysql sqlite redis api endpoint test tests ci pipeline release
    refactor migration branch commit merge repo repository git github docker kubernetes typescript javascript python rust java node npm
    pnpm library framework function class schema query index cache latency error exception log logging auth authentication token session
    config configuration script cli backend frontend css html react build compiler linter security vulnerability cloud aws terraform
    webhook queue worker cron tls ssl certificate dns domain runbook cutover host partition partitions replication importer vat s3 flaky staging production incident outage rollback invoice billing importer parser`,
  finance: `money budget bank loan mortgage debt tax taxes insurance rent bill bills payment pay price cost expense expenses savings salary
    account credit invoice refund fee dollar euro afford financial finance`,
  investing:
    'invest investing investment stock stocks share shares etf fund portfolio dividend bond crypto bitcoin broker trading index-fund retirement',
  travel: `travel trip flight flights hotel airport visa passport vacation holiday tour tourist itinerary luggage cruise road-trip booking
    booked destination abroad backpacking sightseeing museum landmark country countries city cities paris london tokyo kyoto rome berlin
    spain italy france japan greece canada ireland scotland train`,
  email: 'email emails e-mail inbox mail newsletter unsubscribe gmail outlook reply thread',
  health: `health doctor dentist hospital medicine medication allergy allergic pain injury surgery therapy therapist symptom diet weight sleep
    insomnia vitamin blood checkup vaccine illness sick flu asthma diagnosis mental anxiety stress depression self-care wellness meditation
    mindfulness counseling counselling headache back knee`,
  fitness: `gym workout exercise running run marathon race jogging yoga pilates swim swimming cycling bike hike hiking climbing training
    fitness strength weights squat boxing kickboxing taekwondo aerial dance-class`,
  sports: `basketball football soccer baseball tennis golf hockey volleyball surf surfing ski skiing snowboard skateboard game games match
    season championship league coach player players tournament trophy score teammate teammates athlete court`,
  family: `family mother father mom mum dad parent parents son daughter kid kids child children brother sister sibling wife husband spouse
    grandma grandmother grandpa grandfather cousin aunt uncle nephew niece baby adoption adopt marriage wedding married divorce anniversary`,
  friends: `friend friends friendship party reunion roommate neighbor neighbour neighbors date dating girlfriend boyfriend breakup partner
    hangout community club`,
  home: `house home apartment flat kitchen bedroom garden gardening plant plants furniture repair renovation cleaning laundry lease landlord
    moving move appliance fridge dishwasher plumber electrician roof paint-job backyard flowers`,
  food: `food cook cooking recipe recipes bake baking cake dinner lunch breakfast restaurant coffee tea wine beer vegan vegetarian soup salad
    bread pasta chicken pizza dessert chocolate ice-cream meal snack cuisine spicy smoothie grill`,
  pets: 'pet pets dog dogs puppy cat cats kitten turtle turtles hamster rabbit bird horse vet shelter leash fish aquarium',
  learning: `learn learning study course class classes lesson school college university degree exam homework teacher student students tutor
    language spanish french german japanese workshop seminar lecture thesis scholarship research edu education`,
  reading: `book books novel novels author read reading library fantasy fiction series bookshelf poem poetry literature bookstore story
    stories harry potter`,
  'film-and-tv':
    'movie movies film films tv show series netflix actor actress director cinema documentary episode screenplay script trilogy',
  music: `music song songs band concert guitar piano violin drum drums singer singing album festival playlist instrument jazz rock
    orchestra choir vinyl lyrics clarinet`,
  gaming:
    'videogame videogames gaming gamer console nintendo xbox playstation steam esports minecraft fortnite valorant chess boardgame board-game',
  art: `art paint painting paintings draw drawing sketch pottery ceramic sculpture craft crafts photography photo photos camera design
    gallery exhibition canvas knitting sewing creative artist mural`,
  nature:
    'nature camp camping forest beach mountain mountains lake ocean river park waterfall sunset sunrise wildlife trail stars meteor outdoors',
  volunteering: `volunteer volunteering charity donate donation fundraiser fundraising shelter nonprofit cause homeless activism activist
    campaign protest veterans mentor mentoring mentorship lgbtq pride transgender politics policy election office-run`,
  vehicles:
    'car cars truck motorcycle vehicle engine tire tires garage mechanic prius ford tesla driving license parking restoration',
  shopping:
    'buy bought order ordered purchase amazon sale discount coupon store sneakers shoes clothes dress jacket gift gifts return',
  writing:
    'write writing writer blog blogging article essay journal manuscript draft publish publisher editing editor newsletter screenwriting',
  technology:
    'phone laptop computer tablet app apps software device gadget internet wifi router printer ai robot drone website tech technology',
}

export const OTHER_CATEGORY = 'other'

/** The categories by name with the words that describe each, for placing by meaning. */
export const categoryDescriptions = (): { name: string; text: string }[] =>
  Object.entries(WORDS).map(([name, words]) => ({
    name,
    text: `${name.replaceAll('-', ' ')}: ${words.replace(/\s+/g, ' ')}`,
  }))

const categoriesOf = new Map<string, string[]>()
for (const [category, words] of Object.entries(WORDS)) {
  for (const term of new Set([...terms(words), ...terms(category)])) {
    categoriesOf.set(term, [...(categoriesOf.get(term) ?? []), category])
  }
}

/** Whether a category's word list holds the term. */
export const isCategoryTerm = (term: string): boolean => categoriesOf.has(term)

/** How strongly each category speaks in a topic's name (three times) and its statements. */
export function categoryVotes(topic: string, texts: readonly string[]): Map<string, number> {
  const votes = new Map<string, number>()
  const vote = (term: string, weight: number) => {
    const named = categoriesOf.get(term) ?? []
    for (const category of named) votes.set(category, (votes.get(category) ?? 0) + weight / named.length)
  }
  for (const term of terms(topic.replaceAll('-', ' '))) vote(term, 3)
  for (const text of texts) for (const term of new Set(terms(text))) vote(term, 1 / Math.sqrt(texts.length))
  return votes
}

/** The category that the word lists give; `undefined` where they are silent. */
export function categoryOf(topic: string, texts: readonly string[]): string | undefined {
  const [best] = [...categoryVotes(topic, texts)].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  return best?.[0]
}
