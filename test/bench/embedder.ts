/** Another embedder in the same ranking: `MEM_BENCH_EMBEDDER` names an OpenAI-compatible server, `MEM_BENCH_EMBEDDER_MODEL` what to ask it for. */
import { type CapturedStore, configure } from './captured.ts'
import { MEM, runNode } from './process.ts'
import { step } from './progress.ts'

export interface ServedEmbedder {
  model: string
  baseUrl: string
}

export function servedEmbedder(env: NodeJS.ProcessEnv): ServedEmbedder | undefined {
  const baseUrl = env.MEM_BENCH_EMBEDDER
  return baseUrl ? { baseUrl, model: env.MEM_BENCH_EMBEDDER_MODEL ?? 'embedder' } : undefined
}

/** The same memories, indexed anew with the served embedder while `work` asks; afterwards with the embedded one again at the next question. */
export function withEmbedder<Result>(
  { root, store }: CapturedStore,
  { model, baseUrl }: ServedEmbedder,
  work: (env: Record<string, string>) => Result,
): Result {
  const env = { OPENAI_API_KEY: process.env.OPENAI_API_KEY ?? 'none' }
  configure(root, {
    models: { embed: { provider: 'openai', model } },
    providers: { openai: { baseUrl } },
    cap: { dailyTokens: null, dailyUsd: null },
  })
  try {
    step(`indexing ${store.name} with ${model}`, () => runNode([MEM, 'index', '--dir', root, '--quiet'], { env }))
    return work(env)
  } finally {
    configure(root)
  }
}
