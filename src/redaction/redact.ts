/**
 * Takes secrets out of a text before it reaches a disk or a provider. Pure, linear in the length of the text, and idempotent:
 * rules see only what lies between placeholders, and run until none finds anything more.
 */
import { findAnswer, findAnswersWithin } from './answers.ts'
import { type Asked, NOTHING_ASKED } from './asking.ts'
import { findCards, findSocialSecurityNumbers } from './cards.ts'
import { findCodes } from './codes.ts'
import { findCommandSecrets, findPipedSecrets } from './commands.ts'
import { findEncodedSecrets, findKeyBodies } from './encoded.ts'
import { findLaterSecrets } from './later.ts'
import { findLogins } from './logins.ts'
import { findNamedSecrets } from './named.ts'
import { findPhrases } from './phrases.ts'
import { findKeyNumbers, findPrivateKeys, findPrivateKeyTails } from './private-keys.ts'
import { findSpokenSecrets } from './prose.ts'
import { findProviderTokens } from './providers.ts'
import type { Finder, Span } from './span.ts'
import { findStructuredSecrets } from './structured.ts'
import { findColumnSecrets } from './tables.ts'
import { findUrlPasswords } from './urls.ts'

/** How often something of this kind was replaced. */
export interface Redaction {
  kind: string
  count: number
}

/** The surest first: what one has replaced, the later ones do not see. */
const PLAIN_FINDERS: readonly Finder[] = [
  findPrivateKeys,
  findPrivateKeyTails,
  findKeyBodies,
  findKeyNumbers,
  findUrlPasswords,
  findProviderTokens,
  findCommandSecrets,
  findPipedSecrets,
  findStructuredSecrets,
  findColumnSecrets,
  findNamedSecrets,
  findLogins,
  findPhrases,
  findSpokenSecrets,
  findLaterSecrets,
  findAnswersWithin,
  findCodes,
  findCards,
  findSocialSecurityNumbers,
]

const hasSecret = (text: string): boolean =>
  PLAIN_FINDERS.some((find) => {
    for (const { start, end } of find(text)) if (end > start) return true
    return false
  })

const FINDERS: readonly Finder[] = [...PLAIN_FINDERS, (text) => findEncodedSecrets(text, hasSecret)]

const PLACEHOLDER = /(\[redacted: [a-z0-9-]{1,40}\])/
const KIND = /(?<=^\[redacted: )[a-z0-9-]+/

/**
 * The text with each secret replaced by `[redacted: kind]`; everything around the secrets is untouched. `asked`: what was asked for before
 * it was said, without which a bare answer looks like any word.
 */
export function redact(
  text: string,
  { asked = NOTHING_ASKED }: { asked?: Asked } = {},
): { text: string; found: Redaction[] } {
  const counts = new Map<string, number>()
  let pieces = settled(text.split(PLACEHOLDER), counts)
  // An answer in which a secret stood already has been given.
  if (asked.size > 0 && pieces.length === 1)
    pieces = settled(replaceIn(text, { find: answerTo(asked), counts }), counts)
  return { text: pieces.join(''), found: [...counts].map(([kind, count]) => ({ kind, count })) }
}

/** Odd places hold placeholders: split keeps what the group captured. Run until no rule finds anything more. */
function settled(start: readonly string[], counts: Map<string, number>): readonly string[] {
  let pieces = start
  for (let before = -1; before !== pieces.length; ) {
    before = pieces.length
    for (const find of FINDERS)
      pieces = pieces.flatMap((piece, i, all) =>
        i % 2 === 1 ? [piece] : replaceIn(piece, { find, counts, after: KIND.exec(all[i - 1] ?? '')?.[0] }),
      )
  }
  return pieces
}

const answerTo =
  (asked: Asked): Finder =>
  (text) => {
    const answer = findAnswer(text, asked)
    return answer ? [answer] : []
  }

/** Text, placeholder, text, …: always begins and ends with text, so that the places keep their meaning. */
function replaceIn(
  text: string,
  { find, counts, after }: { find: Finder; counts: Map<string, number>; after?: string | undefined },
): string[] {
  const pieces: string[] = []
  let from = 0
  for (const { start, end, kind } of inOrder(find(text, after))) {
    if (start < from || end <= start) continue
    pieces.push(text.slice(from, start), `[redacted: ${kind}]`)
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
    from = end
  }
  return [...pieces, text.slice(from)]
}

const inOrder = (spans: Iterable<Span>) => [...spans].sort((a, b) => a.start - b.start || b.end - a.end)
