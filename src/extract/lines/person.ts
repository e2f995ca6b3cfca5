/** "I love my job" said by Ana → "Ana loves her job" is a guess; "Ana loves their job" is not: names for I, singular they for the rest. */
import { ADVERB } from './adverbs.ts'
import { I_AND_VERB, isSureToTell } from './certainty.ts'
import { completeSubject } from './elided-subject.ts'
import { outsideQuotes } from './quotes.ts'
import { followsHad, isBaseVerb, isPastForm, isVerbForm, thirdPerson } from './verbs.ts'

const AND_VERB = new RegExp(`\\b(and|or|but|then)((?: ${ADVERB}\\b)*) ([a-z]+)\\b(?! (?:and|or)\\b)`, 'g')
const WE = /\b(?:[Ww]e|WE|[Uu]s|[Oo]urs?|OUR|[Oo]urselves|[Ll]et['’]s)\b/
const I = /\b(?:I|me|my|mine|myself)\b/i
const YOU = /\b(?:you|your|yours|yourself|ya)\b/i

/**
 * `told`: in the third person. `plain`: speaks of no first person. `ours`: of "we" alone. `quoted`: only the speaker's own words are sure to
 * stay true.
 */
export type Voice = 'told' | 'plain' | 'ours' | 'quoted'

/** A clause as it can stand in a statement about its speaker. */
export interface Voiced {
  /** In the third person where `voice` is `told` (and for `ours` as far as that goes), else as it was said. */
  text: string
  /** Whether the speaker's name has to stand before it: `ran a charity race`. */
  elided: boolean
  voice: Voice
}

export interface VoiceOptions {
  name: string
  /** The only other speaker, where there is one: "the boots you recommended". */
  other?: string | undefined
  /** Whether the speaker only has a label: then "we" who do something together with "I" are "they". */
  labelled?: boolean
  /** Whether the clause goes on after another one about the speaker: "because I was tired". */
  continued?: boolean
  /** Whether the clause opens its sentence: only there may its subject be left out. */
  opens?: boolean
}

/** Puts a clause into the third person as far as it is sure to stay true; the rest is left for a quotation. What it quotes stays as it is. */
export const voiceOf = (clause: string, options: VoiceOptions): Voiced =>
  outsideQuotes(clause, (said, restore) => {
    const voiced = voiceUnquoted(said, options)
    return { ...voiced, text: restore(voiced.text) }
  })

function voiceUnquoted(clause: string, options: VoiceOptions): Voiced {
  const { name, other, labelled = false, continued = false, opens = true } = options
  const whole = continued || !opens ? clause : completeSubject(clause)
  const text = other === undefined ? whole : resolveYou(whole, other)
  if (YOU.test(text)) return { text: clause, elided: false, voice: 'quoted' }
  if (WE.test(text)) {
    if (!labelled || /\blet['’]s\b/i.test(text)) return { text: clause, elided: false, voice: 'quoted' }
    if (!I.test(text)) return { text: weToThey(text), elided: false, voice: 'ours' }
  }
  if (!I.test(text)) return { text, elided: false, voice: 'plain' }
  if (!isSureToTell(text)) return { text: clause, elided: false, voice: 'quoted' }
  const leading = /^I\b/.test(text) && !continued
  const third = replaceOthers(replaceI(text, { name, leading, continued }), { name, known: leading || continued })
  return { text: weToThey(third.trim()), elided: leading, voice: 'told' }
}

const THEY: Readonly<Record<string, string>> = {
  we: 'they',
  us: 'them',
  our: 'their',
  ours: 'theirs',
  ourselves: 'themselves',
}

const weToThey = (text: string): string =>
  text.replace(/\b(?:we|us|our|ours|ourselves)\b/gi, (word) => {
    if (word === 'US') return word
    const they = THEY[word.toLowerCase()] ?? word
    return /^W|^O/.test(word) ? they.charAt(0).toUpperCase() + they.slice(1) : they
  })

/** "the boots you recommended" → "the boots Oskar recommended"; only before a past form, where English has no agreement to get wrong. */
const resolveYou = (text: string, other: string): string =>
  text.replace(/\byou ([a-z]+)\b/g, (match, verb: string) =>
    isPastForm(verb) && !isBaseVerb(verb) && !/^(?:got|been|had|felt|thought)$/.test(verb) ? `${other} ${verb}` : match,
  )

function replaceI(
  text: string,
  { name, leading, continued }: { name: string; leading: boolean; continued: boolean },
): string {
  let present = false
  const agreed = text.replace(
    I_AND_VERB,
    (match, short: string | undefined, adverbs: string, verb: string | undefined, at: number) => {
      const before = text.slice(0, at)
      const compound = /^\W*(?:\S+ ){0,3}\S+ (?:and|or) $/i.test(before) && !/\bI\b/.test(before)
      const first = at === 0 && leading
      const known = leading || continued || /\b(?:me|my)\b/i.test(before)
      const coordinated = leading && /\b(?:and|but|then|so) $/.test(before)
      if (known && !first && !coordinated && !compound && !isAmbiguous(before)) {
        return `they${withThey({ short, adverbs, verb })}${match.endsWith(' ') ? ' ' : ''}`
      }
      const after = agreement({ short, adverbs, verb, compound })
      if (verb !== undefined && !short && thirdPerson(verb) !== verb) present = true
      if (first || coordinated) return after.trimStart()
      return match.endsWith(' ') ? `${name}${after} ` : `${name}${after}`
    },
  )
  return present && leading ? agreeCoordinated(agreed) : agreed
}

/** Whether "they" could mean somebody or something else that was named before: other persons, or a noun in the plural. */
const isAmbiguous = (before: string): boolean =>
  /\b(?:they|them|their|he|she|him|her|we|us|people|everyone)\b|\bI and\b/iu.test(before) ||
  (before.match(/\b[a-z]{3,}s\b/g) ?? []).some((word) => !SINGULAR_IN_S.test(word) && !isVerbForm(word))

const SINGULAR_IN_S = /(?:ss|us|is|ous)$|^(?:has|was|does|always|sometimes|perhaps|yes|this|its|towards|as)$/

interface VerbParts {
  short: string | undefined
  adverbs: string
  verb: string | undefined
}

/** What follows "they", with a leading space. */
function withThey({ short, adverbs, verb }: VerbParts): string {
  const rest =
    verb === undefined
      ? ''
      : ` ${/^was$/i.test(verb) ? 'were' : /^wasn['’]t$/i.test(verb) ? "weren't" : /^am$/i.test(verb) ? 'are' : verb}`
  switch (short) {
    case 'm':
      return ` are${adverbs}${rest}`
    case 've':
      return ` have${adverbs}${rest}`
    case 'll':
      return ` will${adverbs}${rest}`
    case 'd':
      return ` ${followsHad(verb) ? 'had' : 'would'}${adverbs}${rest}`
    case "d've":
      return ` would have${adverbs}${rest}`
    default:
      return `${adverbs}${rest}`
  }
}

/** What follows the name, with a leading space: verb and contraction in the third person. */
function agreement({ short, adverbs, verb, compound }: VerbParts & { compound: boolean }): string {
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
function replaceOthers(text: string, { name, known: knownBefore }: { name: string; known: boolean }): string {
  let named = knownBefore
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

export const possessive = (name: string): string => (/s$/i.test(name) ? `${name}'` : `${name}'s`)
