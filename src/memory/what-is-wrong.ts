/** The sentence of an error about a file, for messages that name the file already. */
import { messageOf } from '../errors.ts'

/** What an error says is wrong with the file, without the file's name: `it is not UTF-8 text.` */
export function whatIsWrong(error: unknown, path: string): string {
  const message = messageOf(error)
  const at = message.indexOf(path)
  const [before, after] = [message.slice(0, at).replace(/^Cannot read /, ''), message.slice(at + path.length)]
  if (at < 0 || !IS_FOLDER.test(before)) return message
  if (after.startsWith(': ')) return after.slice(2)
  return after.startsWith(' ') ? `it${after}` : message
}

/** Nothing, or an absolute path. */
const IS_FOLDER = /^(?:\/.*\/|[A-Za-z]:[\\/].*[\\/]|\/)?$/s
