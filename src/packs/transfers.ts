import { z } from 'zod'
import type { TransferBasis } from '#core/transfer.ts'

const words = z.string().trim().min(1)

/** What a transfer to the police or to discipline inspection rests on, as `national/transfers.json` holds it. */
export const transfersSchema: z.ZodType<readonly TransferBasis[]> = z
  .array(
    z.strictObject({
      id: words,
      to: z.enum(['police', 'discipline']),
      text: words,
      source: words,
      confidence: z.enum(['S', 'M', 'U']),
    }),
  )
  .readonly()
