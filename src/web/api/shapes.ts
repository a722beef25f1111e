import { z } from 'zod'

/** One of the keys of a table of words, so that a new word is a new value here. */
export const oneOf = <K extends string>(names: Readonly<Record<K, string>>): z.ZodType<K> =>
  z.enum(Object.keys(names) as [K, ...K[]])

/** Line ends are those of every other text of the house. */
export const words = z
  .string()
  .max(20_000)
  .overwrite((text) => text.replace(/\r\n?/g, '\n'))

export const idText = z.string().min(1).max(100)

export const instant = z.number().int().describe('毫秒，从 1970 年 UTC 算起')

export const day = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .describe('北京时间的日期')

export const list = <T extends z.ZodType>(one: T): z.ZodReadonly<z.ZodArray<T>> =>
  z.array(one).readonly()

/** What an explanation is made of. */
export const facts = z.record(z.string(), z.string()).readonly()

/** How many of a list are wanted at once. */
export const limit = z.coerce.number().int().min(1).max(100).default(30)

export const cursor = z.string().max(600).optional().describe('上一页给的 next，原样送回')

export const period = z
  .string()
  .max(30)
  .optional()
  .describe('2026、2026-Q4、2026-11、2026-11-16w 或 2026-10-03..2026-11-05；不写是本月')
