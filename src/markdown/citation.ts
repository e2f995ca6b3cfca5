/** Citations ⇄ relative Markdown links, `[3–5](../raw/2026-11-22-session-1.md#turn-3)`, that resolve where people read Markdown. */
import type { Citation } from '../memory/types.ts'
import { escapeInline } from './inline.ts'

/** A Markdown file of the memory folder: the only thing that a citation can point at. */
const CITED_PATH =
  /^(?:ROOT|(?:raw|daily|weekly|monthly)\/[^./\\%:*?"'<>|#()[\]\s\p{Cc}\p{Cf}][^/\\%:*?"<>|#()[\]\p{Cc}\p{Cf}]*)\.md$/u

const LINK = /\[([^[\]\n]*)\]\(([^()\s]+)\)/g
const RANGE = /^(\d{1,9})(?:[–-](\d{1,9}))?$/
const FRAGMENT = /^turn-(\d{1,9})$/

const folderOf = (path: string) => path.split('/').slice(0, -1)

/** The link of a citation as it stands in the file `fromPath` (both paths relative to the memory folder). */
export function renderCitation(citation: Citation, fromPath: string): string {
  const target = relativePath(citation.path, fromPath).replaceAll(' ', '%20')
  const label = citation.label === undefined ? undefined : escapeInline(citation.label)
  if (!citation.turns) return `[${label ?? nameOf(citation.path)}](${target})`
  const [first, last] = citation.turns
  return `[${label ?? (first === last ? first : `${first}–${last}`)}](${target}#turn-${first})`
}

/** What the link to a whole file says, where it bears no label. */
export const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1).replace(/\.md$/, '')

function relativePath(path: string, fromPath: string): string {
  const from = folderOf(fromPath)
  const to = path.split('/')
  let shared = 0
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared += 1
  return [...from.slice(shared).map(() => '..'), ...to.slice(shared)].join('/')
}

/** Every citation in a text, in order. Links that are none, or that leave the memory folder in any spelling, are dropped. */
export function parseCitations(text: string, fromPath: string): Citation[] {
  return [...text.matchAll(LINK)].flatMap(([, label = '', target = '']) => {
    const citation = parseLink({ label, target }, fromPath)
    return citation ? [citation] : []
  })
}

/** The citation that one link stands for; `undefined` for any other link. */
export function parseLink(link: { label: string; target: string }, fromPath: string): Citation | undefined {
  const [target = '', fragment, ...rest] = link.target.split('#')
  const path = resolvePath(target, fromPath)
  if (path === undefined || rest.length > 0) return undefined
  if (fragment === undefined) return { path }
  const turns = turnsOf(link.label, fragment)
  return turns ? { path, turns } : undefined
}

/** The label tells the range; where a human rewrote it, the anchor's turn stands alone. */
function turnsOf(label: string, fragment: string): [number, number] | undefined {
  const first = Number(FRAGMENT.exec(fragment)?.[1] ?? 0)
  if (first < 1) return undefined
  const range = RANGE.exec(label.trim())
  const last = Number(range?.[2] ?? first)
  return Number(range?.[1]) === first && last >= first ? [first, last] : [first, first]
}

function resolvePath(target: string, fromPath: string): string | undefined {
  const decoded = decode(target)
  if (decoded === undefined) return undefined
  const segments = folderOf(fromPath)
  for (const segment of decoded.split('/')) {
    if (segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.pop() === undefined) return undefined
  }
  const path = segments.join('/')
  return CITED_PATH.test(path) ? path : undefined
}

/** Percent-decoding that lets no dot, slash, backslash or control character in by the back door. */
function decode(target: string): string | undefined {
  if (/%(?:2e|2f|5c|25|[01][0-9a-f]|7f)/i.test(target)) return undefined
  try {
    return decodeURIComponent(target)
  } catch {
    return undefined
  }
}
