/** Which words can name a topic: closed lists of English for `phrases.ts`. */
import { terms } from '../../rank/tokenize.ts'

const setOf = (list: string): ReadonlySet<string> => new Set(terms(list))

/** Never part of a topic: spans of time, measures, feelings, courtesies, talk about talk. */
export const NEVER_TOPIC = setOf(`
  monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun today yesterday tomorrow tonight
  morning afternoon evening night noon midnight weekend weekday week month year decade hour minute second time moment while january february
  march april may june july august september october november december spring summer autumn fall winter ago daily weekly monthly once twice
  euro dollar cent pound percent per gram kilogram litre liter metre meter kilometre km mile degree gb mb tb kb ms mg kg cm mm
  people person folk guy everyone everybody someone somebody anyone nobody man woman human world life way part kind sort type bit lot thing
  something nothing anything everything stuff love fun joy happiness hope dream feeling emotion excitement pleasure pride fear anger sadness
  gratitude comfort relief peace calm courage strength power energy passion inspiration motivation serenity tranquility beauty grace warmth
  kindness resilience acceptance freedom confidence patience wisdom determination dedication enthusiasm curiosity creativity positivity
  reason idea point chance luck step side end start beginning middle top bottom rest piece couple bunch ton number example answer question
  help support effort matter difference challenge progress success failure problem situation opportunity change growth potential self soul heart
  mind word smile vibe blast kick boost look sight detail fan fave favorite favourite fam one ones other mine user assistant speaker name fact
  sense touch break turn deal bond smell thanks care attention interest focus sound color colour red blue green yellow orange purple black
  white pink bowl total big small long short half third quarter pair set use case place spot area around along away back forward front
  reminder respect glimpse glance notice mood moods impression memory experience journey lesson-learned perspective attitude
  figure figures amount quantity percentage rate ratio average maximum minimum sign voice air eye hand arm leg foot body behind below above
  one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
  twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen tug escape longer without within across during toward
  towards upon among against despite since until unless though although because whereas whether wherever whenever whoever whichever whatever however therefore every all none both enough together forever
  someday sometime sometimes somewhere anywhere everywhere nowhere elsewhere anyway perhaps indeed apart aside afterwards meanwhile otherwise besides beyond beneath amid
  regarding concerning versus plus minus except lucky luckily others instead rather yet wish chat
  anymore nowadays afterward anyways mistake meantime doubt
  like near under well nearby another ups downs wander conquer
  ugh argh oops oof huh jk yay omg woah aww sorry btw fyi asap lol haha hello hi hey thanks wow asked hmm yeah yep nope okay etc eg ie mr mrs ms dr frau herr prof sir madam kinda gonna sorta lately recently finally`)

/** Nouns that name nothing alone, but may with another: `release notes`, `deploy day`, `support group`. */
export const WEAK_TOPIC = setOf(`
  note day group community health voice-over cause role career opinion habit routine schedule support plan list office room number system issue order price cost party story photo picture image video page file line
  word book guest deadline date start trip visit call meeting talk review test tests tool work job task item action goal target result update
  version release change check report message letter document form field table record key value function data user team member owner company
  business service product project program process event event place home house center centre shop store class course lesson member
  question answer option choice decision reason rule policy step stage phase level unit part point size length height weight speed
  string path filter slot wall floor side corner space area region zone surface outlet roof window door box bag bottle cup glass plate
  parcel-number appointment return bill fee payment account card money machine device model brand label sign light water fire wood metal
  paper leaf tree flower stone sand soil`)

/** Activities: the only words in "-ing" that are topics alone. */
export const ACTIVITIES = setOf(`
  camping hiking running swimming cycling climbing sailing surfing skiing skating fishing kayaking bouldering boxing gardening baking cooking
  knitting sewing painting drawing writing reading singing dancing gaming programming coding volunteering parenting wedding building meeting
  clothing training investing counseling counselling mentoring fundraising networking housing parking plumbing catering advertising marketing
  engineering onboarding hiring banking shopping cleaning moving diving snowboarding woodworking birdwatching journaling`)

/** Adjectives that the endings of `phrases.ts` do not give away. */
export const ADJECTIVES: ReadonlySet<string> = new Set(
  `fortunate cubic allergic lucky married pregnant fourth fifth sixth seventh tenth third-party keen fond worth due off-site inspiring amazing stunning pretty cute cozy cosy cool warm cold hot fresh inclusive creative positive negative emotional supportive
  important special different real true local public private free full busy tough hard easy strong proud safe healthy mental physical
  financial national international social professional personal additional main major minor recent current previous upcoming annual young
  older younger intense epic crazy wild huge tiny large little delicious tasty yummy fantastic terrific nervous excited tired resilient bold
  classic classical modern online virtual digital funny lovely friendly lonely ready available new old good great nice bad better best worse
  worst high low early late right wrong own same other next last first second third few fewer many more most less least several various certain
  whole entire single double open closed clean dirty dry wet soft smooth rough sharp heavy light dark bright quiet loud quick fast slow
  cheap expensive rich poor sick ill dead alive awake asleep aware happy sad angry glad afraid sorry sure clear simple complex basic general
  specific common rare normal usual typical unique perfect pure fine fair fit sweet sour bitter spicy salty vegan vegetarian raw deep wide
  narrow thick thin flat round square straight left upper lower inner outer central western eastern northern southern native foreign human
  male female adult senior junior former latter potential likely unlikely possible impossible necessary unnecessary optional additional extra
  spare temporary permanent constant regular irregular frequent occasional final initial original official legal illegal medical dental
  visual verbal musical magical mystical historical cultural natural artificial electric electronic mechanical technical practical
  theoretical ideal total partial complete incomplete active passive aggressive attractive impressive effective expensive interactive
  uplifting thrilling exciting relaxing soothing calming charming touching stunning breathtaking heartwarming challenging rewarding
  liberating empowering encouraging fascinating interesting boring tiring annoying freaking middle golden wooden larch gluten-free used
  healthier happier easier busier funnier heavier dirtier noisier crazier prettier tastier luckier lazier cozier scarier trickier vibrant imaginary carefree bigger smaller larger lush lone snowy sunny rainy cloudy inactive unread broken grateful thankful hopeful blessed gorgeous epic authentic awesome rad chill chilled laid-back hilarious serene vivid`.split(
    /\s+/,
  ),
)

/** Forms of verbs that are plurals as often: behind a noun they belong to it. */
export const PLURALS: ReadonlySet<string> = new Set(
  `plans tests visits calls talks reviews changes reports results orders trips tours deals releases deploys exports imports logs drafts prices
  costs notes lists files checks steps matches races rides jobs parks cards bills signs trades charges shares stocks funds bonds classes
  lessons boards events forms dreams walks dances plants paints books works supports answers stops`.split(/\s+/),
)

/** Plurals that stand before another noun: `the sales report`. */
export const PLURAL_MODIFIERS: ReadonlySet<string> = new Set(
  'sales savings sports goods customs arms systems operations communications news clothes glasses games parents earnings'.split(' '),
)

/** What comes before a person's name. */
export const TITLES: ReadonlySet<string> = new Set(['mr', 'mrs', 'ms', 'dr', 'frau', 'herr', 'prof', 'sir', 'aunt', 'uncle'])
