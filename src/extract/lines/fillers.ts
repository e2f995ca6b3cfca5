/** What chat puts around a statement and nobody needs to remember: greetings, interjections, names of address, words that only make it louder. */

import { withoutLeadIn } from './lead-in.ts'

/** Phrases that open a sentence and say nothing. */
const OPENERS =
  `yeah|yea|yep|yup|yes|no|nope|nah|well|oh|ooh|wow|woah|whoa|ouch|oops|phew|ugh|hey|hi|hello|hola|hallo|yo|so|and|but|also|
  plus|then|anyway|anyways|actually|honestly|basically|by the way|btw|you know|you know what|guess what|morning(?: all| everyone| team| folks)?|
  good morning|good evening|evening|afternoon|to-?do|note|fyi|personal stuff|exciting news|great news|good news|i mean|of course|sure|
  sure thing|ok|okay|alright|right|true|haha+|ha|heh|hehe|lol|aw|aww+|ah|yay|woo ?hoo+|definitely|absolutely|totally|exactly|indeed|for sure|
  no doubt|no worries|no problem|no way|great|cool(?: cool)?|nice|awesome|perfect|amazing|sweet|wonderful|excellent|good|got it|in fact|
  as for me|to be honest|thanks|thank you|thanks a lot|thanks so much|thank you so much|congrats|congratulations|mmm|hmm|not really|not much|
  trust me|oh no|oh yeah|omg|i know|i see|i agree|totally agree|let me know|unfortunately|luckily|fortunately|one question|
  quick question|one more thing|next|in english now|good idea|good point|personally|on a different note|in other news|speaking of which|
  perfecto|genial|claro|gracias|vale|danke|alles klar|super|verstanden|works|looks good|correction|update|you['’]re right|will do`
    .replace(/\s*\n\s*/g, '')
    .trim()

const LEADING = new RegExp(
  `^(?:(?:${OPENERS})(?: there)?(?=[\\s,.!–—:-])(?:\\s*[,.!–—:]+\\s*|\\s+[-–—]+\\s+|\\s+(?=(?:i|i['’]m|i['’]ve|i['’]ll|we|we['’]re|we['’]ve|my|our|it|it['’]s|the|he|she|they|but|so|and|here|there|now|then|this|that|because|no|you|let['’]s)\\b)))+`,
  'i',
)

/** At the start it only joins the sentence to the last one: "And Mara moved the launch", "Also remind me". */
const JOINING =
  /^(?:(?:and|but|also|plus) (?!(?:if|when|because|while|though|although|once|for|not)\b)|so (?!(?:far|much|many|long|that|few|soon|little|as)\b)|then (?=\p{Lu}\p{L}+ ))/iu

const TRAILING =
  /(?:, right|, (?:check (?:it|this|them) out|(?:take|have) a look)|,? (?:you know|haha+|hehe|lol|lmao|though|too|as well|ya know|btw|by the way|for sure|of course|to be honest|okay|ok|remember that|please remember(?: that)?|thanks|thank you|gracias|danke)|[:;]-?[)D(P]|(?:\p{Extended_Pictographic}|\u{FE0F}|\u{200D})+|[,;:–—-])+\s*(?=[.!?…]*$)/iu

/** The sentence without openers, names of address (`names`) and what trails off; empty where nothing is left. It starts with a capital. */
export function trimFiller(sentence: string, names: readonly string[]): string {
  let text = sentence.trim()
  for (let before = ''; before !== text; ) {
    before = text
    text = withoutLeadIn(withoutAddress(text, names))
      .replace(LEADING, '')
      .replace(JOINING, '')
      .replace(TRAILING, '')
      .replace(/^[\s,;:.!?…)–—-]+(?!\d)/, '')
      .trim()
  }
  const plain = text
    .replace(/[.!…,;:\s]+$/, '')
    .replace(/!+(?=\s)/g, '.')
    .replace(/(?:\p{Extended_Pictographic}|\u{FE0F}|\u{200D})+ ?/gu, '')
    .replace(/,? (?:haha+|lol|btw|by the way),? /gi, ' ')
  return capitalise(plainEnglish(withoutIntensifiers(plain)))
}

/** "so", "really", "just" make a sentence louder, not truer; after "not" they change what it says and stay. */
const withoutIntensifiers = (text: string): string =>
  text
    .replace(
      /(?<!\b(?:not|n['’]t|never|ever|no) )\b(?:really|super|totally|absolutely|definitely|truly|literally|basically|honestly|actually|simply|pretty|quite|very|incredibly|extremely)(?<!(?:I|we|you|they|is|are|not) pretty) (?=[a-z])/gi,
      '',
    )
    .replace(
      /(?<=\b(?:is|are|was|were|['’]s|['’]re|['’]m|be|been|feel|felt|got|had) )so (?=[a-z]+(?:[.,;!]|$| and | but | to | for | about ))/gi,
      '',
    )
    .replace(/(?<=\b(?:I|we|he|she|they|it|has|have|had|['’]ve|['’]s) )just (?=[a-z])/gi, '')
    .replace(/\b(?:kind|sort) of (?=[a-z])/gi, '')

const SPELT_OUT: readonly (readonly [RegExp, string])[] = [
  [/\bI[`´](?=(?:m|ve|ll|d)\b)/g, "I'"],
  [/(?<![\p{L}])['’]cause\b/giu, 'because'],
  [/\bcuz\b/gi, 'because'],
  [/\bgonna\b/gi, 'going to'],
  [/\bwanna\b/gi, 'want to'],
  [/\bgotta\b/gi, 'have to'],
  [/\by['’]all\b/gi, 'you all'],
  [/^I (?:think|guess|believe) (?=I(?:['’]ll| will)\b)/i, ''],
  [/\b(\p{L}+in)['’](?= |$)/giu, '$1g'],
]

/** `'cause I'm gonna` → `because I'm going to`. */
const plainEnglish = (text: string): string =>
  SPELT_OUT.reduce((spelt, [pattern, replacement]) => spelt.replace(pattern, replacement), text)

/** Without "Ana," at the start and ", Ana" at the end or between commas. */
function withoutAddress(text: string, names: readonly string[]): string {
  let bare = text
  for (const name of names) {
    const safe = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    bare = bare
      .replace(new RegExp(`^@?${safe}\\s*[,!.:–-]\\s*`, 'i'), '')
      .replace(new RegExp(`^@${safe}\\s+`, 'i'), '')
      .replace(new RegExp(`,\\s*@?${safe}(?=\\s*[,.!?…]|\\s*$)`, 'gi'), '')
      .replace(
        new RegExp(
          `^((?:thanks|thank you|hey|hi|hello|wow|yeah|yes|congrats|sorry|oh|bye|yo|so)(?: so much| a lot)?),? ${safe}\\b`,
          'i',
        ),
        '$1',
      )
  }
  return bare
}

export const capitalise = (text: string): string => {
  const first = text.codePointAt(0)
  if (first === undefined) return text
  const head = String.fromCodePoint(first)
  return /^[a-z]+(?:[A-Z_./\d]|\()/.test(text) ? text : head.toUpperCase() + text.slice(head.length)
}

/** A clause as it reads inside a sentence: without the capital that only its place gave it. */
export const decapitalise = (text: string): string =>
  /^(?:The|A|An|My|Our|His|Her|Its|Their|This|That|These|Those|It|They|We|He|She|You|Your|There|When|If|While|Since|After|Before|As|In|On|At|For|From|With|Some|Many|All|Every|Each|Most|No|One|Two|Three|Just|Even|Now|Then|Also|During|Because|Although|Being|Having|Getting|Taking|Making|Going|Working|Seeing|Doing|Always|Never|Please|Not|To|By|And|But|So|What|Who|How|Why|Where|Last|Next|Unless|Until|Which)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
