/**
 * The vocabulary for counting tokens as the build packs it: ready to be looked up in, where reading the text of 200,000 tokens takes a
 * tenth of a second. Run from source, or with a file that does not fit, the text is read.
 */
import { readAsset } from './asset.ts'
import { readTokens, type TokenTable } from './token-ranks.ts'

export const TOKEN_FILE = 'tokens.bin'

export interface TokenVocabulary {
  /** A regular expression's source: what it matches is looked up. */
  pattern: string
  table: TokenTable
}

const MAGIC = 'MEMTOKEN'
/** Magic, u32 bytes of the pattern, tokens, slots, bytes of the tokens. */
const HEADER_BYTES = MAGIC.length + 4 * 4

/** The packed file of a folder (with a trailing slash), else the vocabulary itself. */
export async function loadVocabulary(assets: URL): Promise<TokenVocabulary> {
  const packed = unpackVocabulary(assetOf(assets))
  if (packed) return packed
  const { default: vocabulary } = await import('js-tiktoken/ranks/o200k_base')
  return { pattern: vocabulary.pat_str, table: readTokens(vocabulary.bpe_ranks) }
}

function assetOf(assets: URL): Uint8Array {
  try {
    return readAsset(assets, TOKEN_FILE)
  } catch {
    // Not there: the vocabulary says the same, and takes longer.
    return new Uint8Array()
  }
}

/** Little-endian: the header, u32 starts[tokens + 1], u32 ranks[tokens], i32 slots[slots], the tokens' bytes, the pattern in UTF-8. */
export function packVocabulary({ pattern, table }: TokenVocabulary): Uint8Array {
  const source = new TextEncoder().encode(pattern)
  const { starts, ranks, slots, bytes } = table
  const header = new Uint8Array(HEADER_BYTES)
  header.set(new TextEncoder().encode(MAGIC))
  const numbers = new DataView(header.buffer)
  for (const [field, value] of [source.length, ranks.length, slots.length, bytes.length].entries())
    numbers.setUint32(MAGIC.length + 4 * field, value, true)
  return Buffer.concat([header, asBytes(starts), asBytes(ranks), asBytes(slots), bytes, source])
}

const asBytes = ({ buffer, byteOffset, byteLength }: Uint32Array | Int32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Views of the file; nothing is copied. `undefined` where it is none of ours, or of another length. */
export function unpackVocabulary(file: Uint8Array): TokenVocabulary | undefined {
  const { buffer, byteOffset, byteLength } = file
  if (byteLength < HEADER_BYTES || byteOffset % 4 !== 0 || !isLittleEndian()) return undefined
  const text = (from: number, to: number) => new TextDecoder().decode(file.subarray(from, to))
  if (text(0, MAGIC.length) !== MAGIC) return undefined
  const header = new DataView(buffer, byteOffset, HEADER_BYTES)
  const number = (field: number) => header.getUint32(MAGIC.length + 4 * field, true)
  const [patternBytes, tokens, slots, tokenBytes] = [number(0), number(1), number(2), number(3)]
  const ranksAt = HEADER_BYTES + 4 * (tokens + 1)
  const slotsAt = ranksAt + 4 * tokens
  const bytesAt = slotsAt + 4 * slots
  const patternAt = bytesAt + tokenBytes
  if (byteLength !== patternAt + patternBytes) return undefined
  return {
    pattern: text(patternAt, byteLength),
    table: {
      starts: new Uint32Array(buffer, byteOffset + HEADER_BYTES, tokens + 1),
      ranks: new Uint32Array(buffer, byteOffset + ranksAt, tokens),
      slots: new Int32Array(buffer, byteOffset + slotsAt, slots),
      bytes: file.subarray(bytesAt, patternAt),
    },
  }
}

const isLittleEndian = (): boolean => new Uint8Array(new Uint16Array([1]).buffer)[0] === 1
