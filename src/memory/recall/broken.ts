/** Files that cannot be read, which recall cannot see: known from the index, so that they can be named at any time without reading them again. */
import type { Reporter } from '../ports.ts'
import type { IndexedFile } from './sidecar.ts'

export interface BrokenFile {
  path: string
  /** A sentence that does not name the file. */
  reason: string
}

/** The files that could not be read when they were indexed. */
export const brokenIn = (files: readonly IndexedFile[]): BrokenFile[] =>
  files.filter(isBroken).map(({ path, broken = 'it cannot be read.' }) => ({ path, reason: broken }))

export const isBroken = ({ hash }: IndexedFile): boolean => hash === ''

export const sayBroken = ({ path, reason }: BrokenFile, { notice }: Pick<Reporter, 'notice'>): void =>
  notice(`${path} is left out of the index: ${reason}`)
