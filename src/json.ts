/** JSON that people and other programs write. */

/** `JSON.parse`, but for the byte order mark that editors and shells on Windows put before a text. Throws a `SyntaxError`. */
export const parseJsonText = (text: string): unknown => JSON.parse(text.replace(/^\uFEFF/, ''))
