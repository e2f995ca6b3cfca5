/** What a transcript is, told from its content and never from its name. */
import { MemError } from '../errors.ts'
import { fieldsOf, listOf, textOf } from './content.ts'
import type { JsonFormat } from './formats.ts'
import type { Frame } from './json-document.ts'
import { parseJson } from './lines.ts'

export type Framing = 'text' | 'json-lines' | 'json-document'

/** How the input is built, from its beginning: whole where the input is short, and always with its first line or `HEAD` of it. */
export function framingOf(head: string, { whole }: { whole: boolean }): Framing {
  const start = head.trimStart()
  if (/^\[\s*[{[]/.test(start) || /^\[\s*$/.test(start)) return 'json-document'
  // `["a"]` or `[1]`: JSON of an unknown shape. `[10:00] Caroline: hello` or `[a link](…)`: text.
  if (start.startsWith('[')) return whole && parseJson(start) ? 'json-document' : 'text'
  const lines = start
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const first = lines[0] ?? ''
  const isObject = (line: string) => line.startsWith('{') && fieldsOf(parseJson(line)?.value) !== undefined
  const complete = whole ? lines : lines.slice(0, -1)
  if (isObject(first)) return lines.length > 1 ? 'json-lines' : 'json-document'
  // The first line may be damaged: then the ones after it tell.
  if (complete.slice(1, 4).length > 0 && complete.slice(1, 4).every(isObject)) return 'json-lines'
  return /^\{\s*(?:["}]|$)/.test(start) ? 'json-document' : 'text'
}

/** The format of one record; `undefined` where this record does not tell. */
export function formatOf(frame: Frame): JsonFormat | undefined {
  if (frame.kind === 'header') return formatOfHeader(frame.fields)
  if (Array.isArray(frame.value)) return listOf(frame.value).some((inner) => isMessage(inner)) ? 'messages' : undefined
  const fields = fieldsOf(frame.value)
  if (!fields) return undefined
  // First, because a message may carry a type and a session id as a client's record does.
  if (textOf(fields.role) && isMessage(fields)) return 'messages'
  if (fieldsOf(fields.mapping)) return 'chatgpt'
  if (Array.isArray(fields.chat_messages)) return 'claude-ai'
  if (textOf(fields.type) && fieldsOf(fields.payload)) return 'codex'
  if (textOf(fields.projectHash) || isGeminiMessage(fields)) return 'gemini-cli'
  if (isClaudeCode(fields)) return 'claude-code'
  if (fieldsOf(fields.info) && Array.isArray(fields.parts)) return 'opencode'
  const nested = fields.messages ?? fields.conversations ?? fields.conversation ?? fields.contents
  return isMessage(fields) || listOf(nested).some(isMessage) ? 'messages' : undefined
}

function formatOfHeader(fields: Readonly<Record<string, unknown>>): JsonFormat | undefined {
  if (textOf(fields.projectHash)) return 'gemini-cli'
  return fieldsOf(fields.info) && textOf(fieldsOf(fields.info)?.id) ? 'opencode' : undefined
}

function isClaudeCode(fields: Readonly<Record<string, unknown>>): boolean {
  if (textOf(fields.type) === undefined) return false
  const body = fieldsOf(fields.message)
  const named = textOf(fields.sessionId) ?? textOf(fields.session_id) ?? textOf(fields.leafUuid)
  return named !== undefined || (body !== undefined && textOf(fields.uuid) !== undefined)
}

const isGeminiMessage = (fields: Readonly<Record<string, unknown>>) =>
  (fields.type === 'gemini' || fields.type === 'user') &&
  fields.content !== undefined &&
  fields.role === undefined &&
  textOf(fields.id) !== undefined

function isMessage(value: unknown): boolean {
  const fields = fieldsOf(value)
  if (!fields) return false
  const says = ['content', 'parts', 'value', 'text', 'tool_calls', 'function_call'].some(
    (key) => fields[key] !== undefined,
  )
  return says && [fields.role, fields.from, fields.sender, fields.speaker].some((who) => textOf(who) !== undefined)
}

export const unknownShape = (seen: string) =>
  new MemError(
    'input',
    `The input is valid JSON, but no transcript that is known here${seen}. 0 messages found.`,
    'Read are: Claude Code, Codex and Gemini CLI session files, OpenCode, ChatGPT and Claude.ai exports, and lists of {role, content}; anything else as it is with --format note.',
  )
