/** Notices and progress on stderr: silent with --quiet, a live bar on a terminal, nothing but notices in a log. */
import type { Reporter } from '../memory/ports.ts'
import type { Io } from './io.ts'
import { printableLine } from './printable.ts'
import { styleFor } from './style.ts'

const BAR_WIDTH = 24
/** A bar appears only for work that lasts: people notice about a second. */
const QUIET_START_MS = 800
const REDRAW_MS = 80

export interface ReporterOptions {
  quiet?: boolean
}

export interface CliReporter extends Reporter {
  /** Removes a bar that still stands; call before results are printed. */
  clear(): void
}

export function createReporter(io: Io, { quiet = false }: ReporterOptions = {}): CliReporter {
  const style = styleFor(io.stderr, io.env)
  const startedMs = Date.now()
  let drawnMs = 0
  let barStands = false
  const clear = () => {
    if (barStands) io.stderr.write('\r\u001b[2K')
    barStands = false
  }
  return {
    clear,
    notice(message) {
      if (quiet) return
      clear()
      io.stderr.write(`${style.warn('mem:')} ${printableLine(message)}\n`)
    },
    progress(label, done, total) {
      const nowMs = Date.now()
      if (quiet || !io.stderr.isTTY || nowMs - startedMs < QUIET_START_MS || nowMs - drawnMs < REDRAW_MS) return
      drawnMs = nowMs
      barStands = true
      io.stderr.write(`\r\u001b[2K${bar(done, total)} ${label}`)
    },
  }
}

function bar(done: number, total: number | undefined): string {
  if (!total) return done.toLocaleString('en')
  const filled = Math.round((Math.min(done, total) / total) * BAR_WIDTH)
  return `${'█'.repeat(filled)}${'░'.repeat(BAR_WIDTH - filled)} ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`
}
