/**
 * Tells whether the process that made a file is still running, from the file's name alone: a name is there whole or not at all,
 * where a file's content may be torn.
 */
import { execFileSync } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { readFileSync, readlinkSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process among all that ever ran on all machines, as written in file names: `4711.9f2c01ab.77d0e3c4`. */
export interface ProcessIdentity {
  pid: number
  /** Hash of the machine, and of the process namespace where containers have their own: pids mean something only inside it. */
  machine: string
  /** Hash of boot and start time: another process with a reused pid has another. `-` where the system does not tell. */
  birth: string
}

/** `unknown`: it ran on another machine, or the system does not tell a reused pid from the old one. */
export type Liveness = 'alive' | 'dead' | 'unknown'

const UNKNOWN_BIRTH = '-'

const shortHash = (...parts: string[]): string =>
  createHash('sha256').update(parts.join('\0')).digest('hex').slice(0, 8)

const orEmpty = (read: () => string): string => {
  try {
    return read()
  } catch {
    return ''
  }
}

const machineHash = (): string =>
  shortHash(
    hostname(),
    orEmpty(() => readFileSync('/etc/machine-id', 'utf8')),
    orEmpty(() => readlinkSync('/proc/self/ns/pid')),
  )

/** Linux counts the start in ticks since boot (field 22 of `/proc/<pid>/stat`, after the name in brackets), so the boot is part of it. */
function linuxBirth(pid: number): string {
  const ticks = orEmpty(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    .replace(/^.*\)/s, '')
    .trim()
    .split(' ')[19]
  return ticks === undefined ? '' : orEmpty(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')) + ticks
}

/** macOS and the BSDs keep the start as a wall-clock time, which `ps` prints to the second. */
const psBirth = (pid: number): string =>
  orEmpty(() =>
    execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'ignore'],
    }),
  )

function birthHash(pid: number): string {
  if (process.platform === 'win32') return UNKNOWN_BIRTH
  const birth = process.platform === 'linux' ? linuxBirth(pid) : psBirth(pid)
  return birth === '' ? UNKNOWN_BIRTH : shortHash(birth)
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it runs, as another user.
    return !(error instanceof Error && 'code' in error && error.code === 'ESRCH')
  }
}

export const identify = (pid: number): ProcessIdentity => ({ pid, machine: machineHash(), birth: birthHash(pid) })

export function livenessOf(identity: ProcessIdentity): Liveness {
  if (identity.machine !== machineHash()) return 'unknown'
  if (!isRunning(identity.pid)) return 'dead'
  const birth = birthHash(identity.pid)
  if (birth === UNKNOWN_BIRTH || identity.birth === UNKNOWN_BIRTH) return 'unknown'
  return birth === identity.birth ? 'alive' : 'dead'
}

/** A name that no other file ever has, with its maker in it: `4711.9f2c01ab.77d0e3c4.5b0c2f9e6d1a`. */
export function uniqueName(): string {
  const { pid, machine, birth } = identify(process.pid)
  return [pid, machine, birth, randomBytes(6).toString('hex')].join('.')
}

const UNIQUE_NAME = /^([1-9]\d{0,9})\.([0-9a-f]{8})\.([0-9a-f]{8}|-)\.[0-9a-f]{12}$/

/** The maker of a file with a unique name; `undefined` for any other name. */
export function parseUniqueName(name: string): ProcessIdentity | undefined {
  const [, pid, machine, birth] = UNIQUE_NAME.exec(name) ?? []
  return pid && machine && birth ? { pid: Number(pid), machine, birth } : undefined
}
