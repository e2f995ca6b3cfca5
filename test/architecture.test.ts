/** Guards the import directions of src/README.md. */
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const SRC = fileURLToPath(new URL('../src', import.meta.url))

/** What each layer may import from the other layers. `root` is errors.ts, which anyone may use. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  'main.ts': ['cli', 'store/output.ts', '../package.json'],
  'models.ts': ['config.ts', 'memory', 'llm', 'markdown', 'extract'],
  'context.ts': [
    'config.ts',
    'models.ts',
    'cli',
    'memory',
    'rank',
    'markdown',
    'transcripts',
    'redaction',
    'store',
    'llm',
  ],
  'config.ts': ['memory', 'rank', 'json.ts'],
  'errors.ts': [],
  'json.ts': [],
  cli: [
    'memory',
    'config.ts',
    'context.ts',
    'json.ts',
    'markdown',
    'rank',
    'transcripts/formats.ts',
    'store/input-file.ts',
  ],
  memory: ['rank', 'markdown', 'transcripts', 'redaction', 'extract'],
  extract: ['markdown', 'rank', 'memory/types.ts', 'memory/ports.ts'],
  rank: ['memory/types.ts', 'markdown'],
  markdown: ['memory/types.ts'],
  transcripts: ['memory/types.ts'],
  redaction: [],
  store: ['memory/types.ts', 'memory/ports.ts'],
  llm: ['memory/types.ts', 'memory/ports.ts'],
}

const FILE_SYSTEM = ['config.ts', 'store/', 'llm/embedded/']
const SDK = ['llm/']
const CONSOLE = ['cli/', 'main.ts']

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
const importsOf = (file: string) =>
  [...readFileSync(join(SRC, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map(
    ([, target]) => target ?? '',
  )
const layerOf = (path: string) => path.split('/')[0] ?? ''
const isIn = (file: string, places: readonly string[]) =>
  places.some((place) => file === place || file.startsWith(place))

describe('architecture', () => {
  it.each(files)('%s imports only what its layer may', (file) => {
    const layer = layerOf(file)
    const allowed = MAY_IMPORT[layer]
    expect(allowed, `${layer} is a new layer: add it to the map`).toBeDefined()
    for (const target of importsOf(file).filter((name) => name.startsWith('.'))) {
      const path = relative(SRC, resolve(SRC, dirname(file), target))
      const fits = layerOf(path) === layer || path === 'errors.ts' || isIn(path, allowed ?? [])
      expect(fits, `${file} may not import ${path}`).toBe(true)
    }
  })

  it.each(files)('%s keeps effects where they belong', (file) => {
    for (const target of importsOf(file)) {
      if (/^(node:)?fs(\/|$)/.test(target)) expect(isIn(file, FILE_SYSTEM), `${file} may not touch files`).toBe(true)
      if (/^(openai|@anthropic-ai\/sdk)/.test(target)) expect(isIn(file, SDK), `${file} may not load an SDK`).toBe(true)
    }
    if (/\b(console\.|process\.std(out|err|in)\b)/.test(readFileSync(join(SRC, file), 'utf8'))) {
      expect(isIn(file, CONSOLE), `${file} may not use the console`).toBe(true)
    }
  })
})
