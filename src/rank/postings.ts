/** Which passages hold a term and how often: sorted terms over delta-coded lists, readable without decoding the rest. */
import { ByteWriter } from './packing.ts'

/** The inverted index of one segment. Passages are numbered from 0 within it. */
export interface Postings {
  /** All terms in code-unit order, joined by line breaks. */
  terms: string
  /** Where each term's list starts in `lists`; one more for the end. */
  offsets: Uint32Array
  /** For each passage: (distance to the one before) × 2, plus 1 where a count other than one follows. */
  lists: Uint8Array
}

/** Collects terms passage by passage. */
export class PostingsBuilder {
  #lists = new Map<string, number[]>()

  /** Passages must come in ascending order. */
  add(passage: number, terms: Iterable<string>): void {
    for (const term of terms) {
      let list = this.#lists.get(term)
      if (!list) {
        list = []
        this.#lists.set(term, list)
      }
      const last = list.length - 2
      if (list[last] === passage) list[last + 1] = (list[last + 1] ?? 0) + 1
      else list.push(passage, 1)
    }
  }

  /** Adds one list's entry as it was read from another index. */
  addEntry(term: string, { passage, count }: { passage: number; count: number }): void {
    const list = this.#lists.get(term)
    if (list) list.push(passage, count)
    else this.#lists.set(term, [passage, count])
  }

  build(): Postings {
    const terms = [...this.#lists.keys()].sort()
    const offsets = new Uint32Array(terms.length + 1)
    const writer = new ByteWriter()
    for (const [index, term] of terms.entries()) {
      writeList(this.#lists.get(term) ?? [], writer)
      offsets[index + 1] = writer.length
    }
    return { terms: terms.join('\n'), offsets, lists: writer.bytes() }
  }
}

function writeList(list: readonly number[], writer: ByteWriter): void {
  let previous = -1
  for (let i = 0; i < list.length; i += 2) {
    const passage = list[i] ?? 0
    const count = list[i + 1] ?? 1
    writer.writeNumber((passage - previous) * 2 + (count === 1 ? 0 : 1))
    if (count !== 1) writer.writeNumber(count)
    previous = passage
  }
}

/** Finds terms by binary search in the joined text. */
export class TermTable {
  readonly count: number
  #text: string
  #starts: Uint32Array

  constructor({ terms, offsets }: Postings) {
    this.count = offsets.length - 1
    this.#text = terms
    this.#starts = new Uint32Array(this.count + 1)
    let at = 0
    for (let i = 1; i < this.count; i++) {
      at = terms.indexOf('\n', at) + 1
      this.#starts[i] = at
    }
    this.#starts[this.count] = terms.length + 1
  }

  term(index: number): string {
    return this.#text.slice(this.#starts[index] ?? 0, (this.#starts[index + 1] ?? 1) - 1)
  }

  /** The index of a term, or -1. */
  find(term: string): number {
    const index = this.firstFrom(term)
    return index < this.count && this.term(index) === term ? index : -1
  }

  /** The terms with this beginning whose length lies within these bounds. */
  startingWith(beginning: string, { min, max }: { min: number; max: number }): string[] {
    const found: string[] = []
    for (let index = this.firstFrom(beginning); index < this.count; index++) {
      const start = this.#starts[index] ?? 0
      if (!this.#text.startsWith(beginning, start)) break
      const length = (this.#starts[index + 1] ?? 1) - 1 - start
      if (length >= min && length <= max) found.push(this.term(index))
    }
    return found
  }

  /** The index of the first term that is not before this one in order. */
  firstFrom(term: string): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.term(middle) < term) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** A list as it is scored: passages in ascending order, and how often each holds the term. */
export interface PostingList {
  length: number
  passages: Int32Array
  counts: Int32Array
}

/** Decodes one list. One loop without calls: this is where a query spends its time. */
export function readList({ lists, offsets }: Postings, index: number): PostingList {
  const end = offsets[index + 1] ?? 0
  let at = offsets[index] ?? 0
  // No entry takes less than a byte.
  const passages = new Int32Array(end - at)
  const counts = new Int32Array(end - at)
  let length = 0
  let passage = -1
  while (at < end) {
    let byte = lists[at++] ?? 0
    let head = byte & 127
    for (let unit = 128; byte > 127; unit *= 128) {
      byte = lists[at++] ?? 0
      head += (byte & 127) * unit
    }
    let count = 1
    if (head % 2 === 1) {
      byte = lists[at++] ?? 0
      count = byte & 127
      for (let unit = 128; byte > 127; unit *= 128) {
        byte = lists[at++] ?? 0
        count += (byte & 127) * unit
      }
    }
    passage += Math.floor(head / 2)
    passages[length] = passage
    counts[length] = count
    length += 1
  }
  return { length, passages, counts }
}
