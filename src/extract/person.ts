/** "I love my job" said by Ana → "Ana loves her job" is a guess; "Ana loves their job" is not: names for I, singular they for the rest. */
import { ADVERBS, followsHad, isBaseVerb, isPastForm, thirdPerson } from './verbs.ts'

const ADVERB = `(?:${ADVERBS.join('|')})`
const I_AND_VERB = new RegExp(
  `\\bI(?:['’](m|ve|ll|d've|d))?(?![\\p{L}'’-])((?:,? ${ADVERB}\\b)*)(?: (?!${ADVERB}\\b)([A-Za-z]+(?:['’]t)?))?`,
  'gu',
)
const AND_VERB = new RegExp(`\\b(and|or|but|then)((?: ${ADVERB}\\b)*) ([a-z]+)\\b(?! (?:and|or)\\b)`, 'g')
const WE = /\b(?:we|us|our|ours|ourselves|let['’]s)\b/i
const FIRST_PERSON = /\b(?:I|me|my|mine|myself|we|us|our|ours|ourselves)\b/i

/** A clause as it can stand in a statement about its speaker. */
export interface Voiced {
  /** Without its subject where the speaker is the subject: `ran a charity race`; else the whole clause. */
  text: string
  /** Whether the speaker's name has to stand before it. */
  elided: boolean
  /** Whether first-person words are left, so that it can only be quoted. */
  quoted: boolean
}

/** Puts a clause into the third person as far as it is sure to stay true; the rest is left for a quotation. */
export function voice(clause: string, name: string): Voiced {
  const text = completeSubject(clause)
  if (WE.test(text)) return { text: clause, elided: false, quoted: true }
  if (!FIRST_PERSON.test(text)) return { text, elided: false, quoted: false }
  const leading = /^I\b/.test(text)
  const third = replaceOthers(replaceI(text, { name, leading }), { name, leading })
  return { text: third.trim(), elided: leading, quoted: false }
}

/** "Gonna study", "Just finished it", "Been busy" → with the "I" that chat leaves out. */
function completeSubject(clause: string): string {
  const [first = '', second = ''] = clause.split(/[ ,]/, 2)
  const word = first.toLowerCase()
  if (/^(?:gonna|going|planning|looking|thinking|trying|working|hoping|researching)$/.test(word)) {
    return `I'm ${decapitalise(clause)}`.replace(/\bgonna\b/, 'going to')
  }
  if (/^was (?:\w+ ){0,2}\w+ing\b/i.test(clause)) return `I ${decapitalise(clause)}`
  if (word === 'been') return `I've ${decapitalise(clause)}`
  if (/^(?:can't|cannot|couldn't|didn't|don't|haven't|won't|will)$/.test(word.replace('’', "'")))
    return `I ${decapitalise(clause)}`
  const verb = ADVERBS.includes(word) ? second : first
  const bare =
    /^(?:went|got|had|made|did|took|saw|met|found|bought|gave|came|ran|won|tried|started|finished|joined|signed|booked|sent|fixed|added|updated|wrote|moved|switched|decided|used|loved|visited|finally|called|paid|ordered|planned|needed|wanted|read|created|deployed|merged|replaced|renamed|removed|installed|changed|set)$/i
  return bare.test(verb) && (isPastForm(verb) || /^(?:read|set)$/i.test(verb)) ? `I ${decapitalise(clause)}` : clause
}

const decapitalise = (text: string): string =>
  /^[A-Z][a-z’']/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

function replaceI(text: string, { name, leading }: { name: string; leading: boolean }): string {
  let present = false
  const agreed = text.replace(
    I_AND_VERB,
    (match, short: string | undefined, adverbs: string, verb: string | undefined, at: number) => {
      const before = text.slice(0, at)
      const compound = /^\W*(?:\S+ ){0,3}\S+ (?:and|or) $/i.test(before) && !/\bI\b/.test(before)
      const after = agreement({ short, adverbs, verb, compound })
      if (verb !== undefined && !short && thirdPerson(verb) !== verb) present = true
      if (at === 0 && leading) return after.trimStart()
      if (leading && /\b(?:and|but|then|so) $/.test(before)) return after.trimStart()
      return match.endsWith(' ') ? `${name}${after} ` : `${name}${after}`
    },
  )
  return present && leading ? agreeCoordinated(agreed) : agreed
}

/** What follows the name, with a leading space: verb and contraction in the third person. */
function agreement({
  short,
  adverbs,
  verb,
  compound,
}: {
  short: string | undefined
  adverbs: string
  verb: string | undefined
  compound: boolean
}): string {
  const rest = verb === undefined ? '' : ` ${verb}`
  switch (short) {
    case 'm':
      return ` ${compound ? 'are' : 'is'}${adverbs}${rest}`
    case 've':
      return ` ${compound ? 'have' : 'has'}${adverbs}${rest}`
    case 'll':
      return ` will${adverbs}${rest}`
    case 'd':
      return ` ${followsHad(verb) ? 'had' : 'would'}${adverbs}${rest}`
    case "d've":
      return ` would have${adverbs}${rest}`
    default:
      if (verb === undefined) return adverbs
      return `${adverbs} ${compound ? verb : thirdPerson(verb)}`
  }
}

const INFINITIVE =
  /\b(?:to|can|could|will|would|should|may|might|must|let|help|helps|makes?|does(?:n['’]t)?|did(?:n['’]t)?)\b/i

/** "works in Rome and live in Ostia" → "… and lives in Ostia"; not after "wants to cook". */
const agreeCoordinated = (text: string): string =>
  text.replace(AND_VERB, (match, join: string, adverbs: string, verb: string, at: number) =>
    isBaseVerb(verb) && !INFINITIVE.test(text.slice(0, at)) ? `${join}${adverbs} ${thirdPerson(verb)}` : match,
  )

/** me, my, mine, myself: the name the first time, then singular they. */
function replaceOthers(text: string, { name, leading }: { name: string; leading: boolean }): string {
  let named = leading
  return text.replace(/\b(me|my|mine|myself|Me|My|Mine)\b(?!-)/g, (word, _group, at: number) => {
    const known = named || text.slice(0, at).includes(name)
    if (/\bbe $/i.test(text.slice(0, at)) && word === 'me') return 'themselves'
    named = true
    switch (word.toLowerCase()) {
      case 'me':
        return known ? 'them' : name
      case 'my':
        return known ? 'their' : possessive(name)
      case 'mine':
        return known ? 'theirs' : possessive(name)
      default:
        return 'themselves'
    }
  })
}

export const possessive = (name: string): string => (/s$/i.test(name) ? `${name}’` : `${name}'s`).replace('’', "'")
