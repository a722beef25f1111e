import { z } from 'zod'
import type { AreaCode, OffenceCode, ReadingEntry } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { openKeptFile } from './kept-file.ts'
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

/** Opens `drafts.json` in the folder that holds what runs. Each writing reads anew, so two hands lose nothing, nor do two processes. */
export function openDrafts(dir: string): Drafts {
  const file = openKeptFile(dir, 'drafts.json', (data, path) => {
    const parsed = fileSchema.safeParse(data)
    if (parsed.success) return parsed.data
    throw new Error(`${path} 读不懂：${z.prettifyError(parsed.error)}。改正，或删去后重新起草`)
  })
  const put = (
    area: AreaCode,
    work: (before: Draft, revision: number) => Changed,
  ): Result<Draft> => {
    const written = file.change((drafts) => {
      const before = drafts[area] ?? none
      const revision = before.revision + 1
      const changes = work(before, revision)
      return changes.ok ? ok({ ...drafts, [area]: { revision, changes: changes.value } }) : changes
    })
    return written.ok ? ok(written.value[area] ?? none) : written
  }
  return {
    read: (area) => file.read()[area] ?? none,
    write: (area, seen, change) =>
      put(area, ({ changes }, revision) => {
        const { offence } = change.entry
        const others = changes.filter(({ entry }) => entry.offence !== offence)
        return newerThan(seen, changes, offence) ?? ok([...others, { ...change, revision }])
      }),
    drop: (area, seen, offence) =>
      put(area, ({ changes }) => {
        const others = changes.filter(({ entry }) => entry.offence !== offence)
        return newerThan(seen, changes, offence) ?? ok(others)
      }),
    clear: (area, seen) => put(area, ({ changes }) => newerThan(seen, changes) ?? ok([])),
  }
}

type Changed = Result<Draft['changes']>

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
