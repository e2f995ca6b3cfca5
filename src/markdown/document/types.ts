/** A daily, weekly, monthly or ROOT file, taken apart. */
import type { Memory, SummaryLevel } from '../../memory/types.ts'

/** One statement at its place in a file. */
export interface DocumentItem {
  memory: Memory
  /**
   * As it stands in the file, without the last line break. What a run wrote is rendered from `memory` again; what a human wrote is
   * kept verbatim, further lines included. '' or the rendered line for a statement that a run is about to write.
   */
  line: string
  /**
   * True for a line that a human wrote or edited in this very file. `parseDocument` always sets it. Where it is absent, a line of
   * `origin: 'human'` that is not what `renderMemory` writes counts as one.
   */
  hand?: boolean
  /** What a human put below the item that is no statement (a heading, code, a table, a comment), verbatim. */
  after?: string
}

export interface DocumentSection {
  /** Plain text. '' for items above the first heading. */
  heading: string
  /** The heading in the Markdown that a human gave it, where a run would write it otherwise. */
  written?: string
  items: DocumentItem[]
  /** As `after`, above the first item. */
  lead?: string
}

export interface LevelDocument {
  level: SummaryLevel
  /** `2026-11-22`, `2026-W47`, `2026-11`; '' for ROOT. */
  period: string
  title: string
  /** The front matter without `kind`, the period, `lines` and `removed`; keys that this program does not know, too. */
  front: Record<string, unknown>
  /** Paragraphs that a run wrote between the title and the first heading; their text is the caller's to escape. '' for none. */
  intro: string
  /** The text under `## Pinned`, verbatim. */
  pinned: string
  sections: DocumentSection[]
}

/** A document with the hashes of the lines that a human deleted or edited: no run writes them again. */
export type ParsedDocument = LevelDocument & { removed: string[] }
