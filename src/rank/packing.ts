/** Typed arrays ⇄ base64, and numbers ⇄ variable-length bytes: how an index stands in JSON. Little-endian, as every platform of Node's. */

type NumberArray = Uint8Array | Int8Array | Uint16Array | Uint32Array | Float32Array

/** The bytes of an array as base64. */
export const toBase64 = (array: NumberArray): string =>
  Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64')

/** How many bytes a base64 text stands for. */
export function base64Bytes(text: string): number {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0
  return Math.floor((text.length * 3) / 4) - padding
}

/** The bytes of a base64 text at the start of a buffer of their own, so that any array type may lie over them. */
export function fromBase64(text: string): ArrayBuffer {
  const buffer = new ArrayBuffer(base64Bytes(text))
  Buffer.from(buffer).write(text, 'base64')
  return buffer
}

/** A byte array that grows. Numbers are written in groups of seven bits, lowest first; the top bit says that more follow. */
export class ByteWriter {
  #bytes = new Uint8Array(1024)
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Writes a whole number from 0 to 2^32 - 1. */
  writeNumber(value: number): void {
    this.#reserve(5)
    let rest = value >>> 0
    while (rest > 127) {
      this.#bytes[this.#length++] = (rest & 127) | 128
      rest >>>= 7
    }
    this.#bytes[this.#length++] = rest
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length)
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return
    const grown = new Uint8Array(this.#bytes.length * 2)
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
