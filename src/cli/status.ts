/** `mem status`: what is in the folder, what is due, which models, tokens and money spent. */
import type { Command } from 'commander'
import { PURPOSES } from '../config.ts'
import { accountOf, MemError } from '../errors.ts'
import { localDay, startOfDay } from '../markdown/calendar.ts'
import type { BrokenFile } from '../memory/recall/broken.ts'
import type { FolderStatus, Spending } from '../memory/status.ts'
import type { Level } from '../memory/types.ts'
import { counted, defineCommand, type GlobalFlags, printJson } from './command.ts'
import type { Io } from './io.ts'
import { printable, printableLine } from './printable.ts'
import type { CliReporter } from './reporter.ts'
import { type Style, styleFor } from './style.ts'

export function statusCommand(io: Io): Command {
  return defineCommand({
    name: 'status',
    summary: 'Show what the memory holds, what is due, which models are set, and what they have cost.',
    brief: 'what is kept, what is due, which models, what they cost',
    examples: ['mem status', 'mem status --json', 'mem status --dir ./memory'],
  }).action(async (flags: GlobalFlags) => {
    const { openContext } = await import('../context.ts')
    const context = await openContext(io, flags)
    const { folderStatus } = await import('../memory/status.ts')
    const { planCompaction } = await import('../memory/compact/compact.ts')
    const { timeZone, models, cap } = context.config
    const today = startOfDay(localDay(context.now(), timeZone), timeZone)
    const status = await folderStatus({ folder: context.folder, ledger: context.ledger, today })
    const { steps, waiting } = await planCompaction(await context.compactDeps())
    const due = steps.map(({ path }) => path)
    const { brokenFiles } = await import('../memory/recall/compare-files.ts')
    const broken = await context.indexDeps().then(brokenFiles).catch(said(context.reporter))
    const view = { dir: context.folder.root, timeZone, ...status, broken, due, waiting, models, cap }
    context.reporter.clear()
    if (flags.json) return printJson(io, view)
    io.stdout.write(renderStatus(view, styleFor(io.stdout, io.env)))
  })
}

/** Settings that no embedder can be made from do not keep the rest from being shown. */
const said =
  ({ notice }: Pick<CliReporter, 'notice'>) =>
  (error: unknown): BrokenFile[] => {
    if (!(error instanceof MemError)) throw error
    notice(accountOf(error))
    return []
  }

interface StatusView extends FolderStatus {
  dir: string
  timeZone: string
  /** Files that cannot be read. */
  broken: BrokenFile[]
  due: string[]
  /** Made without the model because of a day's limit; today's has no room for them either. */
  waiting: string[]
  models: Record<(typeof PURPOSES)[number], { provider: string; model?: string }>
  cap: { dailyTokens: number | null; dailyUsd: number | null }
}

const LEVEL_NAMES: Record<Exclude<Level, 'root'>, string> = {
  raw: 'sessions',
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
}
const DUE_SHOWN = 5

function renderStatus(view: StatusView, style: Style): string {
  const { first, last } = view
  const days = first === last ? first : `${first} – ${last}`
  const span = first ? days : 'empty: start with `mem capture <transcript>`'
  return [
    `${style.strong(printable(view.dir))}  ${span}\n`,
    renderLevels(view),
    renderBroken(view.broken, style),
    `${style.strong('due')}\n${renderDue(view.due)}${renderWaiting(view.waiting)}`,
    `${style.strong('models')}\n${renderModels(view.models)}`,
    `${style.strong('spent')}\n${row('today', `${spending(view.spent.today)}${limits(view.cap)}`)}${row('in all', spending(view.spent.total))}`,
  ].join('')
}

const row = (name: string, value: string) => `  ${name.padEnd(10)}${value}\n`

function renderLevels({ files, bytes }: StatusView): string {
  const line = (name: string, count: string, size: number) =>
    row(name, `${count.padStart(6)}  ${kilobytes(size).padStart(10)}`)
  const levels = (['raw', 'daily', 'weekly', 'monthly'] as const).map((level) =>
    line(LEVEL_NAMES[level], files[level].toLocaleString('en'), bytes[level]),
  )
  return `${levels.join('')}${files.root > 0 ? line('ROOT.md', '', bytes.root) : row('ROOT.md', 'not there: `mem compact` makes it')}`
}

const renderBroken = (broken: readonly BrokenFile[], style: Style): string =>
  broken.length === 0
    ? ''
    : `${style.warn('broken')}\n${broken.map(({ path, reason }) => `  ${path}: ${printableLine(reason)}\n`).join('')}  Recall does not see what is broken. \`mem compact --check\` looks at everything.\n`

/** Purposes that the same model serves share a line. */
function renderModels(models: StatusView['models']): string {
  const served = new Map<string, string[]>()
  for (const purpose of PURPOSES) {
    const { provider, model } = models[purpose]
    const name =
      provider === 'embedded' ? 'embedded (built in, offline, free)' : `${provider} ${model ?? '(its default)'}`
    served.set(name, [...(served.get(name) ?? []), purpose])
  }
  return [...served].map(([name, purposes]) => `  ${purposes.join(', ')}: ${printable(name)}\n`).join('')
}

function renderDue(due: readonly string[]): string {
  if (due.length === 0) return '  nothing\n'
  const shown = due.slice(0, DUE_SHOWN).map((path) => `  ${path}\n`)
  const more = due.length > DUE_SHOWN ? `  and ${due.length - DUE_SHOWN} more\n` : ''
  return `${shown.join('')}${more}  Run \`mem compact\`.\n`
}

const renderWaiting = (waiting: readonly string[]): string =>
  waiting.length === 0
    ? ''
    : `  ${counted(waiting.length, 'file')} made without the model wait${waiting.length === 1 ? 's' : ''} until its daily limit has room\n`

const kilobytes = (bytes: number): string => `${Math.ceil(bytes / 1024).toLocaleString('en')} KB`

const spending = ({ calls, tokens, usd, exact }: Spending): string =>
  calls === 0 ? 'nothing' : `${tokens.toLocaleString('en')} tokens, ${exact ? '' : 'at least '}$${usd.toFixed(4)}`

function limits({ dailyTokens, dailyUsd }: StatusView['cap']): string {
  const parts = [
    ...(dailyUsd === null ? [] : [`$${dailyUsd}`]),
    ...(dailyTokens === null ? [] : [`${dailyTokens.toLocaleString('en')} tokens`]),
  ]
  return parts.length > 0 ? ` (of ${parts.join(' or ')} a day)` : ''
}
