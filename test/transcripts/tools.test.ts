/** Memory must not feed on itself: what its own tools answer stays out, and only that. */
import { describe, expect, it } from 'vitest'
import { jsonLines, read } from './harness.ts'

async function toolText(name: string, input: unknown): Promise<string | undefined> {
  const { turns } = await read(
    jsonLines(
      { role: 'user', content: 'go' },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't', name, input }] },
      { role: 'user', content: [{ type: 'tool_result', tool_use_id: 't', content: 'THE ANSWER' }] },
    ),
  )
  return turns.find(({ role }) => role === 'tool')?.text
}

describe('memory’s own tools', () => {
  it.each(['mcp__mem__recall', 'mcp__plugin_mem_mem__recall', 'mcp_mem_recall', 'mem_recall', 'mem__recall'])(
    '%s leaves no turn',
    async (name) => {
      expect(await toolText(name, { query: 'tea' })).toBeUndefined()
    },
  )

  it.each(['mcp__memory_bank__read', 'memory_search', 'mcp__github__search', 'member_list', 'Bash'])(
    '%s is a tool like any other',
    async (name) => {
      expect(await toolText(name, { query: 'tea' })).toBe('query: tea\n\nTHE ANSWER')
    },
  )

  it.each<[string, unknown]>([
    ['Bash', { command: 'mem recall tea' }],
    ['Bash', { command: 'cd x && npx mem --dir y recall tea | head' }],
    ['Bash', { command: 'mem -q chat "what about tea"' }],
    ['Bash', { command: 'node bin/mem.js recall tea' }],
    ['shell', { command: ['bash', '-lc', 'mem recall tea'] }],
    ['Read', { file_path: '/home/user/memory/daily/2026-11-22.md' }],
    ['Read', { file_path: '/home/user/memory/ROOT.md' }],
    ['Bash', { command: 'cat memory/raw/2026-11-22-session-1.md memory/weekly/2026-W47.md' }],
    ['read_file', '{"absolute_path":"/home/user/memory/monthly/2026-11.md"}'],
  ])('%s %j: the call is kept, its answer is not', async (name, input) => {
    const text = await toolText(name, input)
    expect(text).toMatch(/\n\n\[memory left out\]$/)
    expect(text).not.toContain('THE ANSWER')
  })

  it.each<[string, unknown]>([
    ['Bash', { command: 'free -m; cat /proc/meminfo' }],
    ['Bash', { command: 'grep -r member src' }],
    ['Bash', { command: 'system recall' }],
    ['Bash', { command: 'mem init memory' }],
    ['Read', { file_path: '/home/user/shop/daily/notes.md' }],
    ['Read', { file_path: '/home/user/shop/NOTROOT.md' }],
  ])('%s %j: answers as ever', async (name, input) => {
    expect(await toolText(name, input)).toContain('THE ANSWER')
  })
})
