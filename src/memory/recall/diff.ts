/** How the folder differs from the index: by size and time of the files, so that a folder of thousands is compared in milliseconds. */
import type { FileStamp, MemoryFolder } from '../ports.ts'
import { type Level, SUMMARY_LEVELS } from '../types.ts'
import type { IndexedFile, IndexState } from './sidecar.ts'

const LEVELS: readonly Level[] = ['raw', ...SUMMARY_LEVELS]

export type StampedFile = FileStamp & { level: Level }

export interface FolderDiff {
  unchanged: IndexedFile[]
  /** New files, and files whose size or time changed. */
  changed: StampedFile[]
  /** Indexed files that are gone. */
  gone: IndexedFile[]
}

export async function diffFolder(folder: MemoryFolder, { files }: IndexState): Promise<FolderDiff> {
  const indexed = new Map(files.map((file) => [file.path, file]))
  const diff: FolderDiff = { unchanged: [], changed: [], gone: [] }
  for (const level of LEVELS) {
    for (const stamp of await folder.list(level)) {
      const known = indexed.get(stamp.path)
      indexed.delete(stamp.path)
      if (known?.sizeBytes === stamp.sizeBytes && known.modifiedMs === stamp.modifiedMs) diff.unchanged.push(known)
      else diff.changed.push({ ...stamp, level })
    }
  }
  diff.gone.push(...indexed.values())
  return diff
}

/** The same, with the files that still wait for vectors among the changed ones. */
export function withWaiting({ unchanged, changed, gone }: FolderDiff): FolderDiff {
  const again = unchanged.filter(({ waiting }) => waiting).map(stampOf)
  return { unchanged: unchanged.filter(({ waiting }) => !waiting), changed: [...changed, ...again], gone }
}

const stampOf = ({ path, level, sizeBytes, modifiedMs }: IndexedFile): StampedFile => ({
  path,
  level,
  sizeBytes,
  modifiedMs,
})

export const isUpToDate = ({ changed, gone }: FolderDiff): boolean => changed.length === 0 && gone.length === 0
