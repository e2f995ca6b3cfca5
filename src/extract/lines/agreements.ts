/** "Can you send me the slides?" – "Sure, will do.": what was asked for is now to be done by who agreed. */
import type { NumberedTurn } from '../../memory/types.ts'
import { isEnglish } from './language.ts'
import { type Sentence, splitSentences } from './sentences.ts'

const YES =
  '(?:(?:yes|yeah|yep|yup|sure(?: thing)?|of course|ok(?:ay)?|no problem|absolutely|definitely|certainly|gladly|happy to|alright|all right|right|great|good idea|with pleasure|fine)[,.!]*\\s+)*'
const PROMISE = new RegExp(
  `^${YES}(?:(?:I )?will do\\b(?! (?!that|it|so|this|both|all|my best|today|tomorrow|tonight|by|on|as|right|first|asap|later|soon|this|next|before|after)\\w)|I(?:['’]ll| will) (?:do (?:that|it|so|this|both)|get (?:to it|on it|it done|that done|right on it)|see to (?:it|that)|take care of (?:it|that|this|both)|handle (?:it|that|this)|sort (?:it|that) out|make sure of (?:it|that))\\b|(?:consider it|it['’]s as good as) done\\b|I(?:['’]m| am) on it\\b|on it[.!]*$|leave it (?:to|with) me\\b|you can count on me\\b|you got it[.!]*$|I will[.!]*$)`,
  'i',
)
/** What only goes on with the promise takes nothing back. */
const TAKEN_BACK = /\b(?:but|unless|except|can['’]t|cannot|won['’]t|not)\b/i
/** Asked to be told something, or only for company in a chat. */
const TELLING =
  /^(?:tell|explain|describe|say|guess|imagine|recommend|suggest|elaborate|clarify|share|remember|keep|stay|take care|enjoy|have|be|think|hold on|wait|give (?:me|us) (?:a|some|any|more|your)|send (?:me|us)? ?(?:good|positive|some) (?:vibes|thoughts|luck))\b/i

/** Whether a turn promises what it was asked for. */
export function isPromise(sentences: readonly Sentence[]): boolean {
  const said = sentences.map(({ text }) => text).join(' ')
  return (
    PROMISE.test(said) &&
    !TAKEN_BACK.test(
      sentences
        .slice(0, 2)
        .map(({ text }) => text)
        .join(' '),
    )
  )
}

const ASKS =
  /^(?:(?:and|also|then|so|hey|oh|hi|great|good|thanks|\p{Lu}\p{L}+),? )*(?:(?:can|could|would|will) (?:you|u)(?: please| kindly| also| maybe| perhaps| quickly| then)*|(?:please|kindly)(?: also| then)*) (?=\p{Ll}+ )/iu
const MOST_REQUESTS = 3

/** What a turn asks of who hears it, as it reads after "will": `send Ana the slides by Friday`. */
export function askedOf({ text, speaker }: NumberedTurn): string[] {
  return splitSentences(text)
    .flatMap((sentence) => {
      const opening = ASKS.exec(sentence.text)
      return opening && isEnglish(sentence.text) ? [sentence.text.slice(opening[0].length)] : []
    })
    .filter((asked) => !TELLING.test(asked) && !NO_DEED.test(asked))
    .slice(-MOST_REQUESTS)
    .map((asked) => fromAfar(asked, speaker))
}

const NO_DEED =
  /^(?:believe|feel|hear|see|like|love|know|want|need|mean|not|never|always|really|even|do not|don['’]t|also|ever)\b/i

/** "Send me your slides" → `send Ana their slides`. */
const fromAfar = (asked: string, name: string): string =>
  asked
    .replace(/\b(?:me|myself)\b/g, name)
    .replace(/\bI['’]m\b/g, `${name} is`)
    .replace(/\bI\b/g, name)
    .replace(/\bmy\b/g, `${name}’s`)
    .replace(/\bmine\b/g, `${name}’s`)
    .replace(/\byours?\b(?! truly)/g, 'their')
    .replace(/\bus\b/g, 'them')
    .replace(/\bours?\b/g, 'their')
    .replace(/[?!.]+$/, '')
