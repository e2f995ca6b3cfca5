/**
 * What a word means tells how likely it is to be asked for later: in talk, hobbies, places, things and people more than manners and moods.
 * One direction in the space of the embedded encoder holds it: the log-odds of a word are its vector's share along it.
 */

export type VectorOf = (word: string) => Float32Array

/** Log-odds to add for a word, lower case; about 1 either way. */
export type WordMeaning = (word: string) => number

/** The encoder whose space this is. Another table needs another direction. */
export const DIRECTION_ENCODER = 'embedded-256-28dfd7fe5593539a'

/**
 * 8-bit numbers in base64, and what one of their units is worth: as `npm run bench -- word-direction` prints it, fitted on the words of the
 * answers in the development sets.
 */
const DIRECTION =
  '1ZAKGLPGBS4Ufwr3Qdw8lxRF7Uzxxef51DrSlM/r1iz1BuwYOwqz6z0ezesH1tXYDRb9HUT1I+oFAOH+AP6j8AD67/fDFyjnDxrg' +
  '2g8CFQkROOcDEuRL/djyE9IV/jU9Ryo1EQzxwfnM+CH2CPu18+wiAdnzHCPbNvfq7xb4Bff65w/qCSAG/E/gAf4SKRTIAxFTRhkf' +
  '8fEAGNr6OGsXHQcd5ggYLu818vnABQbxC6cgAUQKBdz4FrwLHD7n1hANIvI82w76Cu8xHMBOUbvyBgASCfbznhWZZREOCgEfMpUa' +
  '+hYt4tvFH8Y1OfEP6BjE8jrSHeUUH+NL/dQEEgfi/w=='
const UNIT = 0.021781

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
