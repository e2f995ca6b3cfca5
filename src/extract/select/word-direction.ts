/**
 * What a word means tells how likely it is to be asked for later: in talk, hobbies, places, things and people more than manners and moods.
 * One direction in the space of the embedded encoder holds it: the log-odds of a word are its vector's share along it.
 */

export type VectorOf = (word: string) => Float32Array

/** Log-odds to add for a word, lower case; about 1 either way. */
export type WordMeaning = (word: string) => number

/** The encoder whose space this is. Another table needs another direction. */
export const DIRECTION_ENCODER = 'embedded-256-28dfd7fe5593539a'

/** 8-bit numbers in base64, and what one of their units is worth. Fitted on the words of answers, as
 * `npm run bench -- word-direction` does it with as many words of each set (here with all of them, the sets weighing the same). */
const DIRECTION =
  '1rEDCMDZ+DQTfwvuI+szlwI23zf4zOv66y7OmuH04izwEtwSHBi99TAc2vL178jdBwz9Hiv6JfcA/eEGAf2s+/Ht+fjTESz/9hj7' +
  '2xj8/RIUKez8HehF+efyIuEOCi41QCQ19w/51wHV/BjsBAW96+ET+NnvIBHoFfjt8hMaEgDi4RX3BxsWET7lChIJHBXSDwdEQQkE' +
  '4/sRDOfvNnABAQQa/AAGKQk4Cu/a/A71HbEZBjYRCtr1FdH1CD362wMePPM26P/oAdY/FLggTNrw7wsNDgD1tyG3ThcXBw8XHpwP' +
  '8B4s8+rUDuAyIOQc5yHF+UDtJvQAI+48/NTrABbhBg=='
const UNIT = 0.023691

const MAX_KNOWN = 100_000

/** Reads words along the direction. Words come back, so their log-odds are kept. */
export function meaningAlong(vectorOf: VectorOf): WordMeaning {
  const direction = new Int8Array(Buffer.from(DIRECTION, 'base64'))
  const known = new Map<string, number>()
  return (word) => {
    let odds = known.get(word)
    if (odds === undefined) {
      if (known.size >= MAX_KNOWN) known.clear()
      odds = UNIT * vectorOf(word).reduce((sum, value, at) => sum + value * (direction[at] ?? 0), 0)
      known.set(word, odds)
    }
    return odds
  }
}
