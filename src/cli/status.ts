/** `mem status`: what is in the folder, what is due, which models, tokens and money spent. */
import type { Command } from 'commander'
import { PURPOSES } from '../config.ts'
import { localDay, startOfDay } from '../markdown/calendar.ts'
import type { FolderStatus, Spending } from '../memory/status.ts'
import { type Level, SUMMARY_LEVELS } from '../memory/types.ts'
import { defineCommand, type GlobalFlags, printJson } from './command.ts'
import type { Io } from './io.ts'
import { type Style, styleFor } from './style.ts'

export function statusCommand(io: Io): Command {
  return defineCommand({
    name: 'status',
    summary: 'Show what the memory holds, what is due, which models are set, and what they have cost.',
    examples: ['mem status', 'mem status --json', 'mem status --dir ./memory'],
  }).action(async (flags: GlobalFlags) => {
    const { openContext } = await import('../context.ts')
    const context = await openContext(io, flags)
    const { folderStatus } = await import('../memory/status.ts')
    const { planCompaction } = await import('../memory/compact/compact.ts')
    const { timeZone, models, cap } = context.config
    const today = startOfDay(localDay(context.now(), timeZone), timeZone)
    const status = await folderStatus({ folder: context.folder, ledger: context.ledger, today })
    const due = (await planCompaction(await context.compactDeps(), {})).steps.map(({ path }) => path)
    const view = { dir: context.folder.root, timeZone, ...status, due, models, cap }
    context.reporter.clear()
    if (flags.json) return printJson(io, view)
    io.stdout.write(renderStatus(view, styleFor(io.stdout, io.env)))
  })
}

interface StatusView extends FolderStatus {
  dir: string
  timeZone: string
  due: string[]
  models: Record<(typeof PURPOSES)[number], { provider: string; model?: string }>
  cap: { dailyTokens: number | null; dailyUsd: number | null }
}

const LEVEL_NAMES: Record<Level, string> = {
  raw: 'sessions',
  daily: 'days',
  weekly: 'weeks',
  monthly: 'months',
  root: 'ROOT.md',
}
const DUE_SHOWN = 5

function renderStatus(view: StatusView, style: Style): string {
  const { files, bytes, first, last } = view
  const row = (name: string, value: string) => `  ${name.padEnd(10)}${value}\n`
  const levels = (['raw', ...SUMMARY_LEVELS] as const)
    .map((level) =>
      row(LEVEL_NAMES[level], `${String(files[level]).padStart(6)}  ${kilobytes(bytes[level]).padStart(10)}`),
    )
    .join('')
  const models = PURPOSES.map((purpose) => {
    const { provider, model } = view.models[purpose]
    return row(purpose, model ? `${provider} ${model}` : provider)
  }).join('')
  return [
    `${style.strong(view.dir)}${first ? `  ${first} – ${last}` : '  empty: start with `mem capture <transcript>`'}\n`,
    levels,
    `${style.strong('due')}\n${renderDue(view.due)}`,
    `${style.strong('models')}\n${models}`,
    `${style.strong('spent')}\n${row('today', `${spending(view.spent.today)}${limits(view.cap)}`)}${row('in all', spending(view.spent.total))}`,
  ].join('')
}

function renderDue(due: readonly string[]): string {
  if (due.length === 0) return '  nothing\n'
  const shown = due.slice(0, DUE_SHOWN).map((path) => `  ${path}\n`)
  const more = due.length > DUE_SHOWN ? `  and ${due.length - DUE_SHOWN} more\n` : ''
  return `${shown.join('')}${more}  Run \`mem compact\`.\n`
}

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
