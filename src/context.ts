/** The composition root: the only file (with models.ts) that names concrete adapters. Whatever is heavy is loaded by the command that needs it. */
import type { Io } from './cli/io.ts'
import { type CliReporter, createReporter } from './cli/reporter.ts'
import { type Config, type ConfigFlags, loadConfig } from './config.ts'
import type { CaptureDeps } from './memory/capture/capture.ts'
import type { SessionDeps } from './memory/capture/session.ts'
import type { ChatParts } from './memory/chat/open.ts'
import type { CompactDeps } from './memory/compact/types.ts'
import type { Clock, CountTokens, Ledger, MemoryFolder } from './memory/ports.ts'
import type { Recall } from './memory/recall/recall.ts'
import type { IndexDeps, RecallDeps } from './memory/recall/types.ts'
import type { Refresh } from './memory/refresh.ts'
import {
  type ModelWiring,
  openChatModel,
  openEmbedder,
  openExtractor,
  openModelRoom,
  openStructuredModel,
  openWordMeaning,
  priceOf,
} from './models.ts'
import { openCache } from './store/cache.ts'
import { findFolder, folderToInit, type Surroundings } from './store/find.ts'
import { openFolder } from './store/folder.ts'
import { type InitReport, initFolder } from './store/init.ts'
import { createLedger } from './store/ledger.ts'
import { livenessOf, parseUniqueName, uniqueName } from './store/process-identity.ts'
import { openSidecar } from './store/sidecar.ts'

/** Bundled, this file is a chunk in `dist/`; from source (tests) it stands in `src/`. The data files lie beside either. */
const FROM_SOURCE = import.meta.url.endsWith('.ts')
/** Put in by `scripts/build.mjs`: a digest of the source. */
declare const MEM_BUILD: string | undefined
const BUILD = typeof MEM_BUILD === 'string' ? MEM_BUILD : 'source'

const TEMPLATE = new URL('../memory-template/', import.meta.url)
const ENCODER_TABLE = new URL(FROM_SOURCE ? './llm/embedded/table/' : './table/', import.meta.url)

export interface OpenOptions extends ConfigFlags {
  dir?: string | undefined
  quiet?: boolean | undefined
}

/** Everything that a command may need, wired for one run. What takes time to load is a function. */
export interface Context {
  folder: MemoryFolder
  config: Config
  reporter: CliReporter
  ledger: Ledger
  now: Clock
  sessionDeps: SessionDeps
  captureDeps(): Promise<CaptureDeps>
  compactDeps(): Promise<CompactDeps>
  indexDeps(): Promise<IndexDeps>
  /** Answers any number of questions from one index. */
  recaller(): Promise<Recall>
  recallDeps(): Promise<RecallDeps>
  chatParts(): Promise<ChatParts>
  /** Brings days, ROOT.md and the index up to date after turns have landed. */
  refresh: Refresh
  /** Brings the index alone up to date. */
  refreshIndex(): Promise<void>
}

export interface InitOutcome extends InitReport {
  /** Whether the next command finds the folder without being told where it is. */
  isFound: boolean
}

/** Makes a memory folder from the template. */
export async function initMemory(io: Io, dir: string | undefined): Promise<InitOutcome> {
  const { env, cwd, home } = io
  const report = await initFolder(TEMPLATE, folderToInit({ dir, env, cwd, home }))
  return { ...report, isFound: lookUp({ env, cwd, home }) === report.root }
}

function lookUp(surroundings: Surroundings): string | undefined {
  try {
    return findFolder(surroundings)
  } catch {
    return undefined
  }
}

/** Finds the memory folder and wires the program for it. `MemError('config')` where there is none or its settings are wrong. */
export async function openContext(io: Io, options: OpenOptions): Promise<Context> {
  const root = findFolder({ dir: options.dir, env: io.env, cwd: io.cwd, home: io.home })
  const config = await loadConfig(root, { env: io.env, flags: options })
  const folder = openFolder(root, { now: io.now })
  const reporter = createReporter(io, { quiet: options.quiet ?? false })
  const ledger = createLedger(root)
  return wire({ io, config, folder, reporter, ledger })
}

interface Parts {
  io: Io
  config: Config
  folder: MemoryFolder
  reporter: CliReporter
  ledger: Ledger
}

function wire({ io, config, folder, reporter, ledger }: Parts): Context {
  const { now, signal } = io
  const { timeZone } = config
  const models: ModelWiring = { config, ledger, now, encoderTable: ENCODER_TABLE }
  const cache = openCache(folder.root, { build: BUILD })
  const sessionDeps: SessionDeps = { folder, now, timeZone, reporter, cache, newId: uniqueName }

  const indexDeps = async (): Promise<IndexDeps> => ({
    folder,
    sidecar: openSidecar(folder.root),
    embedder: await openEmbedder(models),
    reporter,
    timeZone,
  })
  const recallDeps = async (): Promise<RecallDeps> => {
    const { preset, weights } = config.recall
    return { ...(await indexDeps()), now, preset, weights }
  }
  const recaller = async (): Promise<Recall> => {
    const { openRecall } = await import('./memory/recall/recall.ts')
    return openRecall(await recallDeps())
  }
  const compactDeps = async (): Promise<CompactDeps> => {
    const countTokens = await loadCounter()
    const meaning = await openWordMeaning(models)
    const extractor = await openExtractor(models, { countTokens, meaning, reporter })
    const structuredModel = await openStructuredModel('compact', models)
    const usesModel = structuredModel !== undefined || config.models.extract.provider !== 'embedded'
    return {
      folder,
      extractor,
      ...(structuredModel && { structuredModel }),
      ...(usesModel && (await moneyOf({ extractor, structuredModel }))),
      countTokens,
      meaning,
      now,
      timeZone,
      budgets: config.budgets,
      reporter,
      cache,
      embedder: await openEmbedder({ ...models, config: withEmbeddedEncoder(config) }),
    }
  }
  const moneyOf = async ({
    extractor,
    structuredModel,
  }: {
    extractor: CompactDeps['extractor']
    structuredModel: CompactDeps['structuredModel']
  }): Promise<Pick<CompactDeps, 'estimateCostUsd' | 'modelRoom'>> => {
    const [extracting, compacting] = [await priceOf(extractor.id), await priceOf(structuredModel?.id ?? extractor.id)]
    const modelRoom = await openModelRoom(models)
    return {
      estimateCostUsd: (usage, level) => (level === 'daily' ? extracting(usage) : compacting(usage)),
      ...(modelRoom && { modelRoom }),
    }
  }
  const refresh: Refresh = async (days) => {
    const { createRefresh } = await import('./memory/refresh.ts')
    return createRefresh({ compact: await compactDeps(), index: indexDeps, signal })(days)
  }
  return {
    folder,
    config,
    reporter,
    ledger,
    now,
    sessionDeps,
    indexDeps,
    recallDeps,
    recaller,
    compactDeps,
    refresh,
    captureDeps: async () => ({ ...sessionDeps, refresh, signal }),
    refreshIndex: async () => {
      const { indexFolder } = await import('./memory/recall/index-folder.ts')
      await indexFolder(await indexDeps())
    },
    chatParts: async () => {
      const model = await openChatModel(models)
      const { openRecall } = await import('./memory/recall/recall.ts')
      return {
        sessionDeps,
        recall: openRecall({ ...(await recallDeps()), expectsChanges: true }),
        ...(model && { model }),
        costUsd: model ? await priceOf(model.id) : () => 0,
        countTokens: await loadCounter(),
        owner: uniqueName(),
        isGone,
      }
    },
  }
}

/** Compaction compares topics: many short texts that need no better embedder, and no network. */
const withEmbeddedEncoder = (config: Config): Config => ({
  ...config,
  models: { ...config.models, embed: { provider: 'embedded' } },
})

async function loadCounter(): Promise<CountTokens> {
  const { loadTokenCounter } = await import('./llm/embedded/tokens.ts')
  return loadTokenCounter()
}

/** Whether the process that wrote this name certainly runs no more. */
function isGone(owner: string): boolean {
  const identity = parseUniqueName(owner)
  return identity !== undefined && livenessOf(identity) === 'dead'
}
