import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Embedder } from '../../../src/memory/ports.ts'
import { indexFolder } from '../../../src/memory/recall/index-folder.ts'
import { readIndex } from '../../../src/memory/recall/open-index.ts'
import { waitingIn } from '../../../src/memory/recall/sidecar.ts'
import { type RecallFolder, recallFolder } from './folder.ts'

let memory: RecallFolder
beforeEach(async () => {
  memory = await recallFolder()
})
afterEach(() => memory.dispose())

const embedderOf = (embed: Embedder['embed']): Embedder => ({ id: 'remote', dimensions: 2, embed })
const unit = () => new Float32Array([1, 0])
const dayOf = (day: number) =>
  memory.say(
    `raw/2026-11-0${day}-session-1.md`,
    Array.from({ length: 400 }, (_, i) => ({
      speaker: 'Maya',
      text: `On day ${day} shelf ${i} holds ${`plums of day ${day}, `.repeat(22)}and honey of day ${day}.`,
    })),
  )

describe('indexFolder', () => {
  it('keeps what a remote embedder has made, file by file, should it be killed on the way', async () => {
    for (const day of [1, 2, 3]) await dayOf(day)
    const sent: string[] = []
    let stop: (reason: Error) => void = () => undefined
    const killed = new Promise<never>((_, reject) => {
      stop = reject
    })
    let reach: () => void = () => undefined
    const second = new Promise<void>((resolve) => {
      reach = resolve
    })
    const embedder = embedderOf(async (texts) => {
      if (texts.some((text) => text.includes('On day 2'))) {
        reach()
        return killed
      }
      sent.push(...texts)
      return texts.map(unit)
    })
    const indexing = indexFolder({ ...memory.deps, embedder })
    await second
    const { state } = await readIndex({ ...memory.deps, embedder: embedderOf(() => killed) })
    expect(state.files.map(({ path }) => path)).toEqual(['raw/2026-11-01-session-1.md'])
    expect(waitingIn(state)).toBe(0)
    const rest: string[] = []
    const next = embedderOf(async (texts) => {
      rest.push(...texts)
      return texts.map(unit)
    })
    await indexFolder({ ...memory.deps, embedder: next })
    expect(rest.filter((text) => sent.includes(text))).toEqual([])
    stop(new Error('the test is over'))
    await indexing
  })

  it('embeds nothing twice where another process writes the index meanwhile', async () => {
    await dayOf(1)
    const sent: string[] = []
    const other = embedderOf(async (texts) => texts.map(unit))
    const embedder = embedderOf(async (texts) => {
      if (sent.length === 0) await indexFolder({ ...memory.deps, embedder: other })
      sent.push(...texts)
      return texts.map(unit)
    })
    expect(await indexFolder({ ...memory.deps, embedder })).toMatchObject({ stale: false, waiting: 0 })
    expect(sent).toHaveLength(new Set(sent).size)
  })
})
