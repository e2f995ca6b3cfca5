/** Bytes → pieces of well-defined text: UTF-8, or UTF-16 with a byte order mark. Anything else is not a transcript. */
import { TextDecoder } from 'node:util'
import { MemError } from '../errors.ts'

const MAGIC: readonly (readonly [name: string, bytes: readonly number[], hint: string])[] = [
  ['a PDF', [0x25, 0x50, 0x44, 0x46], 'Save it as text first, then capture the text.'],
  [
    'a zip archive',
    [0x50, 0x4b, 0x03, 0x04],
    'Unpack it first; in a chat export the file to capture is conversations.json.',
  ],
  ['a PNG image', [0x89, 0x50, 0x4e, 0x47], 'Give a transcript or a text.'],
  ['a JPEG image', [0xff, 0xd8, 0xff], 'Give a transcript or a text.'],
  ['a gzip archive', [0x1f, 0x8b], 'Unpack it first, for example with gunzip.'],
  ['a SQLite database', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20], 'Export the conversation from its program first.'],
]
const HEAD_BYTES = 8

/** The text in pieces of whole characters, without its byte order mark. `MemError('input')` for binary data. */
export async function* decodeText(input: AsyncIterable<Uint8Array>): AsyncIterable<string> {
  let decoder: TextDecoder | undefined
  let head = new Uint8Array(0)
  for await (const bytes of input) {
    if (decoder) {
      yield decodePiece(decoder, bytes)
      continue
    }
    head = head.length === 0 ? new Uint8Array(bytes) : concat(head, bytes)
    if (head.length < HEAD_BYTES) continue
    decoder = decoderFor(head)
    yield decodePiece(decoder, head)
  }
  if (!decoder) {
    decoder = decoderFor(head)
    yield decodePiece(decoder, head)
  }
  yield decodeTail(decoder)
}

function decoderFor(head: Uint8Array): TextDecoder {
  for (const [name, magic, hint] of MAGIC) {
    if (magic.every((byte, i) => head[i] === byte))
      throw new MemError('input', `This is ${name}, not a transcript.`, hint)
  }
  if (head[0] === 0xff && head[1] === 0xfe) return new TextDecoder('utf-16le', { fatal: true })
  if (head[0] === 0xfe && head[1] === 0xff) return new TextDecoder('utf-16be', { fatal: true })
  return new TextDecoder('utf-8', { fatal: true })
}

function decodePiece(decoder: TextDecoder, bytes: Uint8Array): string {
  let text: string
  try {
    text = decoder.decode(bytes, { stream: true })
  } catch (cause) {
    throw notText('It holds bytes that are not valid UTF-8.', cause)
  }
  if (text.includes('\0')) throw notText('It holds NUL bytes.')
  return text
}

/** A file that a client is still writing may end inside a character: that is no reason to refuse the rest. */
function decodeTail(decoder: TextDecoder): string {
  try {
    return decoder.decode()
  } catch {
    return '\uFFFD'
  }
}

const notText = (why: string, cause?: unknown) =>
  new MemError(
    'input',
    `The input is not text. ${why}`,
    'Give a transcript in UTF-8 (or UTF-16 with a byte order mark).',
    { cause },
  )

function concat(left: Uint8Array, right: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(left.length + right.length)
  joined.set(left)
  joined.set(right, left.length)
  return joined
}
