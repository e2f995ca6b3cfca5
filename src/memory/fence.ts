/** Puts remembered text into a prompt as data: marked off, and unable to end its own mark. Pure. */

/** `<` opens a mark; its full-width and small forms look the same to a model. `&` is escaped so that escaping loses nothing. */
const MARK_CHARACTERS = /[&<＜﹤]/g
const ESCAPED: Record<string, string> = { '&': '&amp;', '<': '&lt;', '＜': '&#xFF1C;', '﹤': '&#xFE64;' }

/** Characters that a reader does not see but a model reads: controls, changes of direction, Unicode tags. */
const INVISIBLE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\u{e0000}-\u{e007f}]/gu

/** The text without invisible characters and without anything that could open or close a mark. */
export const escapeForFence = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(INVISIBLE, '')
    .replace(MARK_CHARACTERS, (character) => ESCAPED[character] ?? '')

const escapeAttribute = (value: string): string => escapeForFence(value).replace(/["\n\t]/g, ' ')

/** `<name key="value">`, the escaped text, `</name>`: each mark on a line of its own. `name` is one of ours, `[a-z_]+`. */
export function fence(name: string, text: string, attributes: Readonly<Record<string, string>> = {}): string {
  return fenceBlocks(name, [escapeForFence(text)], attributes)
}

/** A fence around blocks that are fenced or escaped already. */
export function fenceBlocks(
  name: string,
  blocks: readonly string[],
  attributes: Readonly<Record<string, string>> = {},
): string {
  const shown = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(value)}"`)
  return `<${name}${shown.join('')}>\n${blocks.join('\n')}\n</${name}>`
}
