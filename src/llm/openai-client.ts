/** The openai SDK, loaded at the first call. */
import type OpenAI from 'openai'
import { memErrorOf } from './failure.ts'
import { toFailure } from './openai-format.ts'
import type { AdapterOptions, Endpoint } from './providers.ts'
import { sdkOptions } from './sdk-options.ts'

export interface OpenAIConnection {
  sdk: typeof OpenAI
  client: OpenAI
  endpoint: Endpoint
  apiKey: string
}

/** `MemError('config')` where OpenAI's own server is meant and there is no key. */
export async function connectOpenAI(endpoint: Endpoint, options: AdapterOptions): Promise<OpenAIConnection> {
  const settings = sdkOptions(endpoint, options)
  const { default: sdk } = await import('openai')
  return { sdk, client: new sdk(settings), endpoint, apiKey: settings.apiKey }
}

/** A `MemError` for a failed call; anything else as it is. */
export function translateOpenAI(error: unknown, { sdk, endpoint, apiKey }: OpenAIConnection): unknown {
  const failure = toFailure(error, sdk)
  return failure ? memErrorOf(failure, { endpoint, apiKey }) : error
}
