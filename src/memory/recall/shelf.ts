/** The segments of an index as they are needed: read one at a time, written as soon as they are made, never all in memory. */
import { createHash } from 'node:crypto'
import type { Segment } from '../../rank/segment.ts'
import { isSegmentJson, type SegmentJson, segmentFromJson, segmentToJson } from '../../rank/segment-json.ts'
import { paddedDimensions } from '../../rank/vectors.ts'
import type { SidecarFile } from '../ports.ts'
import { ascii, type IndexState, parseJson, type SegmentRef } from './sidecar.ts'

export interface Shelf {
  /** `undefined` where its file is missing, damaged, or no part of such an index. */
  get(ref: SegmentRef, index: Pick<IndexState, 'dimensions'>): Promise<Segment | undefined>
  /** Writes a segment. Where it cannot be written (a folder that is read-only or full) it is kept in memory. */
  put(segment: Segment): Promise<SegmentRef>
  /** Whether its file holds exactly what was written. */
  isWhole(ref: SegmentRef, index: Pick<IndexState, 'dimensions'>): Promise<boolean>
  /** No segment had to stay in memory. */
  readonly isSaved: boolean
}

export function openShelf(files: Pick<SidecarFile, 'readSegment' | 'writeSegment'>): Shelf {
  const unsaved = new Map<string, Segment>()
  const read = async ({ sum, passages }: SegmentRef, dimensions: number): Promise<SegmentJson | undefined> => {
    const rowBytes = paddedDimensions(dimensions)
    const text = await files.readSegment(sum)
    const json = text === undefined ? undefined : parseJson(text)
    return isSegmentJson(json, { rowBytes }) && json.passages === passages ? json : undefined
  }
  return {
    async get(ref, { dimensions }) {
      const json = unsaved.has(ref.sum) ? undefined : await read(ref, dimensions)
      return json ? segmentFromJson(json) : unsaved.get(ref.sum)
    },
    async put(segment) {
      const json = segmentToJson(segment)
      const sum = sumOf(json)
      const isWritten = await files.writeSegment(sum, renderSegment(json)).then(
        () => true,
        () => false,
      )
      if (!isWritten) unsaved.set(sum, segment)
      return { sum, passages: segment.count }
    },
    async isWhole(ref, { dimensions }) {
      const json = await read(ref, dimensions)
      return json !== undefined && sumOf(json) === ref.sum
    },
    get isSaved() {
      return unsaved.size === 0
    },
  }
}

/** SHA-256 over all columns, the first 16 hexadecimal digits: shows damage that does not show in their lengths. */
function sumOf({ terms, speakers, columns }: SegmentJson): string {
  const hash = createHash('sha256').update(terms).update(JSON.stringify(speakers))
  for (const column of Object.values(columns)) hash.update(column)
  return hash.digest('hex').slice(0, 16)
}

/** ASCII. */
function renderSegment({ passages, terms, speakers, columns }: SegmentJson): string {
  const head = ascii(JSON.stringify({ passages, speakers, terms })).slice(0, -1)
  // Base64 needs no escaping, and looking for characters to escape in it would take longest of all.
  const texts = Object.entries(columns).map(([name, base64]) => `"${name}":"${base64}"`)
  return `${head},"columns":{${texts.join(',')}}}\n`
}
