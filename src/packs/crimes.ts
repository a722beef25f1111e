import { z } from 'zod'
import type { Cooperation } from '#core/cooperation.ts'
import type { CrimeBook } from '#core/crime.ts'

const words = z.string().trim().min(1)
const confidence = z.enum(['S', 'M', 'U'])

const element = z.strictObject({ id: words, kind: z.enum(['all', 'any']), text: words })

const distinct = (ids: readonly { readonly id: string }[]): boolean =>
  new Set(ids.map(({ id }) => id)).size === ids.length

const once = '编号写了两次。每条的 id 要不同'

/** When an offence may be a crime, what goes along, what the law says of each step: `national/crimes.json`. */
export const crimesSchema: z.ZodType<CrimeBook> = z
  .strictObject({
    criteria: z
      .array(
        z.strictObject({
          id: words,
          crime: words,
          article: words,
          offences: z.array(words).readonly(),
          elements: z.array(element).min(1).readonly().refine(distinct, once),
          source: words,
          confidence,
        }),
      )
      .readonly()
      .refine(distinct, once),
    annexes: z
      .array(z.strictObject({ id: words, name: words, source: words, confidence }))
      .readonly()
      .refine(distinct, once),
    rules: z
      .array(z.strictObject({ id: words, text: words, source: words, confidence }))
      .readonly()
      .refine(distinct, once),
  })
  .readonly()

/** What each area's plan says about working with others: `national/cooperation.json`. */
export const cooperationSchema: z.ZodType<readonly Cooperation[]> = z
  .array(
    z.strictObject({
      area: z.string().regex(/^\d{6}$/),
      id: z.enum([
        'criminal-transfer',
        'joint-conference',
        'consultation',
        'joint-enforcement',
        'cross-inspection',
        'clearing',
        'coordinator',
        'industry-body',
        'mediation',
        'delegation',
        'observers',
        'ethics',
      ]),
      clause: words,
      asks: words,
      convener: z.exactOptional(words),
      members: z.exactOptional(z.array(words).readonly()),
    }),
  )
  .readonly()
