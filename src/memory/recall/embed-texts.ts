/** Makes the vectors that texts still lack, a request at a time: what has come is kept, whatever becomes of the rest. */
import { packVector } from '../../rank/vectors.ts'
import type { Embedder, Reporter } from '../ports.ts'
import type { KnownVectors } from './known-vectors.ts'
import { isOtherLength } from './sidecar.ts'

/** A slow machine embeds so many before the adapter's patience ends, and no more are lost if it does not. */
const BATCH_TEXTS = 128
/** Nobody looks at the progress of fewer. */
const SHOWN_FROM_TEXTS = 1024
/** After so long without an answer the user is told what is waited for. */
const SLOW_MS = 5_000

/** The embedder makes vectors of another length than those of the index: it is another model under the same name. */
export class OtherDimensions extends Error {}

export interface EmbedDeps {
  embedder: Embedder
  reporter: Reporter
  /** Where the vectors go. */
  made: KnownVectors
  /** Of the index; 0 while no vector has told. */
  dimensions: number
}

export interface Embedded {
  count: number
  /** Why the texts after the first `count` have no vectors. */
  failure?: unknown
}

/** Texts by the keys of their vectors. Throws {@link OtherDimensions}, and nothing else: what the embedder throws is the `failure`. */
export async function embedTexts(texts: ReadonlyMap<string, string>, deps: EmbedDeps): Promise<Embedded> {
  const { embedder, reporter, made, dimensions } = deps
  const entries = [...texts]
  const patiently = embedder.isLocal ? <T>(work: Promise<T>) => work : sayingWhatIsSlow(entries.length, deps)
  for (let at = 0; at < entries.length; at += BATCH_TEXTS) {
    if (entries.length > SHOWN_FROM_TEXTS) reporter.progress('embedding', at, entries.length)
    const batch = entries.slice(at, at + BATCH_TEXTS)
    let vectors: Float32Array[]
    try {
      vectors = await patiently(embedder.embed(batch.map(([, text]) => text)))
    } catch (failure) {
      return { count: at, failure }
    }
    for (const [i, [key]] of batch.entries()) made.set(key, packVector(vectors[i] ?? new Float32Array(0)))
    if (isOtherLength(embedder, { dimensions })) throw new OtherDimensions()
  }
  return { count: entries.length }
}

/** Once for all batches. */
function sayingWhatIsSlow(count: number, { embedder, reporter }: EmbedDeps): <T>(work: Promise<T>) => Promise<T> {
  let isSaid = false
  const say = () => {
    isSaid = true
    reporter.notice(`Waiting for ${embedder.id} to embed ${count === 1 ? 'one passage' : `${count} passages`} …`)
  }
  return async (work) => {
    const timer = isSaid ? undefined : setTimeout(say, SLOW_MS)
    try {
      return await work
    } finally {
      clearTimeout(timer)
    }
  }
}
