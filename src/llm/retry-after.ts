/** Keeps the SDKs from sleeping as long as a server pleases: they wait out whatever `Retry-After` says. */

/** A `fetch` whose responses forbid another try where the server wants a pause longer than `longestPauseMs`; absent: the same `fetch`. */
export function notPausingFor(fetching: typeof fetch, longestPauseMs: number | undefined): typeof fetch {
  if (longestPauseMs === undefined) return fetching
  return async (input, init) => {
    const response = await fetching(input, init)
    if (pauseMs(response.headers) <= longestPauseMs) return response
    const headers = new Headers(response.headers)
    headers.set('x-should-retry', 'false')
    return new Response(response.body, { status: response.status, statusText: response.statusText, headers })
  }
}

/** What the SDKs would wait, in milliseconds; 0 where the server does not say. */
function pauseMs(headers: Headers): number {
  const exactMs = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (exactMs) return exactMs
  const after = headers.get('retry-after') ?? ''
  const seconds = Number.parseFloat(after)
  const pause = Number.isNaN(seconds) ? Date.parse(after) - Date.now() : 1000 * seconds
  return Number.isNaN(pause) ? 0 : pause
}
