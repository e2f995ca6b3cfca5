import { describe, expect, it } from 'vitest'
import { parseDocument } from '../../../src/markdown/document.ts'
import { TopicCounts } from '../../../src/memory/compact/topics.ts'

const dayWith = (day: string, ...topics: string[]) => {
  const lines = topics.map((topic) => `- Something was said. #${topic} ([1](../raw/${day}-session-1.md#turn-1))`)
  return {
    document: parseDocument(
      `---\nkind: daily\ndate: "${day}"\n---\n# Day\n\n## Facts\n${lines.join('\n')}\n`,
      `daily/${day}.md`,
    ),
  }
}

describe('TopicCounts', () => {
  it('counts the days before a day, each once, in whatever order they come', () => {
    const counts = new TopicCounts()
    counts.add(dayWith('2026-11-03', 'billing', 'kyoto'))
    counts.add(dayWith('2026-11-05', 'kyoto', 'visa'))
    counts.add(dayWith('2026-11-01', 'kyoto'))
    counts.add(dayWith('2026-11-03', 'billing', 'kyoto'))
    counts.add(dayWith('2026-11-05', 'kyoto'))
    expect(counts.ranked('2026-11-06')).toEqual(['kyoto', 'billing', 'visa'])
    expect(counts.ranked('2026-11-05')).toEqual(['kyoto', 'billing'])
    expect(counts.ranked('2026-11-02')).toEqual(['kyoto'])
    counts.add(dayWith('2026-11-02', 'billing'))
    counts.add(dayWith('2026-11-04', 'billing'))
    counts.add(dayWith('2026-11-06', 'billing'))
    expect(counts.ranked('2026-11-07')).toEqual(['billing', 'kyoto', 'visa'])
  })
})
