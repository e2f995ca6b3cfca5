/** The one place of the embedded encoder that reads files. */
import { readFileSync } from 'node:fs'
import { MemError } from '../../errors.ts'

/** @throws MemError `damaged` when the file cannot be read. */
export function readAsset(assets: URL, name: string): Buffer {
  try {
    return readFileSync(new URL(name, assets))
  } catch (cause) {
    throw new MemError('damaged', `The embedded encoder's ${name} cannot be read.`, 'Install mem again.', { cause })
  }
}
