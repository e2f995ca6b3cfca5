/**
 * Front matter in the form in which this program writes it: a line a value, one level of indentation. Thousands of heads are read in a
 * run, and a YAML parser takes ten times as long for them; whatever is not in this form is left to it.
 */

const TOP = /^([A-Za-z][\w./-]*):(?: (.+))?$/
const INNER = /^ {2}(?:([A-Za-z][\w./-]*)|("(?:[^"\\]|\\.)*")): (.+)$/

/** What `renderFrontMatter` wrote; `undefined` where any line is in another form, whether YAML or not. */
export function readPlainHead(source: string): Record<string, unknown> | undefined {
  const data: Record<string, unknown> = {}
  let inner: Record<string, unknown> | undefined
  for (const line of source.replace(/\n$/, '').split('\n')) {
    const nested = line.startsWith('  ') ? INNER.exec(line) : undefined
    const [, key, text] = nested
      ? [undefined, nested[1] ?? stringOf(nested[2] ?? ''), nested[3]]
      : (TOP.exec(line) ?? [])
    const target = nested ? inner : data
    if (key === undefined || !target || isSpecial(key) || Object.hasOwn(target, key)) return undefined
    if (!nested && isEmpty(inner)) return undefined
    if (!nested) inner = text === undefined ? {} : undefined
    const value = text === undefined ? inner : scalarOf(text)
    if (value === undefined) return undefined
    target[key] = value
  }
  return isEmpty(inner) ? undefined : data
}

const isEmpty = (map: object | undefined): boolean => map !== undefined && Object.keys(map).length === 0

/** Words that YAML takes for something else, or JavaScript does. */
const isSpecial = (word: string): boolean => /^(?:null|true|false|__proto__)$/i.test(word)

const WORDS = /^[A-Za-z]+(?:[ /-][A-Za-z]+)*$/

/** `undefined` for a value in any other form. */
function scalarOf(text: string): unknown {
  if (text === 'true') return true
  if (text === 'false') return false
  if (/^(?:0|[1-9]\d{0,14})$/.test(text)) return Number(text)
  if (text.startsWith('"')) return stringOf(text)
  return WORDS.test(text) && !isSpecial(text) ? text : undefined
}

/** What both JSON and YAML read a text in double quotes as. */
function stringOf(text: string): string | undefined {
  if (!/^"(?:[^"\\\p{Cc}]|\\["\\/bfnrt]|\\u[0-9a-fA-F]{4})*"$/u.test(text)) return undefined
  const value: unknown = JSON.parse(text)
  return typeof value === 'string' && value.isWellFormed() ? value : undefined
}
