/** What no honest statement holds: it would change the document that it stands in, or order whoever reads it later. */
import { isInstruction } from '../../extract/lines/injection.ts'

/** Markup (links, HTML, headings, bullets, quotes, fences), script and data addresses, instructions to a model. */
export const looksForged = (text: string): boolean =>
  /\]\(|<\/?[a-z!]|^\s*(?:#{1,6}\s|[-*+]\s|>|```|---)|\bdata:|javascript:/i.test(text) || isInstruction(text)
