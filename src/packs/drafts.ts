import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { LowSync } from 'lowdb'
import { JSONFileSync } from 'lowdb/node'
import { z } from 'zod'
import type { AreaCode, OffenceCode, ReadingEntry } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { readingEntrySchema } from './schema.ts'

/** One reading that somebody wants changed; `entry.reason` says why. */
export interface DraftChange {
  readonly entry: ReadingEntry
  /** Name of who wrote it. */
  readonly by: string
  readonly at: number
  /** The draft's revision that brought it. */
  readonly revision: number
}

/** What would be published next. Every writing makes a new revision. */
export interface Draft {
  readonly revision: number
  readonly changes: readonly DraftChange[]
}

/** Whoever writes says which revision they had seen; what others wrote since is never written over. */
export interface Drafts {
  readonly read: (area: AreaCode) => Draft
  readonly write: (
    area: AreaCode,
    seen: number,
    change: Omit<DraftChange, 'revision'>,
  ) => Result<Draft>
  /** Takes one offence out of the draft. */
  readonly drop: (area: AreaCode, seen: number, offence: OffenceCode) => Result<Draft>
  /** Empties the draft, where nobody has written in it since. */
  readonly clear: (area: AreaCode, seen: number) => Result<Draft>
}

const none: Draft = { revision: 0, changes: [] }

const fileSchema: z.ZodType<Readonly<Record<AreaCode, Draft>>> = z.record(
  z.string().regex(/^\d{6}$/),
  z.strictObject({
    revision: z.int().min(0),
    changes: z
      .array(
        z.strictObject({
          entry: readingEntrySchema,
          by: z.string(),
          at: z.int(),
          revision: z.int().min(0),
        }),
      )
      .readonly(),
  }),
)

/** Opens `drafts.json` in the folder that holds what runs. Each writing reads anew, so two hands lose nothing. */
export function openDrafts(dir: string): Drafts {
  mkdirSync(dir, { recursive: true })
  const path = join(dir, 'drafts.json')
  const file = new LowSync<unknown>(new JSONFileSync<unknown>(path), {})
  const all = (): Readonly<Record<AreaCode, Draft>> => {
    file.read()
    const parsed = fileSchema.safeParse(file.data)
    if (parsed.success) return parsed.data
    throw new Error(`${path} 读不懂：${z.prettifyError(parsed.error)}。改正，或删去后重新起草`)
  }
  const read = (area: AreaCode): Draft => all()[area] ?? none
  const put = (area: AreaCode, changes: (revision: number) => Draft['changes']): Draft => {
    const drafts = all()
    const revision = (drafts[area] ?? none).revision + 1
    const draft = { revision, changes: changes(revision) }
    file.data = { ...drafts, [area]: draft }
    file.write()
    return draft
  }
  return {
    read,
    write: (area, seen, change) => {
      const { changes } = read(area)
      const { offence } = change.entry
      const lost = newerThan(seen, changes, offence)
      const others = changes.filter(({ entry }) => entry.offence !== offence)
      return lost ?? ok(put(area, (revision) => [...others, { ...change, revision }]))
    },
    drop: (area, seen, offence) => {
      const { changes } = read(area)
      const lost = newerThan(seen, changes, offence)
      return lost ?? ok(put(area, () => changes.filter(({ entry }) => entry.offence !== offence)))
    },
    clear: (area, seen) => {
      const { changes } = read(area)
      return newerThan(seen, changes) ?? ok(put(area, () => []))
    },
  }
}

/** Somebody has written since: the refusal says who and when. */
function newerThan(
  seen: number,
  changes: Draft['changes'],
  offence?: OffenceCode,
): ReturnType<typeof refuse> | undefined {
  const newer = changes.find(
    ({ revision, entry }) =>
      revision > seen && (offence === undefined || entry.offence === offence),
  )
  return newer && refuse('draft-changed', { by: newer.by, at: newer.at })
}
