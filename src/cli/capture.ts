/** `mem capture`: transcripts from files or standard input into the memory. */
import { resolve } from 'node:path'
import type { Command } from 'commander'
import { z } from 'zod'
import { MemError } from '../errors.ts'
import type { CaptureInput, CaptureReport } from '../memory/capture/capture.ts'
import type { Placement } from '../memory/capture/place.ts'
import { FORMATS } from '../transcripts/formats.ts'
import { defineCommand, type GlobalFlags, parseFlags, printJson } from './command.ts'
import { parseMoment } from './dates.ts'
import type { Io } from './io.ts'
import { addModelOptions, modelFlagsSchema } from './model-options.ts'

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
      'Keep transcripts: redact secrets, write the whole text to raw/, extract what matters into the day, ROOT.md and the index. The same session captured again adds only what is new.',
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
        'Capture them one by one.',
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
    if (rawFlags.json) printJson(io, toJson(report))
    else io.stdout.write(toText(report, { quiet: rawFlags.quiet ?? false }))
    failIfNothingWasRead(report, context.reporter)
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
    name === '-' ? { name: 'standard input', bytes: io.stdin } : { name, bytes: readInputFile(resolve(io.cwd, name)) },
  )
}

/** Failures of single inputs were collected so that the others could be captured: the first decides the exit status. */
function failIfNothingWasRead({ failed }: CaptureReport, reporter: { notice(message: string): void }): void {
  for (const { error } of failed.slice(1)) reporter.notice(error.message)
  if (failed[0]) throw failed[0].error
}

const toJson = ({ sessions, failed, redacted, refreshed }: CaptureReport) => ({
  sessions,
  memories: refreshed.memories,
  written: refreshed.written,
  redacted,
  failed: failed.map(({ name, error }) => ({ name, code: error.code, message: error.message })),
})

function toText({ sessions, redacted, refreshed }: CaptureReport, { quiet }: { quiet: boolean }): string {
  const lines = sessions.map(sessionLine)
  if (!quiet && sessions.length > 0) {
    const secrets = redacted.map(({ kind, count }) => `${count} × ${kind}`).join(', ')
    if (secrets) lines.push(`redacted: ${secrets}`)
    lines.push(
      `${refreshed.memories} ${refreshed.memories === 1 ? 'memory' : 'memories'} in ${refreshed.days.join(', ') || 'no day: nothing was new'}`,
    )
  }
  return lines.map((line) => `${line}\n`).join('')
}

function sessionLine({ path, turns, added }: Placement): string {
  if (added === 0) return `${path}  ${turns} turns, nothing new`
  return added === turns ? `${path}  ${turns} turns` : `${path}  ${turns} turns, ${added} new`
}
