/** What both SDKs are made with, so that neither reads, prints or waits for anything on its own. */
import { type AdapterOptions, DEFAULT_MAX_RETRIES, DEFAULT_TIMEOUT_MS, type Endpoint, keyFor } from './providers.ts'
import { notPausingFor } from './retry-after.ts'
import { guardedFetch } from './stall-guard.ts'

const silent = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} }

/** `MemError('config')` where the provider's own server is meant and there is no key. */
export function sdkOptions(endpoint: Endpoint, options: AdapterOptions) {
  const timeout = options.timeoutMs ?? DEFAULT_TIMEOUT_MS
  return {
    apiKey: keyFor(endpoint, options.apiKey),
    baseURL: endpoint.baseUrl,
    timeout,
    maxRetries: options.maxRetries ?? DEFAULT_MAX_RETRIES,
    fetch: notPausingFor(guardedFetch(timeout), options.longestPauseMs),
    // The SDKs log to stdout, which belongs to results.
    logger: silent,
    logLevel: 'off' as const,
  }
}
