import type { AreaCode } from '#core/plan.ts'
import { comparable, type Comparable } from '#packs/differences.ts'
import type { AreaPack } from '#packs/load.ts'
import { planSchema, readingSchema } from '#packs/schema.ts'
import { readGiven } from './given-file.ts'
import { complain } from './output.ts'
import { versionHere, type Here } from './packs-here.ts'

/** What somebody named on the command line: a published version by its number, or a file. */
export type Given =
  | { readonly is: 'version'; readonly pack: AreaPack }
  | { readonly is: 'plan'; readonly plan: AreaPack['plan'] }
  | { readonly is: 'reading'; readonly reading: AreaPack['reading'] }

/** `3`, or `0.1.0+3` as a case keeps it, is a version of the area; everything else a plan.json or a reading.json. */
export async function givenPlan(
  name: string,
  area: AreaCode | undefined,
  here: Here,
): Promise<Given | undefined> {
  const number = /^(?:[\w.-]+\+)?(\d{1,9})$/.exec(name)?.[1]
  if (number === undefined) return givenFile(name)
  if (area === undefined) {
    complain(`${name} 是版本号：加上 --area 代码`)
    return undefined
  }
  const pack = await versionHere(here, area, Number(number))
  if (!pack) complain(`${area} 没有公布过 ${name} 这一版，或者读不出来`)
  return pack && { is: 'version', pack }
}

function givenFile(name: string): Given | undefined {
  const bytes = readGiven(name)
  if (!bytes) return undefined
  const content = contentOf(bytes)
  const plan = planSchema.safeParse(withoutCounts(content))
  if (plan.success) return { is: 'plan', plan: plan.data }
  const reading = readingSchema.safeParse(content)
  if (reading.success) return { is: 'reading', reading: reading.data }
  complain(`${name} 不是一份方案（plan.json）或者读法（reading.json）：先用 check-data 看哪里不对`)
  return undefined
}

/** What `yijian plan --json` prints is a plan too. */
function withoutCounts(content: unknown): unknown {
  if (typeof content !== 'object' || content === null || !('counts' in content)) return content
  const { counts: _counts, ...plan } = content
  return plan
}

function contentOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString())
  } catch {
    return undefined
  }
}

/** Of what was named, what can be compared. */
export function comparableOf(given: Given): Comparable {
  switch (given.is) {
    case 'version':
      return comparable(given.pack)
    case 'plan': {
      const { departments, clauses } = comparable({ plan: given.plan, reading: noReading })
      return { ...(departments ? { departments } : {}), ...(clauses ? { clauses } : {}) }
    }
    case 'reading':
      return { entries: given.reading.entries }
  }
}

const noReading = { area: '', entries: [] }

/** A pack with what was named in place of its own. */
export function packWith(given: Given, pack: AreaPack): AreaPack {
  switch (given.is) {
    case 'version':
      return given.pack
    case 'plan':
      return { ...pack, plan: given.plan }
    case 'reading':
      return { ...pack, reading: given.reading }
  }
}
