/** Remembered text, file names and a model's words on a terminal: shown, never obeyed. */

const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g

/** Text without characters that a terminal obeys; line breaks and tabs stay. */
export const printable = (text: string): string => text.replace(CONTROLS, '')

/** The same in one line, for messages that name what they met. */
export const printableLine = (text: string): string => printable(text.replace(/\s+/g, ' ')).trim()
