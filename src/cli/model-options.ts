/** The options of commands that may use a model. */
import type { Command } from 'commander'
import * as z from 'zod'
import { PROVIDERS } from '../config.ts'

export const modelFlagsSchema = z.object({
  provider: z.enum(PROVIDERS, `must be one of ${PROVIDERS.join(', ')}`).optional(),
  model: z.string().trim().min(1, 'give the name of a model').optional(),
})

export const addModelOptions = (command: Command): Command =>
  command
    .option('--provider <name>', `who does the work: ${PROVIDERS.join(', ')} (openai: any compatible server)`)
    .option('--model <name>', "the provider's model")
