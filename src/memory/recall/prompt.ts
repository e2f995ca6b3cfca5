/** Hits as a block for a prompt: marked off as data, and unable to end their own mark. */
import { fence, fenceBlocks } from '../fence.ts'
import { estimateTokens } from './tokens.ts'
import type { RecallHit, RecallResult } from './types.ts'

const NOTHING = 'Nothing relevant is remembered.'

/** One `<memory>` a hit inside `<recalled_memories>`; also where there are none, so that a prompt always has its block. */
export function formatPrompt({ hits }: RecallResult): string {
  return framed(hits.length > 0 ? hits.map(promptBlock) : [NOTHING])
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
