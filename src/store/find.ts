/** Finds the memory folder of a run: `--dir`, then `MEM_DIR`, then `./memory` if it has a ROOT.md, then `~/memory`. */
import { existsSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MemError } from '../errors.ts'

export interface Surroundings {
  /** `--dir` */
  dir?: string | undefined
  env: Readonly<Record<string, string | undefined>>
  cwd: string
  home: string
}

/** What a memory folder has at least one of: one whose ROOT.md was deleted is still one. */
const SIGNS = ['ROOT.md', 'raw', 'daily', '.mem', 'config.json']

/** The absolute path of an existing memory folder. `MemError('config')` where there is none: a mistyped name makes no second memory. */
export function findFolder(surroundings: Surroundings): string {
  const place = chosenFolder(surroundings) ?? localFolder(surroundings) ?? homeFolder(surroundings)
  if (SIGNS.some((name) => existsSync(join(place, name)))) return place
  if (statSync(place, { throwIfNoEntry: false })?.isFile()) {
    throw new MemError('config', `${place} is a file, not a memory folder.`, 'Name a folder with --dir or MEM_DIR.')
  }
  const what = isFolder(place) ? `${place} is not a memory folder` : `There is no memory folder at ${place}`
  const command = place === homeFolder(surroundings) ? 'mem init' : `mem init ${quoted(place)}`
  throw new MemError('config', `${what}.`, `Run \`${command}\` to make one, or name another with --dir.`)
}

/** Where `mem init` without a folder makes one: as `findFolder` would look for it, so that the next command finds it. */
export const folderToInit = (surroundings: Surroundings): string =>
  chosenFolder(surroundings) ?? homeFolder(surroundings)

function chosenFolder({ dir, env, cwd, home }: Surroundings): string | undefined {
  // An empty value is no choice: `MEM_DIR= mem status`.
  const chosen = dir || env.MEM_DIR
  // cron and env files pass `~` on as it is.
  return chosen ? resolve(cwd, chosen.replace(/^~(?=\/|$)/, home)) : undefined
}

function localFolder({ cwd }: Surroundings): string | undefined {
  const local = join(cwd, 'memory')
  return existsSync(join(local, 'ROOT.md')) ? local : undefined
}

const homeFolder = ({ home }: Surroundings): string => join(home, 'memory')

const isFolder = (place: string): boolean => statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false

const quoted = (place: string): string =>
  /^[\w@%+=:,./-]+$/.test(place) ? place : `'${place.replaceAll("'", String.raw`'\''`)}'`
