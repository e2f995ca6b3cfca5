/** Sentences → clauses that can be kept or left out on their own: filler goes, main clauses stand alone, the rest hangs on them. */

export interface Clause {
  text: string
  /** What joins it to the clause it hangs on: ` because `, `, which `, ` – `; empty for a main clause. */
  joint: string
}

const LEADING_FILLER = new RegExp(
  `^(?:(?:${[
    'yeah',
    'yea',
    'yep',
    'yup',
    'yes',
    'no',
    'nope',
    'nah',
    'well',
    'oh',
    'ooh',
    'wow',
    'woah',
    'whoa',
    'hey',
    'hi',
    'hello',
    'yo',
    'so',
    'and',
    'but',
    'also',
    'plus',
    'anyway',
    'anyways',
    'actually',
    'honestly',
    'basically',
    'by the way',
    'btw',
    'you know',
    'you know what',
    'guess what',
    'morning',
    'good morning',
    'good evening',
    'evening',
    'afternoon',
    'to-?do',
    'note',
    'fyi',
    'personal stuff',
    'exciting news',
    'great news',
    'good news',
    'i mean',
    'of course',
    'sure',
    'sure thing',
    'ok',
    'okay',
    'right',
    'true',
    'haha',
    'ha',
    'heh',
    'hehe',
    'lol',
    'aw',
    'aww',
    'ah',
    'definitely',
    'absolutely',
    'totally',
    'exactly',
    'indeed',
    'for sure',
    'no doubt',
    'no worries',
    'no problem',
    'great',
    'cool',
    'nice',
    'awesome',
    'perfect',
    'good',
    'got it',
    'in fact',
    'as for me',
    'to be honest',
    'thanks',
    'thank you',
    'thanks a lot',
    'thanks so much',
    'congrats',
    'mmm',
    'hmm',
    'not really',
    'not much',
    'trust me',
    'oh no',
    'omg',
    'i know',
    'i see',
    'i agree',
    'totally agree',
    'let me know',
    'unfortunately',
    'luckily',
    'fortunately',
    'hopefully',
    'one question',
    'quick question',
  ].join(
    '|',
  )})(?: there)?(?=[\\s,.!–—:-])(?:\\s*[,.!–—:]+\\s*|\\s+[-–—]\\s+|\\s+(?=(?:i|we|my|our|it|the|he|she|they|but|so|and|here|there|now|then|this|that)\\b)))+`,
  'i',
)

const TRAILING_FILLER =
  /(?:,? (?:you know|right|haha|lol|though|too|as well|ya know|btw|by the way|for sure|of course|I guess|I think|so far as I know|okay|ok)|[:;]-?[)D(P]|(?:\p{Extended_Pictographic}|\u{FE0F}|\u{200D})+|[,;:–—-])+\s*(?=[.!?…]*$)/iu

/** A joint and the clause behind it; the joint is kept so that the pieces can be put together again as they stood. */
const JOINTS = new RegExp(
  [
    '(?:; +| +[–—-]{1,2} +|[–—](?=\\S))(?:(?:and|but|so|plus) )?',
    ", (?:and|but|so|because|'cause|cause|which|who|where|while|since|though|although|plus|yet|as) ",
    " (?:because|'cause|’cause|since|which|while|although|though|whenever|whereas) ",
    " (?:and|but|so) (?=(?:I|we|my|our|it|they|he|she|there|the|this|that|now)(?:['’]\\w+)? )",
    ' and then ',
  ].join('|'),
  'g',
)

const HANGS = /\b(?:because|cause|which|who|where|while|since|though|although|whenever|whereas|as|yet)\b/i
const OWN_SUBJECT = /^(?:I|we|my|our|the|there|he|she|[A-Z][a-z]+)\b/
const POINTS_BACK =
  /^(?:it|its|they|them|their|he|she|his|her|this|that|these|those|there|such|one|so|both|which|who)\b/i
const OPENS_SUBORDINATE =
  /^(?:when|if|while|since|after|before|as|although|though|because|during|until|once|whenever|even|despite|instead|rather|unless|whether|seeing|having|being)\b/i
const MIN_WORDS = 2

/** The clauses of a sentence, fillers and names of address (`names`) trimmed; none where nothing is left. */
export function splitClauses(sentence: string, names: readonly string[]): Clause[] {
  const trimmed = trimFiller(sentence, names)
  if (trimmed === '') return []
  if (OPENS_SUBORDINATE.test(trimmed)) return keepLong([{ text: trimmed, joint: '' }])
  const clauses: Clause[] = []
  let from = 0
  let joint = ''
  for (const match of trimmed.matchAll(JOINTS)) {
    if (insideBrackets(trimmed.slice(from, match.index))) continue
    const rest = trimmed.slice(match.index + match[0].length)
    if (wordsIn(trimmed.slice(from, match.index)) < MIN_WORDS || wordsIn(rest) < MIN_WORDS) continue
    clauses.push({ text: trimmed.slice(from, match.index), joint })
    from = match.index + match[0].length
    joint = match[0]
  }
  clauses.push({ text: trimmed.slice(from), joint })
  return keepLong(clauses.map(standAlone))
}

/** A joined clause with a subject of its own stands alone; one that points back, or explains, hangs on what stands before it. */
function standAlone({ text, joint }: Clause): Clause {
  const clean = text.trim().replace(/[,;:]+$/, '')
  if (joint === '' || HANGS.test(joint)) return { text: clean, joint }
  return OWN_SUBJECT.test(clean) && !POINTS_BACK.test(clean)
    ? { text: capitalise(clean), joint: '' }
    : { text: clean, joint }
}

const keepLong = (clauses: Clause[]): Clause[] => clauses.filter(({ text }) => /[\p{L}\p{N}]/u.test(text))

const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}]+(?:['’]\p{L}+)?/gu)?.length ?? 0

const insideBrackets = (text: string): boolean =>
  (text.match(/[([]/g)?.length ?? 0) > (text.match(/[)\]]/g)?.length ?? 0) ||
  (text.match(/"/g)?.length ?? 0) % 2 === 1 ||
  (text.match(/`/g)?.length ?? 0) % 2 === 1

/** Whether the clause begins with a word that points to something said before. */
export const pointsBack = (clause: string): boolean =>
  /^(?:the )?\w+ ones\b/i.test(clause) ||
  (POINTS_BACK.test(clause) && !/^(?:there (?:is|are|was|were)|one of)\b/i.test(clause))

function trimFiller(sentence: string, names: readonly string[]): string {
  let text = sentence.trim()
  for (let before = ''; before !== text; ) {
    before = text
    text = withoutAddress(text, names)
      .replace(LEADING_FILLER, '')
      .replace(TRAILING_FILLER, '')
      .replace(/^[\s,;:.!?…)–—-]+/, '')
      .trim()
  }
  return capitalise(withoutIntensifiers(text.replace(/[.!…,;:\s]+$/, '').replace(/!+(?=\s)/g, '.')))
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

/** Without "Ana," at the start and ", Ana" at the end or between commas. */
function withoutAddress(text: string, names: readonly string[]): string {
  let bare = text
  for (const name of names) {
    const safe = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    bare = bare
      .replace(new RegExp(`^${safe}\\s*[,!.:–-]\\s*`, 'i'), '')
      .replace(new RegExp(`,\\s*${safe}(?=\\s*[,.!?…]|\\s*$)`, 'gi'), '')
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
  /^(?:The|A|An|My|Our|His|Her|Its|Their|This|That|These|Those|It|They|We|He|She|You|Your|There|When|If|While|Since|After|Before|As|In|On|At|For|From|With|Some|Many|All|Every|Each|Most|No|One|Two|Three|Just|Even|Now|Then|Also|During|Because|Although|Being|Having|Getting|Taking|Making|Going|Working|Seeing|Doing|Always|Never|Please|Not|To|By|And|But|So|What|Who|How|Why|Where|Last|Next)\b/.test(
    text,
  )
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text
