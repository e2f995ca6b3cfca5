/** Hits as a block for a prompt: marked off as data, and unable to end their own mark. */
import { escapeForFence, fence, fenceBlocks } from '../fence.ts'
import { NOTHING_RELEVANT } from './reason.ts'
import { estimateTokens } from './tokens.ts'
import type { RecallHit, RecallResult } from './types.ts'

/** One `<memory>` a hit inside `<recalled_memories>`; where there are none it says why, so that a prompt always has its block. */
export function formatPrompt({ hits, reason = NOTHING_RELEVANT }: RecallResult): string {
  return framed(hits.length > 0 ? hits.map(promptBlock) : [escapeForFence(reason)])
}

const framed = (blocks: readonly string[]): string => `${fenceBlocks('recalled_memories', blocks)}\n`

function promptBlock({ text, path, turns, date, speakers, level, superseded }: RecallHit): string {
  const anchor = turns && level === 'raw' ? `#turn-${turns[0]}` : ''
  const by = speakers.length > 0 ? { speaker: speakers.join(', ') } : {}
  return fence('memory', text, {
    source: `${path}${anchor}`,
    date,
    ...by,
    ...(superseded !== undefined && { superseded }),
  })
}

/** What the block of a prompt takes besides its hits, in tokens. */
export const frameTokens = (): number => estimateTokens(framed([]))

/** What a hit takes in the block of a prompt, in tokens, its marks and line break included. */
export const tokensInPrompt = (hit: RecallHit): number => estimateTokens(`${promptBlock(hit)}\n`)
