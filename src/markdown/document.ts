/** Daily, weekly, monthly and ROOT files ⇄ documents: reading, writing, and joining a run's result with a human's edits. */
export { documentOfPath, documentPath, documentTitle, kindOfHeading, SECTION_HEADINGS } from './document/levels.ts'
export { mergeDocument } from './document/merge.ts'
export { parseDocument } from './document/parse.ts'
export { renderDocument } from './document/render.ts'
export type { DocumentItem, DocumentSection, LevelDocument, ParsedDocument } from './document/types.ts'
