/** A folder whose compaction asks a model behind the real OpenAI adapter, on a local server. */
import { createOpenAIStructured } from '../../../src/llm/openai.ts'
import type { CompactDeps } from '../../../src/memory/compact/types.ts'
import type { StructuredModel } from '../../../src/memory/ports.ts'
import { type CompactorOptions, compactor } from '../../helpers/fake-compactor.ts'
import { openaiWire } from '../../helpers/fake-openai.ts'
import type { FakeServer } from '../../helpers/fake-server.ts'
import { type TestFolder, testFolder } from './folder.ts'

export const AMPLE = { dailyShare: 0.9, weeklyShare: 0.9, monthlyShare: 0.9, rootTokens: 3000 }

export interface ModelFolderOptions extends Partial<Omit<CompactorOptions, 'wire'>> {
  budgets?: CompactDeps['budgets']
  contextTokens?: number
  /** Called before every call of the model. */
  before?: (test: TestFolder) => Promise<void>
}

/** Weeks, months and ROOT by the model; days without. */
export async function modelFolder(
  server: FakeServer,
  { budgets = AMPLE, contextTokens = 30_000, before = async () => {}, ...behaviour }: ModelFolderOptions = {},
): Promise<TestFolder> {
  server.script(compactor({ wire: openaiWire, ...behaviour }))
  const adapter = createOpenAIStructured({
    model: 'some-model',
    apiKey: 'sk-test-key',
    baseUrl: server.url + openaiWire.basePath,
    maxRetries: 0,
  })
  const structuredModel: StructuredModel = {
    id: adapter.id,
    contextTokens,
    generate: async (request, options) => {
      await before(test)
      return adapter.generate(request, options)
    },
  }
  const test: TestFolder = await testFolder({ budgets, structuredModel })
  return test
}
