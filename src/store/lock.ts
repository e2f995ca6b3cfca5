/**
 * One holder of the memory folder at a time, among processes and machines.
 *
 * The lock is the folder `.mem/lock` with one file in it, named after its holder by a name that never occurs twice. It is taken by
 * renaming a folder prepared with that file to `.mem/lock`: the system lets that happen only where there is no such folder or an empty
 * one. So the lock is never seen without its holder, and a dead holder's lock is broken by removing the file with its very name, which
 * can never hit a rival's fresh lock. Needs rename, unlink and rmdir only: it works without hard links, on FAT, SMB and NFS as well.
 * Where a folder cannot be renamed onto an empty one (Windows), rmdir clears the way: it removes only empty folders, so never a lock.
 *
 * A holder on this machine is alive while its process is. One on another machine, or in another container, is alive while it renews
 * its file; ages are measured between times that the file system of the folder set, so the clocks of the machines do not matter.
 */
import { rmdirSync, unlinkSync } from 'node:fs'
import { mkdir, open, readdir, readFile, rename, rm, rmdir, stat, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import * as z from 'zod/mini'
import { MemError } from '../errors.ts'
import type { Clock } from '../memory/ports.ts'
import { adopt, FILE_MODE, FOLDER_MODE } from './access.ts'
import { isAbandoned } from './atomic-write.ts'
import { errorCode, fileError } from './file-error.ts'
import { livenessOf, parseUniqueName, uniqueName } from './process-identity.ts'

export const DEFAULT_LOCK_WAIT_MS = 30_000

const HEARTBEAT_MS = 60_000
/** Ten missed heartbeats: longer than a machine under load or a network folder stalls. */
const SILENCE_MS = 10 * 60_000
const POLL_MS = { shortest: 20, longest: 250 }

export interface LockOptions {
  waitMs: number
  now: Clock
  signal?: AbortSignal
}

export interface Lock {
  /** `MemError('locked')` where another machine took the lock over, as it does after ten silent minutes (a laptop that slept). */
  assertHeld(): Promise<void>
  release(): Promise<void>
}

/** What a holder says of itself, for the message that others show. */
const HolderNote = z.object({ host: z.string(), command: z.string(), since: z.string() })

interface Places {
  /** `.mem/lock`: free when absent or empty. */
  lock: string
  /** Prepared beside it, renamed to it. */
  candidate: string
  /** Name of the file in both, and what it says. */
  owner: string
  note: string
}

/**
 * Takes the lock of the folder `.mem`, given as an absolute path. Waits while another holds it: `MemError('locked')` after `waitMs`,
 * `MemError('interrupted')` on abort. The lock of a killed process on this machine is broken at once.
 */
export async function takeLock(memFolder: string, { waitMs, now, signal }: LockOptions): Promise<Lock> {
  const owner = uniqueName()
  const places: Places = {
    lock: join(memFolder, 'lock'),
    candidate: join(memFolder, `lock.${owner}`),
    owner,
    note: holderNote(now()),
  }
  const deadlineMs = performance.now() + waitMs
  try {
    for (let pollMs = POLL_MS.shortest; ; pollMs = Math.min(pollMs * 1.5, POLL_MS.longest)) {
      throwIfAborted(signal)
      const rival = await findRival(places)
      const failure = rival ? undefined : await tryTake(places)
      if (rival === owner || (!rival && !failure)) return hold(places)
      if (performance.now() >= deadlineMs) throw await stillTaken(places, { rival, failure })
      await sleep(pollMs * (0.5 + Math.random()), undefined, signal ? { signal } : {}).catch(() =>
        throwIfAborted(signal),
      )
    }
  } catch (error) {
    await rm(places.candidate, { recursive: true, force: true }).catch(() => undefined)
    throw fileError(error, { action: 'lock', path: places.lock })
  }
}

/** Removes what waiting processes left beside the lock when they were killed. For the holder of the lock. */
export async function sweepCandidates(memFolder: string, { now }: { now: Date }): Promise<void> {
  for (const name of await readdir(memFolder)) {
    const maker = name.startsWith('lock.') ? parseUniqueName(name.slice('lock.'.length)) : undefined
    const candidate = join(memFolder, name)
    if (maker && (await isAbandoned(candidate, { maker, now }))) await rm(candidate, { recursive: true, force: true })
  }
}

/** `undefined` when the lock is ours, else why not: a rival was faster, or the system refused. */
async function tryTake(places: Places): Promise<unknown> {
  await prepare(places)
  try {
    await rename(places.candidate, places.lock)
    return undefined
  } catch (error) {
    // A network folder may repeat a rename whose answer was lost: it then fails, and the lock is ours all the same.
    if (await exists(join(places.lock, places.owner))) return undefined
    if (['ENOTEMPTY', 'EEXIST', 'ENOENT', 'EPERM', 'EACCES', 'EBUSY'].includes(errorCode(error) ?? '')) return error
    throw error
  }
}

/** Makes the candidate, or renews it: its time is then the folder's own "now". */
async function prepare({ candidate, owner, note }: Places): Promise<void> {
  await mkdir(candidate, { recursive: true, mode: FOLDER_MODE })
  await writeFile(join(candidate, owner), note, { mode: FILE_MODE })
  for (const path of [candidate, join(candidate, owner)]) await adopt(path, dirname(candidate))
}

const holderNote = (since: Date): string =>
  JSON.stringify({ host: hostname(), command: commandName(), since: since.toISOString() })

/** `mem compact`, without any argument: those may be private. */
function commandName(): string {
  const command = process.argv[2] ?? ''
  return /^[a-z]{1,20}$/.test(command) ? `mem ${command}` : 'mem'
}

/** The name of the living holder. A dead one's file is removed on the way, and so is anything that another program put there. */
async function findRival(places: Places): Promise<string | undefined> {
  for (const name of await namesIn(places.lock)) {
    const holder = parseUniqueName(name)
    const liveness = holder ? livenessOf(holder) : 'dead'
    if (liveness === 'alive' || (liveness === 'unknown' && !(await isSilent(name, places)))) return name
    await rm(join(places.lock, name), { recursive: true, force: true })
  }
  await rmdir(places.lock).catch(() => undefined)
  return undefined
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return []
    throw error
  }
}

async function isSilent(rival: string, places: Places): Promise<boolean> {
  await prepare(places)
  const ours = await stat(join(places.candidate, places.owner))
  const theirs = await stat(join(places.lock, rival)).catch(() => undefined)
  return theirs !== undefined && ours.mtimeMs - theirs.mtimeMs > SILENCE_MS
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (!signal?.aborted) return
  throw new MemError(
    'interrupted',
    'Interrupted while waiting for the memory folder.',
    'Nothing was changed: run it again.',
  )
}

interface Obstacle {
  rival: string | undefined
  failure: unknown
}

async function stillTaken({ lock }: Places, { rival, failure }: Obstacle): Promise<unknown> {
  if (rival === undefined && ['EPERM', 'EACCES'].includes(errorCode(failure) ?? '')) return failure
  const holder = rival === undefined ? undefined : parseUniqueName(rival)
  const note = rival === undefined ? undefined : await readNote(join(lock, rival))
  const process = holder
    ? `process ${holder.pid}${note ? ` on ${note.host}, since ${note.since}` : ''}`
    : 'many processes'
  const isHere = note?.host === hostname()
  return new MemError(
    'locked',
    `The memory folder is in use by ${note?.command ?? 'mem'} (${process}).`,
    isHere
      ? 'Run this again when it is done, or end that process.'
      : `Run this again when it is done. If it is gone for good, remove ${lock}.`,
  )
}

async function readNote(file: string): Promise<z.infer<typeof HolderNote> | undefined> {
  try {
    return HolderNote.parse(JSON.parse(await readFile(file, 'utf8')))
  } catch {
    return undefined
  }
}

/** The lock in our hands: renewed while we live, gone when we leave by any door but a kill. */
function hold({ lock, owner, note }: Places): Lock {
  const file = join(lock, owner)
  const heartbeat = setInterval(() => void renew(file, note), HEARTBEAT_MS).unref()
  const onExit = () => releaseSync(file, lock)
  process.once('exit', onExit)
  return {
    async assertHeld() {
      if (await exists(file)) return
      throw new MemError(
        'locked',
        'The lock of the memory folder was lost: it was removed, or another machine took it over while this one slept.',
        'Run the command again: what was written so far is valid.',
      )
    },
    async release() {
      clearInterval(heartbeat)
      process.off('exit', onExit)
      await unlink(file).catch(() => undefined)
      await rmdir(lock).catch(() => undefined)
    },
  }
}

/** Writes the file again where it is: never makes it anew, so that a lock that was taken over stays so. */
async function renew(file: string, note: string): Promise<void> {
  const handle = await open(file, 'r+').catch(() => undefined)
  await handle?.writeFile(note).catch(() => undefined)
  await handle?.close()
}

function releaseSync(file: string, lock: string): void {
  try {
    unlinkSync(file)
    rmdirSync(lock)
  } catch {
    // Gone already, or a rival has it: either way it is not ours any more.
  }
}
