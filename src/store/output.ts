/** Standard output where it is a file: written whole, or a failure that says why. Node itself takes a write that a full disk cut short for done. */
import { fstatSync, writeSync } from 'node:fs'
import { isatty } from 'node:tty'
import { MemError, messageOf } from '../errors.ts'
import { fileError } from './file-error.ts'

export interface FileOutput {
  /** `MemError('config')` where the disk is full and the like. */
  write(text: string): void
}

/** `undefined` for a terminal or a pipe, which Node's own stream serves. */
export function fileOutput(fd: number): FileOutput | undefined {
  if (!isFile(fd)) return undefined
  return {
    write(text) {
      const bytes = Buffer.from(text)
      try {
        for (let at = 0; at < bytes.length; ) at += writeSync(fd, bytes, at)
      } catch (error) {
        throw outputError(error)
      }
    },
  }
}

/** What to tell of standard output that takes no more. */
export function outputError(error: unknown): unknown {
  const explained = fileError(error, { action: 'write to', path: 'standard output' })
  if (explained instanceof MemError || !(error instanceof Error && 'code' in error)) return explained
  return new MemError(
    'config',
    `Cannot write to standard output: ${messageOf(error)}.`,
    'Send it somewhere else and run the command again.',
    { cause: error },
  )
}

/** Also a device such as `/dev/full`. */
function isFile(fd: number): boolean {
  try {
    const kind = fstatSync(fd)
    return kind.isFile() || (kind.isCharacterDevice() && !isatty(fd))
  } catch {
    return false
  }
}
