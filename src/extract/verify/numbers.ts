/** Numbers: each must have been said, in digits or in words, and of what it counts. */
import { terms } from '../../rank/tokenize.ts'
import { STOP_WORDS } from '../../rank/words.ts'
import { DATED } from './said-dates.ts'
import type { Check } from './source.ts'

const NUMBER_WORDS = new Map(
  `zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty`
    .split(' ')
    .map((word, value) => [word, String(value)]),
)
for (const [word, value] of Object.entries({
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
  thousand: 1000,
  million: 1e6,
  dozen: 12,
  once: 1,
  twice: 2,
  first: 1,
  second: 2,
  third: 3,
  fourth: 4,
  fifth: 5,
  half: 0.5,
  couple: 2,
})) {
  NUMBER_WORDS.set(word, String(value))
}

/** Numbers as digits: `1,200` → `1200`, `three` → `3`, `15th` → `15`. */
export function numbersIn(text: string): string[] {
  const plain = text.toLowerCase().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const digits = [...plain.matchAll(/\d+(?:\.\d+)*/g)].flatMap(([number]) => [
    normal(number),
    ...number.split('.').map(normal),
  ])
  const words = [...plain.matchAll(/[a-z]+/g)].flatMap(([word]) => NUMBER_WORDS.get(word) ?? [])
  return [...digits, ...words]
}

const normal = (number: string): string => number.replace(/^0+(?=\d)/, '')

export const checkNumbers: Check = (text, { numbers }) => {
  const plain = text
    .replace(DATED, ' ')
    .toLowerCase()
    .replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  for (const [number] of plain.matchAll(/\d+(?:\.\d+)*/g)) {
    if (!numbers.has(normal(number))) return { problem: 'number', value: number }
  }
  for (const [word] of plain.matchAll(/[a-z]+/g)) {
    const value = NUMBER_WORDS.get(word)
    if (value !== undefined && !VAGUE.has(word) && !numbers.has(value)) return { problem: 'number', value: word }
  }
  return undefined
}

/** Too common in plain prose to mean a number. */
const VAGUE = new Set(['one', 'once', 'first', 'second', 'half', 'couple'])

/** Numbers by what they count, as digits: the word behind each (`three weeks` → `week`: 3), or `she's` before one that ends a clause. */
export function countsIn(text: string): Map<string, Set<string>> {
  const plain = text.toLowerCase().replace(/(?<=\d),(?=\d{3}(?!\d))/g, '')
  const words = [...plain.matchAll(/\d+(?:\.\d+)*|[a-z]+(?:['’][a-z]+)?/g)]
  const counts = new Map<string, Set<string>>()
  for (const [at, { 0: word, index }] of words.entries()) {
    const value = /^\d/.test(word) ? normal(word) : NUMBER_WORDS.get(word)
    if (value === undefined || VAGUE.has(word)) continue
    const [before, after] = [words[at - 1], words[at + 1]]
    const end = index + word.length
    const follows = after && !STOP_WORDS.has(after[0]) && /^[ -]$/.test(plain.slice(end, after.index))
    const what = follows ? terms(after[0])[0] : /['’]s$/.exec(before?.[0] ?? '') ? before?.[0] : undefined
    if (what !== undefined) counts.set(what, (counts.get(what) ?? new Set()).add(value))
  }
  return counts
}

/** "Ten times a week" is not borne out by "ten minutes" and "three times": what is counted there must have been counted so. */
export const checkCounts: Check = (text, { counts }) => {
  for (const [what, values] of countsIn(text.replace(DATED, ' '))) {
    const known = counts.get(what)
    const wrong = known && [...values].find((value) => !known.has(value))
    if (wrong !== undefined) return { problem: 'number', value: `${wrong} ${what}` }
  }
  return undefined
}
