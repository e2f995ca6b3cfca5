/**
 * YAML front matter, the only way in and out. gray-matter would evaluate `---js` blocks and fall for values such as `12:30`;
 * here it sees nothing but plain YAML, with every engine of its own replaced.
 */
import matter from 'gray-matter'
import {
  boolCoreTag,
  DEFAULT_SCALAR_STYLE_RULES,
  DUMP_SCHEMA,
  defineScalarTag,
  dump,
  FAILSAFE_SCHEMA,
  load,
  NOT_RESOLVED,
  nullCoreTag,
  type PresenterOptions,
  SCALAR_STYLE,
} from 'js-yaml'
import { MemError } from '../errors.ts'
import { readPlainHead } from './plain-head.ts'

const MAX_HEAD_CHARACTERS = 1_048_576

/** Numbers that are written as JavaScript writes them; `00123`, `1.10` and a 20-digit id stay the text that they are. */
const numberTag = defineScalarTag('tag:yaml.org,2002:float', {
  implicit: true,
  resolve: (source) => (/^-?\d/.test(source) && String(Number(source)) === source ? Number(source) : NOT_RESOLVED),
  identify: (value) => typeof value === 'number',
  represent: String,
})
const READ_SCHEMA = FAILSAFE_SCHEMA.withTags(nullCoreTag, boolCoreTag, numberTag)
/** Knows every form that any YAML reader takes for a number, date or truth value, so that such text is quoted. */
const WRITE_SCHEMA = DUMP_SCHEMA.withTags(numberTag)

type StyleRule = NonNullable<PresenterOptions['scalarStyleRules']>[number]

/** Words stay bare; everything else (ids, times, dates, paths) is quoted, on one line. */
const quoteAllButWords: StyleRule = (layout) => {
  const { node, isKey } = layout
  if (node.tag !== 'tag:yaml.org,2002:str' || layout.style !== SCALAR_STYLE.PLAIN) return
  const bare = isKey ? /^[A-Za-z][\w./-]*$/ : /^[A-Za-z]+(?:[ /-][A-Za-z]+)*$/
  if (!bare.test(node.value)) layout.style = SCALAR_STYLE.DOUBLE_QUOTED
}
const STYLE_RULES: StyleRule[] = [
  quoteAllButWords,
  DEFAULT_SCALAR_STYLE_RULES.quoteInvalidPlain,
  DEFAULT_SCALAR_STYLE_RULES.fallbackToDoubleQuoted,
]

const refuse = (): never => {
  throw new Error('only YAML front matter is read')
}
const stringify = (data: object): string =>
  dump(data, {
    schema: WRITE_SCHEMA,
    lineWidth: -1,
    noRefs: true,
    quoteStyle: 'double',
    scalarStyleRules: STYLE_RULES,
  })
/** gray-matter's engines: what it reads as YAML is `value`, which was loaded before. */
const enginesFor = (value: object) => ({
  yaml: { parse: () => value, stringify },
  js: refuse,
  javascript: refuse,
  json: refuse,
  coffee: refuse,
  cson: refuse,
  toml: refuse,
})

const damaged = (reason: string, cause?: unknown) =>
  new MemError(
    'damaged',
    `The front matter cannot be read: ${reason}.`,
    'Mend the lines between the two --- at the top of the file; they are plain YAML.',
    { cause },
  )

/**
 * Splits a file into its front matter and the text below it (verbatim). A file with none, or one that merely opens with a
 * rule, has `data` {} and is all body. `MemError('damaged')` for malformed or executable front matter; nothing is ever evaluated.
 */
export function parseFrontMatter(text: string): { data: Record<string, unknown>; body: string } {
  const whole = text.startsWith('\uFEFF') ? text.slice(1) : text
  const opening = /^---[ \t]*([A-Za-z]\w*)?[ \t]*\r?\n/.exec(whole)
  if (!opening) return { data: {}, body: whole }
  const language = opening[1]
  if (language && !/^ya?ml$/i.test(language)) throw damaged(`it is written in ${language}`)
  const end = endOfHead(whole, opening[0].length)
  if (end === undefined) return unclosed(whole, opening[0].length)
  const source = whole.slice(opening[0].length, end.start)
  const data = readYaml(source)
  return data ? { data, body: whole.slice(end.after) } : { data: {}, body: whole }
}

/** Where the closing `---` line starts, and where the text after it does. */
function endOfHead(text: string, from: number): { start: number; after: number } | undefined {
  const closing = /\n---[ \t]*(?:\r?\n|$)/g
  closing.lastIndex = from - 1
  const found = closing.exec(text)
  return found ? { start: found.index + 1, after: found.index + found[0].length } : undefined
}

function unclosed(text: string, from: number): { data: Record<string, unknown>; body: string } {
  // A file that was cut off must not pass for one without front matter.
  if (looksLikeYaml(text.slice(from, from + 1000))) throw damaged('its closing --- is missing')
  return { data: {}, body: text }
}

/** True for a key, or for the mark of a merge conflict above one. */
const looksLikeYaml = (source: string) => /^(?:\s|#.*\n)*(?:["'\w-][^\n]{0,80}:(?:\s|$)|<{7} )/.test(source)

/** `undefined` for text that is no mapping: prose between two rules. */
function readYaml(source: string): Record<string, unknown> | undefined {
  if (source.length > MAX_HEAD_CHARACTERS) throw damaged('it is longer than a megabyte')
  const plain = readPlainHead(source)
  if (plain) return plain
  // gray-matter's search for comments takes quadratic time on long runs of blank lines.
  if (/(?:\n[ \t\r]*){200}/.test(source)) throw damaged('it holds hundreds of blank lines')
  try {
    const value = source.trim() === '' ? {} : load(source, { schema: READ_SCHEMA })
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined
    const { data, content } = matter(`---\n${source}\n---\n`, { engines: enginesFor(value) })
    if (content !== '') throw new Error('a line in it starts with ---')
    return withoutSharing(data)
  } catch (cause) {
    if (!looksLikeYaml(source)) return undefined
    throw damaged(cause instanceof Error ? firstLine(cause.message) : 'it is malformed', cause)
  }
}

const firstLine = (message: string) => (message.split('\n')[0] ?? '').replace(/\.$/, '')

/** Refuses aliases, which can make a small text stand for a huge or endless value, and drops `__proto__` keys. */
function withoutSharing(data: Record<string, unknown>): Record<string, unknown> {
  const seen = new Set<object>()
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if (seen.has(value)) throw new Error('it uses anchors and aliases')
    seen.add(value)
    if (Object.hasOwn(value, '__proto__')) Reflect.deleteProperty(value, '__proto__')
    for (const inner of Object.values(value)) visit(inner)
  }
  visit(data)
  return data
}

/**
 * Puts front matter before a text: keys in the order given, one line a value, ids, times and dates quoted.
 * `parseFrontMatter` gives back both, for JSON-like data (no `undefined`, no `__proto__`).
 */
export function renderFrontMatter(data: Record<string, unknown>, body: string): string {
  if (Object.keys(data).length === 0) return `---\n---\n${body}`
  const head = matter.stringify({ content: '' }, data, { engines: enginesFor({}) })
  return head.slice(0, -1) + body
}
