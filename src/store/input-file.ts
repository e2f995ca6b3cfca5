/** Reads a file that the user names on the command line, in pieces. */
import { createReadStream } from 'node:fs'
import { MemError } from '../errors.ts'

/** The bytes of a file. `MemError('input')` where it cannot be read. */
export async function* readInputFile(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const piece of createReadStream(path)) yield piece
  } catch (error) {
    const isFolder = error instanceof Error && 'code' in error && error.code === 'EISDIR'
    throw new MemError(
      'input',
      `${path} cannot be read: ${reasonOf(error)}.`,
      isFolder ? 'Name the files in it.' : 'Check the path and its permissions.',
      { cause: error },
    )
  }
}

function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'ENOENT') return 'there is no such file'
  if (code === 'EISDIR') return 'it is a folder'
  if (code === 'EACCES') return 'permission denied'
  return error instanceof Error ? error.message : String(error)
}
