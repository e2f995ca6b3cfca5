/** Hits as a block for a prompt: marked off as data, and unable to end their own mark. */
import { fence, fenceBlocks } from '../fence.ts'
import type { RecallResult } from './types.ts'

/** One `<memory>` a hit inside `<recalled_memories>`; also where there are none, so that a prompt always has its block. */
export function formatPrompt({ hits }: RecallResult): string {
  const blocks = hits.map(({ text, path, turns, date, speakers, level }) => {
    const anchor = turns && level === 'raw' ? `#turn-${turns[0]}` : ''
    const by = speakers.length > 0 ? { speaker: speakers.join(', ') } : {}
    return fence('memory', text, { source: `${path}${anchor}`, date, ...by })
  })
  const body = blocks.length > 0 ? blocks : ['Nothing relevant is remembered.']
  return `${fenceBlocks('recalled_memories', body)}\n`
}
