/** Content words of a text and how rare each is in English: what coverage and topics are counted in. */
import { terms } from '../rank/tokenize.ts'
import { COMMON, FAMILIAR } from './table/common-words.ts'

const split = (list: string): string[] => list.trim().split(/\s+/)

/** Made at the first question: who only asks what is flat need not wait for thousands of stems. */
const once = (list: string): (() => ReadonlySet<string>) => {
  let made: ReadonlySet<string> | undefined
  return () => {
    made ??= new Set(terms(list))
    return made
  }
}
const commonTerms = once(COMMON)
const familiarTerms = once(FAMILIAR)

export type Rarity = 'common' | 'familiar' | 'rare'

/** How rare an index term (a stem, as `terms` gives it) is in general English. */
export const rarityOf = (term: string): Rarity =>
  commonTerms().has(term) ? 'common' : familiarTerms().has(term) ? 'familiar' : 'rare'

/** Words of praise, hedging and talk about talk: they carry a mood, seldom a memory. */
const FLAT = new Set(
  terms(
    `awesome amazing great cool nice good lovely wonderful fantastic incredible incredibly super totally absolutely definitely
    really glad happy excited exciting thrilled stoked pumped proud thank thanks appreciate wow yeah yep yup haha lol hey hi hello bye
    sure agree right true way thing things stuff lot lots bit kind sort something anything everything someone anyone everyone
    always never ever just even still also maybe probably actually honestly basically gonna wanna gotta kinda
    know think guess feel feeling see look looking hear sound sounds tell say said talk chat
    keep going go get got come take make want need let try here there now then soon later today
    hope wish luck congrats congratulations yay aw aww gosh omg mean point fact sense time day one two`,
  ),
)

export const isFlat = (term: string): boolean => FLAT.has(term)

/** The distinct content words of a text. */
export const contentWords = (text: string): Set<string> => new Set(terms(text))

/** Words that only open or fill a phrase in chat. */
export const GREETING_WORDS = new Set(
  split(
    'hey hi hello yo thanks thank thx cheers bye goodbye welcome congrats congratulations wow whoa ooh oh ah aw aww yay haha lol hmm',
  ),
)
