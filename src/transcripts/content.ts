/** The parts of a message → its text: placeholders for what is not text, without what programs put into it. */
import type { Role, Turn } from '../memory/types.ts'

const MAX_SPEAKER_CHARS = 80

export type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object's fields; `undefined` for anything else. All access to untrusted JSON goes through here and the two below. */
export const fieldsOf = (value: unknown): Fields | undefined => (isFields(value) ? value : undefined)

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

/** The first of these fields that is a non-empty string. */
export function firstText(fields: Fields | undefined, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(fields?.[name])
    if (text !== undefined) return text
  }
  return undefined
}

/** The first of these fields that is an id: a string or a number. */
export function firstId(fields: Fields | undefined, names: readonly string[]): string | undefined {
  for (const name of names) {
    const id = fields?.[name]
    if (typeof id === 'number' || (typeof id === 'string' && id.trim() !== '')) return String(id)
  }
  return undefined
}

export interface TurnParts {
  role: Role
  /** Falls back to the role's name. */
  speaker?: string | undefined
  text: string
  at?: string | undefined
  id?: string | undefined
}

const SPEAKERS: Record<Role, string> = { user: 'User', assistant: 'Assistant', system: 'System', tool: 'Tool' }

/** A turn as `Turn` promises it; `undefined` where nothing was said. */
export function makeTurn({ role, speaker, text, at, id }: TurnParts): Turn | undefined {
  if (text.trim() === '') return undefined
  const name = oneLine(speaker ?? '')
    .slice(0, MAX_SPEAKER_CHARS)
    .toWellFormed()
  return {
    speaker: name || SPEAKERS[role],
    role,
    text: text.toWellFormed(),
    ...(at === undefined ? {} : { at }),
    ...(id === undefined || id.trim() === '' ? {} : { id: oneLine(id).toWellFormed() }),
  }
}

/** Every kind of white space and control character becomes one space. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim()

/** A part that only carries the model's own thoughts, or bookkeeping. */
const SILENT_PARTS: ReadonlySet<string> = new Set([
  'thinking',
  'redacted_thinking',
  'reasoning',
  'step-start',
  'step-finish',
  'snapshot',
  'patch',
])
const TEXT_PARTS: ReadonlySet<string> = new Set(['text', 'input_text', 'output_text', 'Text', 'refusal'])

/** The text of a message's content: a string, a part, or a list of parts of OpenAI, Anthropic or Gemini. */
export function contentText(content: unknown): string {
  if (typeof content === 'string') return content
  if (Array.isArray(content)) return content.map(contentText).filter(Boolean).join('\n\n')
  const part = fieldsOf(content)
  return part ? partText(part) : ''
}

function partText(part: Fields): string {
  const type = textOf(part.type)
  if (type !== undefined && SILENT_PARTS.has(type)) return ''
  if (type === undefined || TEXT_PARTS.has(type)) {
    return textOf(part.text) ?? textOf(part.refusal) ?? attachmentPlaceholder(part) ?? ''
  }
  return attachmentPlaceholder(part) ?? ''
}

/** `[image: image/png]` for a part that carries or names an attachment of any client's kind; its bytes are never kept. */
export function attachmentPlaceholder(part: Fields): string | undefined {
  const type = textOf(part.type) ?? textOf(part.content_type) ?? ''
  const source =
    fieldsOf(part.source) ?? fieldsOf(part.inlineData) ?? fieldsOf(part.inline_data) ?? fieldsOf(part.file) ?? part
  const url = textOf(fieldsOf(part.image_url)?.url) ?? textOf(part.image_url) ?? textOf(part.url)
  const media = firstText(source, ['media_type', 'mimeType', 'mime_type', 'mime', 'mediaType']) ?? dataUrlType(url)
  const name = firstText(source, ['filename', 'file_name', 'name'])
  const detail = [name, media].filter((text) => text !== undefined).join(', ')
  const kind = attachmentKind(type, media)
  if (kind === undefined) return undefined
  return detail === '' ? `[${kind}]` : `[${kind}: ${oneLine(detail).slice(0, 200)}]`
}

function attachmentKind(type: string, media: string | undefined): string | undefined {
  if (/image/i.test(type) || media?.startsWith('image/')) return 'image'
  if (/audio/i.test(type) || media?.startsWith('audio/')) return 'audio'
  if (/video/i.test(type) || media?.startsWith('video/')) return 'video'
  return /file|document|attachment/i.test(type) || media !== undefined ? 'file' : undefined
}

const dataUrlType = (url: string | undefined) => /^data:([\w.+-]+\/[\w.+-]+)/.exec(url ?? '')?.[1]

/** What clients and hooks put into a user's message. Not spoken by anyone, so never remembered. */
const INJECTED_TAGS = [
  'system-reminder',
  'user-prompt-submit-hook',
  'hook_context',
  'session_context',
  'environment_context',
  'user_instructions',
  'permissions instructions',
  'skills_instructions',
  'ide_opened_file',
  'ide_selection',
  'new-diagnostics',
  'task-notification',
  'turn_aborted',
  'recalled-memories',
] as const

/** Leaves out embedded blocks of injected tags; the text around them stays as it is but for its outer white space. */
export function stripInjected(text: string): string {
  let kept = text
  for (const tag of INJECTED_TAGS) kept = stripBlocks(kept, tag)
  return kept === text ? text : kept.trim()
}

/** Linear: each search goes on from where the one before ended. A block that never closes stays, unless the text begins with it. */
function stripBlocks(text: string, tag: string): string {
  const open = `<${tag}>`
  const close = `</${tag}>`
  let start = text.indexOf(open)
  if (start < 0) return text
  let kept = ''
  let from = 0
  while (start >= 0) {
    const end = text.indexOf(close, start)
    if (end < 0) break
    kept += text.slice(from, start)
    from = end + close.length
    start = text.indexOf(open, from)
  }
  const rest = text.slice(from)
  return kept + (rest.trimStart().startsWith(open) && kept.trim() === '' ? '' : rest)
}
