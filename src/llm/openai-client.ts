/** The openai SDK, loaded at the first call, and set up so that nothing of it surprises. */
import type OpenAI from 'openai'
import { memErrorOf } from './failure.ts'
import { toFailure } from './openai-format.ts'
import { type AdapterOptions, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT_MS, type Endpoint, keyFor } from './providers.ts'
import { guardedFetch } from './stall-guard.ts'

export interface OpenAIConnection {
  sdk: typeof OpenAI
  client: OpenAI
  endpoint: Endpoint
  apiKey: string
}

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }

/** `MemError('config')` where OpenAI's own server is meant and there is no key. */
export async function connectOpenAI(endpoint: Endpoint, options: AdapterOptions): Promise<OpenAIConnection> {
  const apiKey = keyFor(endpoint, options.apiKey)
  const { default: sdk } = await import('openai')
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
  const client = new sdk({
    apiKey,
    baseURL: endpoint.baseUrl,
    timeout: timeoutMs,
    maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
    fetch: guardedFetch(timeoutMs),
    // The SDK logs to stdout, which belongs to results.
    logger: silent,
    logLevel: 'off',
  })
  return { sdk, client, endpoint, apiKey }
}

/** A `MemError` for a failed call; anything else as it is. */
export function translateOpenAI(error: unknown, { sdk, endpoint, apiKey }: OpenAIConnection): unknown {
  const failure = toFailure(error, sdk)
  return failure ? memErrorOf(failure, { endpoint, apiKey }) : error
}
