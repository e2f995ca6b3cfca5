/** The README's help blocks are the program's own. */
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { PRESETS, WEIGHT_NAMES } from '../../src/rank/weights.ts'
import { runMem } from '../helpers/run-mem.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
const COMMANDS = ['init', 'capture', 'compact', 'recall', 'chat', 'status', 'index', 'eval']

describe('README', () => {
  it.each([...PRESETS, ...WEIGHT_NAMES])('says what `%s` is', (name) => expect(readme).toContain(`\`${name}\``))

  it.each(COMMANDS)('shows the help of `mem %s` as it is', async (command) => {
    const { stdout, status } = await runMem([command, '--help'])
    expect(status).toBe(0)
    expect(stdout).toContain('Examples:')
    const block = readme.match(
      new RegExp(`<!-- help:${command} -->\\n\`\`\`text\\n\\$ mem ${command} --help\\n([\\s\\S]*?)\\n\`\`\``),
    )?.[1]
    expect(block, 'run `npm run build && node scripts/readme-help.mjs`').toBe(stdout.trimEnd())
  })
})
