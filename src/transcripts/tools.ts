/** A tool call and its result → one turn: what was run, on which files, how it ended, and the ends of its output. */
import type { Turn } from '../memory/types.ts'
import { contentText, type Fields, fieldsOf, listOf, makeTurn, oneLine, textOf } from './content.ts'
import type { ReaderContext } from './formats.ts'

const OUTPUT_HEAD_CHARS = 2400
const OUTPUT_TAIL_CHARS = 1200
const ARGUMENT_HEAD_CHARS = 1200
const ARGUMENT_TAIL_CHARS = 300
const MAX_FILES = 50
/** Calls that wait for their result; a transcript with more is hostile, and the oldest are written without one. */
const MAX_OPEN_CALLS = 256

export interface ToolCall {
  id: string
  /** As the client names it: `Bash`, `mcp__github__search`. */
  name: string
  /** The arguments: an object, JSON text of one, or free text such as a patch. */
  input: unknown
  at?: string | undefined
}

export interface ToolResult {
  /** Any client's content. */
  output: unknown
  isError?: boolean
  exitStatus?: number | undefined
  files?: readonly string[]
  at?: string | undefined
}

/** Pairs calls with their results, whatever stands between them. */
export class OpenCalls {
  readonly #open = new Map<string, ToolCall>()
  readonly #context: ReaderContext

  constructor(context: ReaderContext) {
    this.#context = context
  }

  /** Remembers a call until its result comes. */
  open(call: ToolCall): Turn[] {
    const oldest =
      this.#open.get(call.id) ?? (this.#open.size >= MAX_OPEN_CALLS ? [...this.#open.values()][0] : undefined)
    const turns = oldest ? this.#unfinished(oldest) : []
    this.#open.set(call.id, call)
    return turns
  }

  /** The turn of a call that ended. A result without its call is kept too. */
  close(id: string, result: ToolResult): Turn[] {
    const call = this.#open.get(id) ?? { id, name: 'Tool', input: undefined }
    this.#open.delete(id)
    return toolTurn(call, { ...result, context: this.#context })
  }

  /** The calls that have no result (yet). Their turns are the beginnings of the finished ones, so that a later capture can go on there. */
  flush(): Turn[] {
    return [...this.#open.values()].flatMap((call) => this.#unfinished(call))
  }

  #unfinished(call: ToolCall): Turn[] {
    this.#open.delete(call.id)
    return toolTurn(call, { output: '', context: this.#context })
  }
}

/** No turn for memory's own tools: memory must not feed on itself. */
export function toolTurn(call: ToolCall, result: ToolResult & { context: ReaderContext }): Turn[] {
  if (isMemoryTool(call.name)) return []
  const { beforeCut } = result.context
  const input = argumentsOf(call.input)
  const lines = [...argumentLines(input, beforeCut)]
  const files = [...new Set([...filesOf(input), ...(result.files ?? [])])].slice(0, MAX_FILES)
  if (files.length > 0) lines.push(`files: ${files.map(oneLine).join(', ')}`)
  if (result.exitStatus !== undefined) lines.push(`exit status: ${result.exitStatus}`)
  else if (result.isError) lines.push('status: error')
  const output = readsMemory(input) ? '[memory left out]' : outputText(result.output, beforeCut)
  const text = [lines.join('\n'), output].filter((part) => part.trim() !== '').join('\n\n')
  const turn = makeTurn({
    role: 'tool',
    speaker: call.name,
    text: text || '[no arguments]',
    at: result.at ?? call.at,
    id: call.id,
  })
  return turn ? [turn] : []
}

/** `mcp__mem__recall`, `mcp__plugin_mem_mem__recall`, `mcp_mem_recall` (Gemini), `mem_recall` (OpenCode). */
const isMemoryTool = (name: string) => /^(?:mcp__?)?(?:plugin_[\w-]*_)?mem_{1,2}[a-z]/.test(name)

const MEMORY_COMMAND = /(?:^|[\s;&|(/"'`])mem(?:\.js)?["']?\s+(?:-\S+\s+(?:\S+\s+)?){0,6}?(?:recall|chat|hook|status)\b/
const MEMORY_FILE = /(?:^|[\s"'/=])(?:ROOT\.md|(?:raw|daily|weekly|monthly)\/\d{4}-[W\d][\w-]*\.md)/

/** Whether the output would be memory itself: `mem recall` in a shell, or a file of a memory folder. */
function readsMemory(input: Fields | string): boolean {
  const said = typeof input === 'string' ? input : Object.values(input).map(wordsOf).join('\n')
  return MEMORY_COMMAND.test(said) || MEMORY_FILE.test(said)
}

/** Texts, and lists of words as a command has them. */
const wordsOf = (value: unknown) =>
  typeof value === 'string'
    ? value
    : listOf(value)
        .filter((word) => typeof word === 'string')
        .join(' ')

function argumentsOf(input: unknown): Fields | string {
  if (typeof input !== 'string')
    return fieldsOf(input) ?? (input === undefined || input === null ? {} : JSON.stringify(input))
  if (!input.trimStart().startsWith('{')) return input
  try {
    return fieldsOf(JSON.parse(input)) ?? input
  } catch {
    return input
  }
}

function* argumentLines(input: Fields | string, beforeCut: (text: string) => string): Iterable<string> {
  const cut = (text: string) =>
    cutMiddle(beforeCut(text), { headChars: ARGUMENT_HEAD_CHARS, tailChars: ARGUMENT_TAIL_CHARS })
  if (typeof input === 'string') {
    if (input.trim() !== '') yield cut(input)
    return
  }
  for (const [key, value] of Object.entries(input)) {
    if (value === null || value === undefined || value === '' || FILE_KEYS.has(key)) continue
    if (COMMAND_KEYS.has(key)) yield `$ ${cut(commandText(value))}`
    // Key and value are redacted together: the key is what tells that a value is a password.
    else yield cut(`${oneLine(key)}: ${typeof value === 'string' ? value : JSON.stringify(value)}`)
  }
}

const COMMAND_KEYS: ReadonlySet<string> = new Set(['command', 'cmd'])
const FILE_KEYS: ReadonlySet<string> = new Set([
  'file_path',
  'filePath',
  'notebook_path',
  'absolute_path',
  'path',
  'filename',
])

/** `["bash","-lc","npm test"]` is the command `npm test`. */
function commandText(value: unknown): string {
  if (typeof value === 'string') return value
  const words = listOf(value).filter((word) => typeof word === 'string')
  return /^(?:.*\/)?(?:ba|z)?sh$/.test(words[0] ?? '') && /^-l?c$/.test(words[1] ?? '')
    ? words.slice(2).join(' ')
    : words.join(' ')
}

function filesOf(input: Fields | string): string[] {
  if (typeof input === 'string') return patchedFiles(input)
  const named = [...FILE_KEYS].map((key) => textOf(input[key])).filter((file) => file !== undefined)
  return [...named, ...patchedFiles(textOf(input.input) ?? textOf(input.patch) ?? '')]
}

/** The files of a patch in the form that Codex applies. */
const patchedFiles = (patch: string) =>
  [...patch.matchAll(/^\*\*\* (?:Add|Update|Delete) File: (.+)$/gm)].map((match) => match[1]?.trim() ?? '')

function outputText(output: unknown, beforeCut: (text: string) => string): string {
  const said = contentText(output)
  const fields = said === '' ? fieldsOf(output) : undefined
  const text = fields ? (textOf(fields.output) ?? textOf(fields.error) ?? JSON.stringify(fields)) : said
  return cutMiddle(beforeCut(text.trimEnd()), { headChars: OUTPUT_HEAD_CHARS, tailChars: OUTPUT_TAIL_CHARS })
}

export interface CutOptions {
  headChars: number
  tailChars: number
}

/** Keeps both ends of a long text, cut at line breaks or spaces where one is near, and says how much is gone. */
export function cutMiddle(text: string, { headChars, tailChars }: CutOptions): string {
  // The mark itself takes room: cutting less than that would only lengthen the text.
  if (text.length <= headChars + tailChars + 100) return text
  const head = text.slice(0, headChars)
  const tail = text.slice(-tailChars)
  const kept = head.slice(0, lastBreak(head) ?? wholeCharacters(head))
  const rest = tail.slice(firstBreak(tail) ?? (isLowSurrogate(tail, 0) ? 1 : 0))
  const cutChars = text.length - kept.length - rest.length
  return `${kept.trimEnd()}\n[… ${cutChars.toLocaleString('en')} characters cut …]\n${rest}`
}

const wholeCharacters = (text: string) => (/[\uD800-\uDBFF]$/.test(text) ? text.length - 1 : text.length)
const isLowSurrogate = (text: string, at: number) => /[\uDC00-\uDFFF]/.test(text.charAt(at))

/** The last line break of the last quarter, else the last space. */
function lastBreak(text: string): number | undefined {
  const near = Math.floor(text.length * 0.75)
  const at = Math.max(text.lastIndexOf('\n'), near) === near ? text.lastIndexOf(' ') : text.lastIndexOf('\n')
  return at >= near ? at : undefined
}

function firstBreak(text: string): number | undefined {
  const near = Math.ceil(text.length * 0.25)
  const line = text.indexOf('\n')
  const at = line >= 0 && line < near ? line : text.indexOf(' ')
  return at >= 0 && at < near ? at + 1 : undefined
}
