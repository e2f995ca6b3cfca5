/** Finds one turn in a raw file by its heading, without reading the rest: recall shows passages on demand. Held against `parseRaw` by the tests. */

export interface TurnBlock {
  /** The turn's text, verbatim. */
  text: string
  /** Line of its heading, from 1. */
  headingLine: number
  /** Line of the text's first line. */
  textLine: number
}

/** Turn `number` of a raw file's text; `undefined` where it has none. Texts are quoted, so only a heading can look like one. */
export function readTurnBlock(file: string, number: number): TurnBlock | undefined {
  const start = headingAt(file, number)
  if (start < 0) return undefined
  const headingLine = countLines(file, start) + 1
  const lines: string[] = []
  let textLine = headingLine
  let at = start
  while (at < file.length) {
    const end = file.indexOf('\n', at)
    const line = file.slice(at, end < 0 ? file.length : end)
    if (line.startsWith('>')) lines.push(line.slice(line.startsWith('> ') ? 2 : 1))
    else if (lines.length > 0) break
    if (lines.length === 0) textLine += 1
    if (end < 0) break
    at = end + 1
  }
  // A file that some tool has converted to Windows line ends shows it in its first line.
  const converted = file.startsWith('---\r\n')
  const text = (converted ? lines.map((line) => line.replace(/\r$/, '')) : lines).join('\n')
  return lines.length === 0 ? undefined : { text, headingLine, textLine }
}

function headingAt(file: string, number: number): number {
  const heading = `\n## turn-${number}`
  for (let at = file.indexOf(heading); at >= 0; at = file.indexOf(heading, at + 1)) {
    if (/[\r\n]/.test(file[at + heading.length] ?? '')) return at + 1
  }
  return -1
}

/** Line breaks before `end`. */
function countLines(text: string, end: number): number {
  let lines = 0
  for (let at = text.indexOf('\n'); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines += 1
  return lines
}
