/** What nobody needs to remember: small talk, praise, platitudes, irony, what could only have been, and what an assistant says of its own doing. */
import { contentWords, isFlat, rarityOf } from '../words.ts'

const anyOf = (...patterns: readonly string[]): RegExp => new RegExp(`^(?:${patterns.join('|')})$`, 'i')

const GOOD =
  '(?:great|awesome|amazing|cool|nice|good|wonderful|fantastic|incredible|lovely|sweet|inspiring|beautiful|tough|fun|impressive|exciting|true|perfect|interesting|awful|terrible|rough|hard|idea|yummy|delicious|neat|gorgeous|stunning|adorable|cute|cozy|insane|crazy|wild|creepy|rewarding|enriching|thought-provoking|fab|fabulous|brilliant|excellent|sick|electric|hilarious|funny|huge|deep|the best|the worst)'
const VERY = '(?: (?:so|really|such|a|an|pretty|very|quite|super|totally|absolutely|just|always|all))*'

/** Greetings, praise, thanks, agreement, good wishes. */
const SMALL_TALK = anyOf(
  '(?:so|very|pretty|too|how) \\w+',
  `(?:that|this|it|those|these|she|he|they)(?:['’]s| is| are|['’]re| was| were| must be| sounds?| looks?| seems?| must have been| must feel)${VERY} ${GOOD}\\b[^,;]{0,25}`,
  `(?:so |really |such )?(?:a )?${GOOD}(?: \\w+){0,2}`,
  `(?:that|this|those|these) (?:\\w+ ){1,2}(?:is|are|was|were|looks?|sounds?)${VERY} ${GOOD}\\b.{0,25}`,
  '(?:so |really |very |super )?(?:glad|happy|sorry|excited|good|great|nice|proud|thrilled|pleased|lovely)(?: to (?:hear|see|meet|know|help|be)| for| of| you| that you| you(?:r|\\b)| it| about)\\b.*',
  "i(?:['’]m| am)(?: so| really| very| super| truly)* (?:glad|happy|sorry|proud|excited|thankful|grateful|thrilled|stoked|hooked|pumped|impressed)(?: (?:to hear|to see|for you|of you|that you|you|about that|it|for your|for all)\\b.*)?",
  "i(?:['’]m| am) (?:here|all ears|listening|rooting|with you)\\b.*",
  '(?:talk|see|catch|speak|chat) (?:to |with |up )?(?:you|ya|u|soon|later)\\b.*',
  "(?:will|i['’]ll|i will) (?:keep (?:you|ya|u)|let you know|be there for)\\b.*",
  "(?:i |i['’]ve )?(?:got to|gotta|have to|better|need to|should) (?:run|go|jet|dash|head out|get going)\\b.{0,20}",
  'sorry(?: (?:i|for|about|to|that|if))\\b.*',
  'such an?\\b.*',
  '(?:take care|bye|goodbye|later|cheers|morning|evening|welcome back|safe travels|sleep well|ciao|hasta luego|tschüss|hola|hi|hello|hey)\\b.{0,25}',
  '(?:have|hope) (?:a|you|your|it|that|things|all)\\b.*',
  '(?:keep|stay) (?:it|up|going|in touch|strong|positive|me posted|me updated|safe|that|on|pushing|inspiring|doing|spreading|being|sharing|at it|rocking|shining|the)\\b.*',
  'good (?:luck|job|morning|night|evening|afternoon|to|for|on)\\b.*',
  '(?:best|all the best)\\b.*',
  "you(?:['’]re| are|['’]ve| have|['’]ll| will|['’]d)? (?:so|really|always|doing|such|got|an?|very|welcome|definitely|totally|truly|clearly|rock|right|did|can do|deserve|should be|make|must|look|sure|two|guys|all|kind|both|look|looked|talented|amazing|inspire|inspiring|know|too|never)\\b.*",
  'your (?:words|support|kindness|passion|dedication|hard work|encouragement|positivity|enthusiasm|energy|kind|art|work|story|courage|journey|strength|friendship|determination|drive|commitment)\\b.*',
  '(?:let me|lemme) know\\b.*',
  "can['’]t wait(?: to (?:see|hear)\\b.*)?",
  "(?:i['’]m |i am )?looking forward to (?:it|hearing|seeing)\\b.*",
  '(?:great|good|nice|awesome|amazing) (?:to|job|work|idea|going|question|choice|point|stuff|pic|photo|shot|bookshelf|one|catch)\\b.*',
  'long time no (?:see|talk|chat)\\b.*',
  'what (?:a|an)\\b.*',
  'how (?:awesome|amazing|cool|sweet|wonderful|lovely|exciting|fun|nice|great)\\b.*',
  '(?:check|take a look|have a look|look)(?: it| this| at| out)?\\b[^,;]{0,30}',
  "(?:i )?(?:totally |completely |100% |really |definitely |couldn['’]t )?(?:agree|hear you|get it|get that|feel you|understand|relate)\\b[^,;]{0,40}",
  '(?:means|it means|that means) (?:a lot|so much|the world)\\b.*',
  '(?:i )?(?:appreciate|can imagine|bet|hope so|think so|guess so|knew it|wish you|promise|hope you)\\b.*',
  "here(?:['’]s| is| are)\\b[^\\d]*",
  '(?:been )?(?:up to|nothing|not) much\\b.*',
  'count (?:me|on)\\b.*',
  'any ?time\\b.*',
  'of course\\b.*',
  'never mind\\b.*',
  'same here\\b.*',
  'me (?:too|neither)\\b.*',
  'no (?:idea|clue|kidding|way|doubt|worries)\\b.*',
  'we got this',
  'love (?:it|that|this|your)\\b.*',
  'loving\\b.{0,30}',
  '(?:go for it|rock on|way to go|hang in there|hit me up|imagine that|you wish|well said|well done|cherish)\\b.*',
  'enjoy (?:it|your|the)\\b.*',
  'thanks? .*',
  'thank(?:s| you)\\b.*',
  'congrat\\w*\\b.*',
  'welcome\\b.*',
  "we(?:['’]ll| should) (?:talk|chat|catch up)\\b.*",
  'sounds? (?:like|good|great|fun|so|amazing|awesome|fab|lovely|rough|tough)\\b.*',
  'looks? (?:like|good|great|fun|so|amazing|awesome|yummy|delicious)\\b.*',
  'sending\\b.*',
  'wishing\\b.*',
  'believe (?:in )?(?:me|it|yourself)\\b.*',
  "let['’]s (?:keep|stay|spread|continue|never|always|chat|talk|catch up|hope|see|do (?:it|this|that)|support|inspire)\\b.*",
  "let['’]s make\\b[^\\d]*",
  "(?:that|it|this) must(?:['’]ve| have)\\b.*",
  "i(?:['’]ve| have)? got a (?:funny|great|good|crazy) (?:story|news)\\b.*",
  "i(?:['’]m| am) (?:good|fine|great|okay|ok|well|doing (?:well|good|great|fine|ok|okay))",
  "(?:it|they|she|he)(?:['’]s| is|['’]re| are|['’]s been| has been) (?:going|coming along|doing) (?:well|good|great|slowly|fine)",
  'things (?:are|have been) (?:going )?(?:well|good|great|fine|busy|crazy)',
)

/** Wisdom about the world at large: no person, no name, no number, nothing that happened. */
const PLATITUDE = new RegExp(
  [
    `\\b(?:is|are|['’]s|['’]re|can be) (?:so |really |very |such |always |truly |a |an )*(?:important|vital|key|essential|necessary|crucial|everything|powerful|precious|priceless|infectious|contagious|worth it|what (?:it|matters|counts)|the key|the best (?:medicine|way)|rewarding|calming|therapeutic|healing|inspiring|a (?:great|good|wonderful|powerful|must|blessing|gift|journey))\\b`,
    `^(?:we|you) all\\b(?! (?:(?!need\\b)\\w+ed|made|went|got|had|did|took|came|ate|saw|met|sat|won|lost|ran|sang)\\b)`,
    `^(?:everyone|everybody|nobody|no one|people|life|family|love|friendship|kindness|happiness|success|nature|music|art|self-care|hard work|a little|every little|little things|the (?:little|small) things)\\b(?!.*\\b(?:said|told|went|came|will|at \\d)\\b)`,
    `^(?:it|there)(?:['’]s| is) (?:always |so |really |such a |a |nothing |no )*(?:good|great|nice|important|hard|amazing|wonderful|awesome|incredible|fun|cool|beautiful|lovely|rewarding|better|crucial|vital|essential|amazing) (?:to|how|that|when|when|than|like|feeling|seeing|having|way|reminder)\\b`,
    `^(?:it|this|that) (?:was|has been|is|feels|felt)(?: so| really| such an?| very| an?)* (?:great|awesome|amazing|cool|nice|good|wonderful|fantastic|incredible|lovely|inspiring|moving|fun) (?:to (?:see|hear|be|have)|seeing|hearing|being|how|that)\\b`,
    `^(?:don['’]t (?:give up|worry|forget to (?:have|enjoy|take care))|never (?:give up|stop|forget)|always (?:remember|be)|remember (?:to|that)|just (?:be|keep|remember|follow|take|have|go|do)|follow your|trust (?:your|the|yourself)|be (?:yourself|proud|patient|kind|safe)|do what|live (?:in|your)|embrace|celebrate|stay true|chase|dream big|take (?:it easy|your time|things)|give it)\\b`,
    `\\bmake(?:s)? (?:a|all the|the world|such a) (?:difference|better)\\b`,
  ].join('|'),
  'i',
)
const PERSONAL = /\b(?:I|my|me|mine)\b|\d/

/** Greetings, praise, thanks and agreement, and what is true of everybody. */
export function isTalk(clause: string): boolean {
  const text = clause.trim().replace(/[.!?…]+$/, '')
  if (SMALL_TALK.test(text)) return true
  return !PERSONAL.test(text) && !NAMED.test(text) && (PLATITUDE.test(text) || isGeneral(text))
}

/** A gerund, or a noun in the plural with its verb: "James brings" is no such thing. */
const GENERAL =
  /^(?:But )?(?:\p{Lu}\p{Ll}+ing\b.*\b(?:can|brings?|builds?|makes?|helps?|gives?|inspires?|matters?|keeps?|shows?|teach(?:es)?|is|are)\b|(?:[Ss]mall |[Ll]ittle )?\p{L}\p{Ll}+s(?: \w+)? (?:can|bring|build|make|help|give|inspire|matter|push|keep|show|teach|are)\b)/u
/** What speaks of one thing, one time or one place, and not of all. */
const PARTICULAR =
  /\b(?:the|this|that|these|those|he|she|his|her|their|our|there|here|today|now|next|last|yesterday|tomorrow|not|no|was|were|had|did|went|will|\w+ed|\w+days?)\b/i

/** "Flowers bring joy", "Overcoming challenges builds strength": said of all, of nobody, at no time. */
const isGeneral = (text: string): boolean => GENERAL.test(text) && !PARTICULAR.test(text)

/** A name within the sentence: then it is about somebody after all. */
const NAMED = /(?<=[\p{Ll},] )\p{Lu}(?:\p{Ll}+|\p{Lu}+)/u

/** "Recorded.", "Keep both.": words that say nothing without what they stood beside. */
export function isThin(clause: string): boolean {
  const words = [...contentWords(clause)]
  if (words.length === 0 || words.every(isFlat)) return !/\d/.test(clause)
  return (
    words.length < 2 &&
    words.every((word) => rarityOf(word) !== 'rare') &&
    clause.split(/\s+/).length < 4 &&
    !/\d/.test(clause)
  )
}

const IRONY =
  /^(?:oh,? (?:great|sure|wonderful|fantastic|joy|yay|brilliant|lovely|perfect|nice)\b[,.!]|yeah,? (?:right|sure|yeah)\b|yeah yeah\b|sure,? (?:and|because|like|right)\b|right,? (?:because|like|and)\b|because \w+ (?:\w+ ){1,4}(?:is|are) (?:just )?(?:my|our) favou?rite\b|like (?:I|we) (?:have|had|needed|need|want)\b|as if\b|tell me about it|what could (?:possibly )?go wrong|wow,? what a surprise)|\b(?:just what (?:I|we) (?:needed|wanted)|said no one ever|(?:my|our) favou?rite thing (?:in the world|ever)|love (?:it )?when\b.{0,60}\b(?:changes?|breaks?|crash\w*|fails?|at \d+ ?(?:am|pm)|late|again|deletes?|ignores?|forgets?)|lucky me|how original|thanks for nothing)\b|\bI['’]m the (?:queen|king|pope|emperor)\b|\s\/s\s*$/i

/** What is said with a wink: the opposite is meant, or nothing. Read before openers are trimmed. */
export const isIrony = (sentence: string): boolean => IRONY.test(sentence.trim())

const UNREAL =
  /^(?:(?:so|and|but|well|haha|lol|ugh|man),? )*(?:if (?:only\b|(?:I|we|he|she|they|it|you|there|\w+) (?:were|had|could|knew|was|won|did|didn['’]t|weren['’]t|wasn['’]t|hadn['’]t)\b.*\b(?:would|['’]d|could|might)\b)|I wish\b|imagine (?:if|that)\b|what if\b|(?:just )?(?:imagine|suppose|supposing|let['’]s (?:say|assume|suppose|imagine|pretend))(?: that)? (?:I|we|you|he|she|they|it|there|my|our)\b|(?:mal )?angenommen\b|nehmen wir (?:mal )?an\b|(?:stell dir|stellt euch|stellen sie sich) (?:mal )?vor\b.*\b(?:hätten?|wären?|würden?|könnten?)\b|was wäre,? wenn\b|as an? [\w -]{2,30},? I (?:want|need|can|should|would like)\b.*\bso that\b)|\b(?:would|could|should|might) have \w+(?:ed|en|ne|t|d)\b.*\bif\b/i

/** What is not so and never was: "if I were rich I would have a pool", "I wish I could sing". */
export const isUnreal = (sentence: string): boolean => UNREAL.test(sentence.trim())

/** What an assistant says of its own talking and of what it is about to do. */
const NARRATION = anyOf(
  `(?:that|it|this)(?:['’]s| is| sounds| looks)${VERY} ${GOOD}\\b.*`,
  "i(?:['’]ll| will|['’]m going to| am going to|['’]d be happy| can help| hope| understand|['’]m (?:sorry|happy|glad|here|ready)| apologi[sz]e|['’]m (?:just )?(?:an? )?(?:large )?(?:language|ai)| am (?:just )?(?:an? )?(?:large )?(?:language|ai)| don['’]t have (?:access|the ability|real-time|personal)| cannot (?:access|provide|browse)| can['’]t (?:access|provide|browse))\\b.*",
  "let(?:['’]s| me)\\b.*",
  'now (?:let|i|we)\\b.*',
  'next,? (?:i|let|we)\\b.*',
  'first,? (?:i|let|we)\\b.*',
  "here(?:['’]s| is| are|['’]re)\\b.*",
  'there (?:are|is) (?:a few|several|many|some|a number of|multiple|various|different)\\b.*',
  '(?:these|those|the following|some|below)\\b[^.]{0,40}:?',
  '(?:sure|certainly|of course|great|absolutely|perfect|excellent|good|wonderful|sounds|noted|got it|understood|done|updated|committed|recorded|saved|verstanden|alles klar)\\b[^\\d`/]{0,40}',
  "(?:is there|do you|would you|feel free|if you (?:have|need|want|would|['’]d|like)|remember to|please (?:let|check|consult|provide|note)|don['’]t hesitate|hope this|happy to|you can also|as an ai|as a language|keep in mind|it['’]s (?:important|worth|also|always|great|essential|crucial) (?:to|that|noting))\\b.*",
  '(?:by following|overall|in (?:conclusion|summary)|ultimately|remember|with (?:these|this)|enjoy|best of luck|good luck|calling|running|reading|searching|checking|looking|using (?:the )?tool|tool)\\b.*',
  '(?:to (?:help|answer|better)|based on (?:the|your) (?:information|question|request))\\b.{0,60}',
)

export const isNarration = (clause: string): boolean => NARRATION.test(clause.trim())

/** "My AWS key is [redacted: aws-access-key], forget it": with its value gone, it tells next to nothing. */
export const isEmptySecret = (sentence: string): boolean =>
  MARK.test(sentence) && contentWords(sentence.replace(MARK, ' ')).size <= SECRET_WORDS

const MARK = /\[redacted: [a-z0-9-]+\]/
/** What it is a secret of takes as many. */
const SECRET_WORDS = 3

const OUTPUT =
  /^(?:\S+ )?(?:wall time|exit code|stdout|stderr|output|error code)\s*:|\[(?:node|tool|hook)\b|\$[A-Z][A-Z_]{3,}\b|^[A-Z]+(?:_[A-Z]+)+\b/

/** What a program printed, pasted into talk. */
export const isToolOutput = (sentence: string): boolean => OUTPUT.test(sentence)
