/** `mem capture`: transcripts from files or standard input into the memory. */
import { basename, resolve } from 'node:path'
import { addAbortSignal } from 'node:stream'
import type { Command } from 'commander'
import * as z from 'zod'
import { MemError } from '../errors.ts'
import type { CaptureInput, CaptureReport } from '../memory/capture/capture.ts'
import type { Placement } from '../memory/capture/place.ts'
import type { Reporter } from '../memory/ports.ts'
import { FORMATS } from '../transcripts/formats.ts'
import { counted, defineCommand, type GlobalFlags, parseFlags, printJson } from './command.ts'
import { parseMoment } from './dates.ts'
import type { Io } from './io.ts'
import { addModelOptions, modelFlagsSchema } from './model-options.ts'
import { printableLine } from './printable.ts'

const flagsSchema = modelFlagsSchema.extend({
  format: z.enum(FORMATS, `must be one of ${FORMATS.join(', ')}`).default('auto'),
  session: z.string().trim().min(1, 'give the id of the session').optional(),
  date: z.string().optional(),
  project: z.string().trim().min(1, 'give the name of the project').optional(),
  redact: z.boolean().default(true),
})

export function captureCommand(io: Io): Command {
  const command = defineCommand({
    name: 'capture',
    summary:
      'Keep transcripts: redact secrets, write the whole text to raw/, extract what matters into the day, ROOT.md and the index. The same session captured again adds only what is new. Claude Code, Codex, Gemini CLI, OpenCode, ChatGPT, Claude.ai, lists of messages and plain text are told apart by their content.',
    brief: 'keep transcripts, from files or a pipe',
    examples: [
      'cat transcript.txt | mem capture',
      'mem capture session.jsonl',
      'mem capture ~/.claude/projects/*/*.jsonl --quiet',
      'pbpaste | mem capture --date 2026-11-20 --project garden',
      'mem capture export/conversations.json --json',
    ],
  })
    .argument('[files...]', 'transcripts; - or none: standard input')
    .option('--format <name>', `${FORMATS.join(', ')}`, 'auto')
    .option('--session <id>', "the source's id of this session")
    .option('--date <when>', 'when it was said, for turns without a time: 2026-11-22 or an ISO time')
    .option('--project <name>', 'the project it belongs to')
    .option('--no-redact', 'keep secrets as they are (not advised)')
  return addModelOptions(command).action(async (files: string[], rawFlags: GlobalFlags) => {
    const flags = parseFlags(flagsSchema, rawFlags, 'capture')
    if (flags.session !== undefined && files.length > 1) {
      throw new MemError(
        'usage',
        '--session names one session, but several files were given.',
        'Capture them one by one, or leave --session out.',
      )
    }
    const { openContext } = await import('../context.ts')
    const context = await openContext(io, { ...rawFlags, ...flags })
    const { capture } = await import('../memory/capture/capture.ts')
    const report = await capture(await context.captureDeps(), await inputsOf(io, files), {
      format: flags.format,
      redact: flags.redact && context.config.redact,
      ...(flags.session !== undefined && { session: flags.session }),
      ...(flags.project !== undefined && { project: flags.project }),
      ...(flags.date !== undefined && {
        saidAt: parseMoment(flags.date, { flag: '--date', timeZone: context.config.timeZone }),
      }),
    })
    context.reporter.clear()
    sayWhoIsSilent(report, context.reporter)
    if (report.sessions.length > 0) {
      if (rawFlags.json) printJson(io, toJson(report))
      else io.stdout.write(report.sessions.map(sessionLine).join(''))
      if (!rawFlags.json && !rawFlags.quiet) io.stderr.write(summaryOf(report))
    }
    failWhereUnread(report, { total: Math.max(1, files.length), io })
  })
}

async function inputsOf(io: Io, files: readonly string[]): Promise<CaptureInput[]> {
  const names = files.length > 0 ? files : ['-']
  if (names.includes('-') && io.stdin.isTTY) {
    throw new MemError(
      'usage',
      'There is no transcript to read.',
      'Name a file, or pipe one in: cat session.jsonl | mem capture',
    )
  }
  const { readInputFile } = await import('../store/input-file.ts')
  return names.map((name) =>
    name === '-'
      ? { name: 'standard input', bytes: addAbortSignal(io.signal, io.stdin) }
      : { name, bytes: readInputFile(resolve(io.cwd, name)) },
  )
}

/** One line for all of them: a folder of a client's sessions holds many that were opened and left. */
function sayWhoIsSilent({ silent, sessions, failed }: CaptureReport, reporter: Reporter): void {
  const [first] = silent
  if (first === undefined) return
  if (sessions.length === 0 && failed.length === 0) {
    throw new MemError(
      'input',
      `Nobody says anything in these ${silent.length} transcripts. 0 messages found.`,
      'Check that they are the right files.',
    )
  }
  const others = silent.length > 1 ? ` and ${counted(silent.length - 1, 'other')}` : ''
  reporter.notice(`left out, because nobody says anything in it: ${first}${others}`)
}

/** Inputs that could not be read were collected so that the others could be captured; the run still failed. */
function failWhereUnread({ failed }: CaptureReport, { total, io }: { total: number; io: Io }): void {
  const [first] = failed
  if (!first) return
  if (total === 1) throw first.error
  for (const { name, error } of failed) io.stderr.write(`mem: ${printableLine(named(name, error))}\n`)
  throw new MemError(
    'input',
    `${failed.length} of ${counted(total, 'transcript')} could not be read.`,
    failed.length < total ? 'The others were captured. Mend these, or leave them out.' : 'Nothing was captured.',
  )
}

/** Messages about files that cannot be opened name them already. */
const named = (name: string, { message }: MemError): string =>
  message.includes(basename(name)) ? message : `${name}: ${message}`

const toJson = ({ sessions, failed, silent, redacted, refreshed }: CaptureReport) => ({
  sessions: sessions.map(({ parts, ...session }) => session),
  memories: refreshed.memories,
  written: refreshed.written,
  redacted,
  failed: failed.map(({ name, error }) => ({ name, code: error.code, message: error.message })),
  silent,
})

function summaryOf({ sessions, redacted, refreshed: { days, memories } }: CaptureReport): string {
  const secrets = redacted.map(({ kind, count }) => `${count} × ${kind}`).join(', ')
  const redactedLine = secrets ? `redacted: ${secrets}\n` : ''
  if (sessions.every(({ added }) => added === 0)) return redactedLine
  if (memories === 0)
    return `${redactedLine}No memory stands out; the whole text is kept, and \`mem recall\` finds it.\n`
  // What is new takes the place of what it supersedes: only the sum says something.
  const place =
    days.length > 1 ? `${days.length} days, ${days[0]} to ${days.at(-1)}, now hold` : `daily/${days[0]}.md now holds`
  return `${redactedLine}${place} ${counted(memories, 'memory', 'memories')}\n`
}

function sessionLine({ path, files, turns, added }: Placement): string {
  const news = added === turns ? '' : added === 0 ? ', nothing new' : `, ${added.toLocaleString('en')} new`
  const place = files > 1 ? `, in ${counted(files, 'file')}` : ''
  return `${path}  ${counted(turns, 'turn')}${news}${place}\n`
}
