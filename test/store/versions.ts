/** Texts that tell whether they are whole: the first line names the version, its digits fill the middle, the last line names it again. */

const MIDDLE_LENGTH = 300_000

export const versionText = (version: number): string => {
  const filler = `${version} `.repeat(Math.ceil(MIDDLE_LENGTH / `${version} `.length)).slice(0, MIDDLE_LENGTH)
  return `version ${version}\n${filler}\nend of ${version}\n`
}

export async function* versionPieces(version: number): AsyncGenerator<string> {
  const text = versionText(version)
  for (let start = 0; start < text.length; start += 10_000) yield text.slice(start, start + 10_000)
}

/** The version of a text, or `undefined` for one that is not whole. */
export function versionOf(text: string): number | undefined {
  const version = Number(/^version (\d+)\n/.exec(text)?.[1])
  return text === versionText(version) ? version : undefined
}
