import { chmod, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { indexFolder } from '../../src/memory/recall/index-folder.ts'
import { openRecall, recall } from '../../src/memory/recall/recall.ts'
import { type RecallFolder, recallFolder } from '../memory/recall/folder.ts'

let memory: RecallFolder
let sidecar: string
beforeEach(async () => {
  memory = await recallFolder()
  sidecar = join(memory.root, '.mem/embeddings.json')
  await memory.say('raw/2026-11-02-session-1.md', [
    { speaker: 'Maya', text: 'The invoices move to Postgres.' },
    { speaker: 'Claude', text: 'Noted.', role: 'assistant' },
  ])
  await memory.say('raw/2026-11-03-session-1.md', [{ speaker: 'Maya', text: 'The puppy is called Coco.' }])
  await indexFolder(memory.deps)
})
afterEach(() => memory.dispose())

const read = () => readFile(sidecar, 'utf8')
const segmentNames = async () => (await readdir(join(memory.root, '.mem/segments'))).sort()
const segmentFiles = async () => (await segmentNames()).map((name) => join(memory.root, '.mem/segments', name))
const findsPuppy = async () =>
  (await recall({ query: 'What is the puppy called?' }, memory.deps)).hits[0]?.text.includes('Coco')

describe('the sidecar', () => {
  it('is ASCII JSON, the same for the same content', async () => {
    await memory.say('raw/2026-11-04-session-1.md', [{ speaker: '玛雅', text: '数据库 é' }])
    await indexFolder(memory.deps, { rebuild: true })
    const first = await read()
    expect(first).toMatch(/^[\x20-\x7e\n]*$/)
    expect(JSON.parse(first)).toMatchObject({ format: 'mem-index', version: 4, dimensions: 256 })
    const segments = await segmentNames()
    for (const file of await segmentFiles()) expect(await readFile(file, 'utf8')).toMatch(/^[\x20-\x7e\n]*$/)
    await indexFolder(memory.deps, { rebuild: true })
    expect(await read()).toBe(first)
    await rm(sidecar)
    await indexFolder(memory.deps)
    expect(await read()).toBe(first)
    expect(await segmentNames()).toEqual(segments)
  })

  const damages: [string, (text: string) => string][] = [
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['no JSON', () => 'not json'],
    ['of another program', () => '{"version":4}'],
    ['of an older version', (text) => text.replace('"version":4', '"version":1')],
    ['of a newer version', (text) => text.replace('"version":4', '"version":999')],
    ['with a span out of range', (text) => text.replace(/"count":\d+/, '"count":900000')],
    ['with a wrong type', (text) => text.replace(/"modifiedMs":[\d.]+/, '"modifiedMs":"x"')],
    ['with a segment that names another file', (text) => text.replace(/"sum":"[^"]*"/, '"sum":"../../ROOT"')],
    ['of another embedder', (text) => text.replace(/"embedder":"[^"]*"/, '"embedder":"other"')],
  ]
  it.each(damages)('is built anew when it is %s, and says so', async (_, damage) => {
    await writeFile(sidecar, damage(await read()))
    expect((await indexFolder(memory.deps, { check: true })).stale).toBe(true)
    expect(await findsPuppy()).toBe(true)
    expect(memory.notices.join()).toMatch(/search index/)
    expect(await indexFolder(memory.deps, { check: true })).toMatchObject({ stale: false, files: 2, chunks: 3 })
  })

  const segmentDamages: [string, (text: string) => string][] = [
    ['cut off', (text) => text.slice(0, text.length / 2)],
    ['empty', () => ''],
    ['with a column missing', (text) => text.replace('"places"', '"place"')],
    ['with a column cut short', (text) => text.replace(/"vectors":"..../, '"vectors":"')],
    ['with lists that end before they begin', (text) => text.replace(/("postingOffsets":")....../, '$1//////')],
    ['with lists past the end', (text) => text.replace(/("postings":")..../, '$1')],
    ['of another number of passages', (text) => text.replace(/"passages":\d+/, '"passages":900000')],
  ]
  it.each(segmentDamages)('is mended when a segment is %s, from its files alone', async (_, damage) => {
    await memory.say('raw/2026-11-04-session-1.md', Array(30).fill({ speaker: 'Maya', text: 'About the boat.' }))
    await indexFolder(memory.deps)
    await memory.say('raw/2026-11-05-session-1.md', [{ speaker: 'Maya', text: 'The kitten is called Mimi.' }])
    await indexFolder(memory.deps)
    const { segments } = JSON.parse(await read()) as { segments: { sum: string }[] }
    expect(segments).toHaveLength(2)
    const file = join(memory.root, `.mem/segments/${segments[1]?.sum}.json`)
    await writeFile(file, damage(await readFile(file, 'utf8')))
    expect((await indexFolder(memory.deps, { check: true })).stale).toBe(true)
    memory.notices.length = 0
    expect(await findsPuppy()).toBe(true)
    expect(memory.notices.join()).toContain('damaged: built anew from one file')
    expect(await indexFolder(memory.deps, { check: true })).toMatchObject({ stale: false, files: 4, chunks: 34 })
  })

  it('is mended when its segments are gone, also by a command that reads none of them', async () => {
    await rm(join(memory.root, '.mem/segments'), { recursive: true })
    expect(await indexFolder(memory.deps)).toMatchObject({
      changed: 2,
      chunks: 3,
      problem: 'The search index was damaged',
    })
    expect(await findsPuppy()).toBe(true)
  })

  it('leaves no segment behind that it does not name', async () => {
    for (let day = 10; day < 16; day++) {
      await memory.say(`raw/2026-10-${day}-session-1.md`, [{ speaker: 'Maya', text: `Note ${day}.` }])
      await indexFolder(memory.deps)
    }
    const { segments } = JSON.parse(await read()) as { segments: { sum: string }[] }
    expect(await segmentNames()).toEqual(segments.map(({ sum }) => `${sum}.json`).sort())
  })

  it('clears away what a writer left that was killed before it was done', async () => {
    const orphan = join(memory.root, '.mem/segments/0123456789abcdef.json')
    await writeFile(orphan, '{"passages":')
    await memory.say('raw/2026-11-04-session-1.md', [{ speaker: 'Maya', text: 'The kitten is called Mimi.' }])
    expect(await indexFolder(memory.deps)).toMatchObject({ changed: 1, stale: false })
    expect(await segmentFiles()).not.toContain(orphan)
  })

  it('is read again when another process replaces it in the middle', async () => {
    const { sidecar } = memory.deps
    let reads = 0
    const readSegment: typeof sidecar.readSegment = async (name) => {
      if (reads++ === 0) {
        await memory.say('raw/2026-11-04-session-1.md', [{ speaker: 'Maya', text: 'The kitten is called Mimi.' }])
        await indexFolder({ ...memory.deps, sidecar })
      }
      return sidecar.readSegment(name)
    }
    memory.notices.length = 0
    const { hits } = await recall({ query: 'kitten Mimi' }, { ...memory.deps, sidecar: { ...sidecar, readSegment } })
    expect(hits[0]?.text).toContain('Mimi')
    expect(memory.notices).toEqual([])
  })

  it('shows damage inside a column to a check', async () => {
    const [file = ''] = await segmentFiles()
    const text = await readFile(file, 'utf8')
    await writeFile(
      file,
      text.replace(/"vectors":"(.)/, (_, first: string) => `"vectors":"${first === 'A' ? 'B' : 'A'}`),
    )
    expect(await indexFolder(memory.deps, { check: true })).toMatchObject({
      stale: true,
      problem: 'The search index was damaged',
    })
    expect(await findsPuppy()).toBe(true)
  })

  it('follows files that are new, changed, renamed and gone, and embeds no text twice', async () => {
    memory.embedded.length = 0
    await memory.say('raw/2026-11-03-session-1.md', [
      { speaker: 'Maya', text: 'The puppy is called Coco.' },
      { speaker: 'Maya', text: 'The kitten is called Mimi.' },
    ])
    const changed = await indexFolder(memory.deps)
    expect(changed).toMatchObject({ changed: 1, embedded: 1, chunks: 4 })
    expect(memory.embedded).toEqual(['The kitten is called Mimi.'])
    await rename(join(memory.root, 'raw/2026-11-03-session-1.md'), join(memory.root, 'raw/2026-11-05-session-1.md'))
    expect(await indexFolder(memory.deps)).toMatchObject({ changed: 1, embedded: 0, chunks: 4 })
    await rm(join(memory.root, 'raw/2026-11-05-session-1.md'))
    expect(await indexFolder(memory.deps)).toMatchObject({ files: 1, chunks: 2 })
    expect((await recall({ query: 'kitten Mimi' }, memory.deps)).hits).toEqual([])
  })

  it('reads no file again that was only touched', async () => {
    await utimes(join(memory.root, 'raw/2026-11-03-session-1.md'), 1, 1)
    expect(await indexFolder(memory.deps)).toMatchObject({ changed: 0, embedded: 0, chunks: 3 })
    expect(await indexFolder(memory.deps, { check: true })).toMatchObject({ stale: false })
  })

  it('leaves out a broken file and keeps the rest; whoever asks is told once', async () => {
    await memory.write('raw/2026-11-06-session-1.md', 'no front matter')
    const left = expect.stringMatching(/^raw\/2026-11-06-session-1\.md is left out of the index: /)
    expect(await findsPuppy()).toBe(true)
    expect(memory.notices).toEqual(['The search index was out of date: one file read again.', left])
    memory.notices.length = 0
    const ask = openRecall(memory.deps)
    expect((await ask({ query: 'puppy' })).hits).not.toEqual([])
    await memory.say('raw/2026-11-07-session-1.md', [{ speaker: 'Maya', text: 'The puppy sleeps.' }])
    await ask({ query: 'puppy' })
    expect(memory.notices).toEqual([left, 'The search index was out of date: one file read again.'])
  })

  it('finds the same after many small additions as after one build', async () => {
    for (let day = 10; day < 30; day++) {
      await memory.say(`raw/2026-10-${day}-session-1.md`, [
        { speaker: 'Maya', text: `Note number ${day} about the boat.` },
      ])
      await indexFolder(memory.deps)
    }
    const { segments } = JSON.parse(await read())
    expect(segments.length).toBeLessThanOrEqual(5)
    const query = { query: 'note 17 about the boat' }
    const grown = await recall(query, memory.deps)
    await indexFolder(memory.deps, { rebuild: true })
    const { hits } = await recall(query, memory.deps)
    expect(hits.map(({ path }) => path)).toEqual(grown.hits.map(({ path }) => path))
    for (const [i, { score }] of hits.entries()) expect(score).toBeCloseTo(grown.hits[i]?.score ?? 0, 5)
  })

  it('is not needed in a folder that cannot be written to', async () => {
    if (process.getuid?.() === 0) {
      // Root may write anywhere: a sidecar that fails to be written stands in for the read-only folder.
      memory.deps.sidecar.write = () => Promise.reject(new Error('read-only'))
      memory.deps.sidecar.writeSegment = () => Promise.reject(new Error('read-only'))
    } else await chmod(join(memory.root, '.mem'), 0o500)
    await memory.say('raw/2026-11-07-session-1.md', [{ speaker: 'Maya', text: 'The parrot is called Rio.' }])
    const { hits, index } = await recall({ query: 'parrot' }, memory.deps)
    expect(hits[0]?.text).toContain('Rio')
    expect(index.stale).toBe(true)
    if (process.getuid?.() !== 0) await chmod(join(memory.root, '.mem'), 0o700)
  })

  it('does not lose what another process indexed in between', async () => {
    const other = { ...memory.deps, sidecar: { ...memory.deps.sidecar } }
    await memory.say('raw/2026-11-08-session-1.md', [{ speaker: 'Maya', text: 'The boat is red.' }])
    const results = await Promise.all([indexFolder(memory.deps), indexFolder(other)])
    expect(results.map(({ stale }) => stale)).toEqual([false, false])
    expect(await indexFolder(memory.deps, { check: true })).toMatchObject({ stale: false, files: 3 })
  })
})
