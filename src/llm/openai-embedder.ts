/** Embeddings from any OpenAI-compatible server, checked number by number. */
import type OpenAI from 'openai'
import * as z from 'zod'
import { loadTokenCounter } from './embedded/tokens.ts'
import { MalformedReply } from './failure.ts'
import { connectOpenAI, type OpenAIConnection, translateOpenAI } from './openai-client.ts'
import { type AdapterOptions, type Endpoint, endpointOf } from './providers.ts'
import { type EmbedCallOptions, type MeterableEmbedder, NO_USAGE } from './usage.ts'

/** OpenAI takes 2,048 inputs, 300,000 tokens in all and 8,192 in each. A token has at least one byte, so bytes keep every limit. */
const MAX_INPUTS = 2_048
const MAX_REQUEST_BYTES = 300_000
const MAX_INPUT_BYTES = 8_000

/** Dimensions of models that are asked for by name. */
const DIMENSIONS: Record<string, number> = {
  'text-embedding-3-small': 1536,
  'text-embedding-3-large': 3072,
  'text-embedding-ada-002': 1536,
}

/** A hosted server answers a question within a second, a local one has to load its model first. */
const URGENT_TIMEOUT_MS = 5_000
/** A slow machine takes its time for many texts; what did not come is asked for again in a later run. */
const TIMEOUT_MS = 60_000
const LONGEST_PAUSE_MS = 30_000

export interface EmbedderOptions extends AdapterOptions {
  /** As `timeoutMs`, for what is urgent. Default: 5,000 ms. */
  urgentTimeoutMs?: number | undefined
  /** Length of the vectors. Asked of models that can shorten theirs (text-embedding-3); otherwise only checked. */
  dimensions?: number | undefined
}

/** Base URL and model are checked at once; key, network and the length of the model's vectors at the first call. */
export function createOpenAIEmbedder(options: EmbedderOptions): MeterableEmbedder {
  const endpoint = endpointOf('openai', { ...options, purpose: 'embed' })
  const known = options.dimensions ?? DIMENSIONS[options.model]
  const shortened = options.model.startsWith('text-embedding-3') && known !== DIMENSIONS[options.model]
  const params = { model: options.model, ...(shortened && known !== undefined && { dimensions: known }) }
  let dimensions = known
  return {
    id: known === undefined ? endpoint.id : `${endpoint.id}@${known}`,
    get dimensions() {
      return dimensions
    },
    async embed(texts, callOptions = {}) {
      const vectors = await embedAll(texts, { endpoint, options, callOptions, dimensions, params })
      dimensions ??= vectors.find(({ length }) => length > 0)?.length
      return vectors
    },
  }
}

interface EmbedContext {
  endpoint: Endpoint
  options: EmbedderOptions
  callOptions: EmbedCallOptions
  /** `undefined`: the first vector tells. */
  dimensions: number | undefined
  params: { model: string; dimensions?: number }
}

async function embedAll(
  texts: readonly string[],
  { endpoint, options, callOptions, dimensions, params }: EmbedContext,
): Promise<Float32Array[]> {
  const pieces = texts.flatMap((text, of) => splitText(text).map((piece) => ({ ...piece, of })))
  if (pieces.length === 0) return texts.map(() => new Float32Array(dimensions ?? 0))
  const connection = await connectOpenAI(endpoint, waiting(options, callOptions))
  const received: number[][] = []
  for (const batch of inBatches(pieces)) {
    const inputs = batch.map(({ text }) => text)
    const length = dimensions ?? received[0]?.length
    received.push(...(await request(inputs, { connection, callOptions, params, dimensions: length })))
  }
  const sums = texts.map(() => new Float32Array(received[0]?.length ?? 0))
  for (const [i, { of, bytes }] of pieces.entries()) addScaled(sums[of], received[i], bytes)
  return sums.map(toUnit)
}

/** How long a request may take, and how often it is made. */
const waiting = (options: EmbedderOptions, { isUrgent }: EmbedCallOptions): EmbedderOptions =>
  isUrgent
    ? { ...options, timeoutMs: options.urgentTimeoutMs ?? URGENT_TIMEOUT_MS, maxRetries: 0 }
    : { ...options, timeoutMs: options.timeoutMs ?? TIMEOUT_MS, longestPauseMs: LONGEST_PAUSE_MS }

// --- texts into requests ---

interface Piece {
  text: string
  bytes: number
}

/** None for blank text, which the API refuses; several for text above the limit, whose vectors are averaged by length. */
function splitText(text: string): Piece[] {
  const rest = text.toWellFormed()
  if (rest.trim() === '') return []
  const bytes = Buffer.byteLength(rest)
  if (bytes <= MAX_INPUT_BYTES) return [{ text: rest, bytes }]
  const pieces: Piece[] = []
  let piece = ''
  let size = 0
  for (const character of rest) {
    const added = Buffer.byteLength(character)
    if (size + added > MAX_INPUT_BYTES) {
      pieces.push({ text: piece, bytes: size })
      piece = ''
      size = 0
    }
    piece += character
    size += added
  }
  return [...pieces, { text: piece, bytes: size }].filter(({ text: part }) => part.trim() !== '')
}

function inBatches<T extends Piece>(pieces: readonly T[]): T[][] {
  const batches: T[][] = []
  let batch: T[] = []
  let bytes = 0
  for (const piece of pieces) {
    if (batch.length === MAX_INPUTS || bytes + piece.bytes > MAX_REQUEST_BYTES) {
      batches.push(batch)
      batch = []
      bytes = 0
    }
    batch.push(piece)
    bytes += piece.bytes
  }
  return [...batches, batch]
}

// --- one request ---

const replySchema = z.object({
  data: z.array(z.object({ index: z.number().int().nullish(), embedding: z.unknown() })),
  usage: z.object({ prompt_tokens: z.number().nonnegative() }).nullish().catch(null),
})

interface RequestContext {
  connection: OpenAIConnection
  callOptions: EmbedCallOptions
  params: { model: string; dimensions?: number }
  /** Checked where it is known. */
  dimensions: number | undefined
}

async function request(
  input: string[],
  { connection, callOptions: { signal, onUsage }, params, dimensions }: RequestContext,
): Promise<number[][]> {
  // Without this the SDK asks for base64, and "decodes" the floats of servers that ignore it into other vectors.
  const body: OpenAI.EmbeddingCreateParams = { ...params, input, encoding_format: 'float' }
  try {
    const reply = replySchema.safeParse(await connection.client.embeddings.create(body, { signal }))
    if (!reply.success) throw new MalformedReply('it is no list of embeddings')
    onUsage?.({ ...NO_USAGE, inputTokens: reply.data.usage?.prompt_tokens ?? (await countAll(input)) })
    return toVectors(reply.data.data, { count: input.length, dimensions })
  } catch (error) {
    throw translateOpenAI(error, connection)
  }
}

/** For servers that report no usage. */
async function countAll(input: readonly string[]): Promise<number> {
  const count = await loadTokenCounter()
  return input.reduce((sum, text) => sum + count(text), 0)
}

function toVectors(
  data: z.infer<typeof replySchema>['data'],
  { count, dimensions }: { count: number; dimensions: number | undefined },
): number[][] {
  if (data.length !== count) throw new MalformedReply(`${data.length} embeddings came for ${count} texts`)
  const vectors: number[][] = []
  for (const [at, { index, embedding }] of data.entries()) vectors[index ?? at] = toVector(embedding)
  const length = dimensions ?? vectors[0]?.length ?? 0
  for (let i = 0; i < count; i++) {
    const vector = vectors[i]
    if (!vector) throw new MalformedReply(`no embedding came for text ${i + 1}`)
    if (vector.length === 0) throw new MalformedReply('an embedding is empty')
    if (vector.length !== length) {
      throw new MalformedReply(`an embedding has ${vector.length} numbers where ${length} are due`)
    }
  }
  return vectors
}

function toVector(embedding: unknown): number[] {
  if (typeof embedding === 'string') throw new MalformedReply('it is base64 though floats were asked for')
  if (!Array.isArray(embedding)) throw new MalformedReply('an embedding is no list of numbers')
  return embedding.map((value: unknown) => {
    if (typeof value === 'number' && Number.isFinite(value)) return value
    throw new MalformedReply('an embedding holds something that is no number')
  })
}

// --- vectors ---

function addScaled(sum: Float32Array | undefined, vector: readonly number[] | undefined, weight: number): void {
  if (!sum || !vector) return
  const norm = Math.hypot(...vector)
  const scale = norm > 0 ? weight / norm : 0
  for (const [i, value] of vector.entries()) sum[i] = (sum[i] ?? 0) + value * scale
}

function toUnit(vector: Float32Array): Float32Array {
  const norm = Math.hypot(...vector)
  return norm > 0 ? vector.map((value) => value / norm) : vector
}
