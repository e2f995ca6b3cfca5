/** Ends a response body that falls silent: the SDKs' own timeout stops at the response's headers. */

/** The body of a response brought nothing for too long. */
export class StalledError extends Error {
  constructor(silentMs: number) {
    super(`no data for ${silentMs} ms`)
    this.name = 'StalledError'
  }
}

/** A `fetch` whose response bodies fail with `StalledError` when no byte arrives for `silentMs`. */
export function guardedFetch(silentMs: number): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, init)
    if (!response.body) return response
    return new Response(guardBody(response.body, silentMs), response)
  }
}

function guardBody(body: ReadableStream<Uint8Array>, silentMs: number): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await readWithin(reader, silentMs)
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(error)
        await reader.cancel(error).catch(() => undefined)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

async function readWithin(reader: ReadableStreamDefaultReader<Uint8Array>, silentMs: number) {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StalledError(silentMs)), silentMs)
  })
  try {
    return await Promise.race([reader.read(), silence])
  } finally {
    clearTimeout(timer)
  }
}
