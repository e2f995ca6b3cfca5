/** A real HTTP server on 127.0.0.1 that answers as a test scripts it; the vendors' wire formats stand in files beside this one. */
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface RecordedRequest {
  method: string
  path: string
  headers: IncomingHttpHeaders
  /** The parsed JSON body. */
  body: Record<string, unknown>
}

/** Answers one request. */
export type Reply = (response: ServerResponse, request: RecordedRequest) => void | Promise<void>

export interface FakeServer {
  /** Without a trailing slash. */
  url: string
  requests: RecordedRequest[]
  /** What the next requests get, one each; the last one stays for all that follow. */
  script(...replies: Reply[]): void
  close(): Promise<void>
}

export async function startFakeServer(): Promise<FakeServer> {
  const requests: RecordedRequest[] = []
  let replies: Reply[] = []
  const server = createServer(async (incoming, response) => {
    const request = await record(incoming)
    requests.push(request)
    const reply = replies.length > 1 ? replies.shift() : replies[0]
    await (reply ?? json(500, { error: { message: 'the test scripted no reply' } }))(response, request)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    script: (...next) => {
      replies = next
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function record(incoming: IncomingMessage): Promise<RecordedRequest> {
  const pieces: Buffer[] = []
  for await (const piece of incoming) pieces.push(piece)
  const text = Buffer.concat(pieces).toString('utf8')
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body: text ? JSON.parse(text) : {},
  }
}

/** A base URL on which nothing listens. */
export async function deadUrl(): Promise<string> {
  const server = await startFakeServer()
  await server.close()
  return server.url
}

// --- replies ---

export const json =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  }

/** A body as it is: what a wrong port, a proxy or a broken server says. */
export const raw =
  (body: string, contentType: string): Reply =>
  (response) => {
    response.writeHead(200, { 'content-type': contentType })
    response.end(body)
  }

export const html = raw('<!doctype html><title>Welcome</title><p>It works!', 'text/html')

/** Takes the request and never sends as much as headers. */
export const hang: Reply = () => {}

/** Closes the connection before an answer. */
export const drop: Reply = (response) => {
  response.socket?.destroy()
}

/** Sends headers and the start of a JSON body, then falls silent. */
export const stallInJson: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.write('{"id":')
}

export interface StreamOptions {
  /** Bytes of each write; absent: one write for all. Cuts run through characters and lines alike. */
  chunkBytes?: number
  /** What happens when everything is written. */
  ending?: 'end' | 'stall' | 'cut'
}

export const eventStream =
  (frames: readonly string[], { chunkBytes, ending = 'end' }: StreamOptions = {}): Reply =>
  async (response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    const bytes = Buffer.from(frames.join(''))
    const size = chunkBytes ?? Math.max(1, bytes.length)
    for (let at = 0; at < bytes.length; at += size) {
      response.write(bytes.subarray(at, at + size))
      // Lets the piece leave by itself instead of together with the next one.
      await new Promise(setImmediate)
    }
    if (ending === 'end') response.end()
    if (ending === 'cut') response.socket?.destroy()
  }

// --- a model, whatever its vendor ---

export interface FakeToolCall {
  id: string
  name: string
  /** The JSON of the input, in the pieces in which it is streamed. */
  pieces: readonly string[]
}

export interface FakeAnswer {
  texts?: readonly string[]
  calls?: readonly FakeToolCall[]
  stop?: 'end' | 'length' | 'refused'
  usage?: { input: number; output: number; cacheRead: number; cacheWrite: number } | null
}

/** How a vendor puts answers and errors on the wire. */
export interface Wire {
  /** Path of its base URL below the server's. */
  basePath: string
  /** The frames of a stream, in order; the last one only marks the end. */
  frames(answer: FakeAnswer): string[]
  document(answer: FakeAnswer): unknown
  error(status: number, message: string): unknown
}

/** Streams the answer, or sends it whole, as the request asks. */
export const answerIn =
  (wire: Wire, answer: FakeAnswer, options: StreamOptions = {}): Reply =>
  (response, request) =>
    request.body.stream === true
      ? eventStream(wire.frames(answer), options)(response, request)
      : json(200, wire.document(answer))(response, request)

export const failIn = (
  wire: Wire,
  { status, message, headers = {} }: { status: number; message: string; headers?: Record<string, string> },
): Reply => json(status, wire.error(status, message), { 'retry-after-ms': '1', ...headers })
