import type { Day, Facts } from './case.ts'
import { caseNumberIn } from './case-number.ts'
import type { AreaCode, ClauseId, PlaceCode } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'

/** 巡查: looking in as on every round. 复查: whether what was ordered was done. */
export const gridKinds = ['patrol', 'recheck'] as const
export type GridKind = (typeof gridKinds)[number]

/** What whoever went there found: it was to be seen, it was not, nobody could get in. */
export const gridFindings = ['seen', 'not-seen', 'no-entry'] as const
export type GridFinding = (typeof gridFindings)[number]

/** `dropped`: the office took it back. */
export type GridTaskState = 'open' | 'answered' | 'dropped'

/** Below the county, from above to below. */
export const gridLevels = ['township', 'village', 'grid'] as const
export type GridLevel = (typeof gridLevels)[number]

/** A village, a community or a grid, as an area's list of them has it. */
export interface GridPlace {
  readonly code: PlaceCode
  readonly name: string
  readonly level: GridLevel
  readonly within: PlaceCode
}

/** What an area's plan says of grids. */
export interface GridPlan {
  readonly area: AreaCode
  readonly clause: ClauseId
  /** What it wants, in our words. */
  readonly asks: string
  /** The levels the plan names, from above to below; empty: it names none. */
  readonly levels: readonly string[]
  /** The lowest level a list of places may have. */
  readonly deepest: GridLevel
  readonly deepestSource: string
  /** Whom the plan names for it. */
  readonly worker: string
}

/** Working defaults of the operator, and what to look at by kind of offence. */
export interface GridRules {
  /** Working days for a task. */
  readonly days: Readonly<Record<GridKind, number>>
  readonly soonDays: number
  readonly linkHours: number
  readonly pairDays: number
  /** After a worker left, name and telephone are kept so long. */
  readonly leftDays: number
  /** After they ended, tasks that belong to no report are kept so long. */
  readonly taskDays: number
  /** Places of the routine round that go along with one task of a report. */
  readonly companions: number
  readonly source: string
  readonly looks: readonly {
    /** Group letter of the taxonomy, or a code of it; `*`: any. */
    readonly offence: string
    readonly look: string
  }[]
  readonly areas: readonly GridPlan[]
}

/** What to look at, by the closest entry; nothing in it points to a report. */
export function lookFor(rules: GridRules, offence: string): string {
  const closest = [offence, offence.replace(/\d.*$/, ''), '*']
  for (const key of closest) {
    const found = rules.looks.find((one) => one.offence === key)
    if (found) return found.look
  }
  return ''
}

/** What a worker reads. */
export interface GridWords {
  readonly where: string
  readonly look: string
}

const longestWhere = 120
const longestLook = 400
/** So many letters in a row are somebody's own words and no longer chance; an address has more that everybody writes alike. */
const ownWords = { look: 10, where: 16 } as const

/** Words by which a worker would guess that somebody told on somebody. */
const betraying =
  /举\s*报|投\s*诉|检\s*举|控\s*告|信\s*访|告\s*发|线\s*索|群众反映|有人反映|市民反映|来信|来电|反映人|爆料/u

/**
 * Whether an officer's words may be shown to a worker, who may be a neighbour of everybody: no word of a report, no case
 * number, no telephone, and nothing that the reporter wrote.
 */
export function mayBeShown(
  words: GridWords,
  facts: Partial<Pick<Facts, 'what'>> = {},
): Result<GridWords> {
  const where = words.where.trim()
  const look = words.look.trim()
  if (where === '') return refuse('grid-where-missing')
  if (look === '') return refuse('grid-look-missing')
  if (where.length > longestWhere) return refuse('grid-where-long', { longest: longestWhere })
  if (look.length > longestLook) return refuse('grid-look-long', { longest: longestLook })
  const text = `${where}\n${look}`
  if (betraying.test(text)) return refuse('grid-names-report')
  if (caseNumberIn(text.toUpperCase()) !== undefined) return refuse('grid-names-case')
  if (/(?<!\d)1[3-9]\d{9}(?!\d)/.test(text.replaceAll(/[ -]/g, ''))) return refuse('grid-telephone')
  const { what = '' } = facts
  if (repeats(look, what, ownWords.look)) return refuse('grid-own-words')
  if (repeats(where, what, ownWords.where)) return refuse('grid-own-words')
  if (/我家|我住|本人|我们家|我邻居|我隔壁/u.test(text)) return refuse('grid-own-words')
  return ok({ where, look })
}

/** Whether a stretch of somebody's words stands in a text, whatever the signs between them. */
function repeats(text: string, words: string, length: number): boolean {
  const [mine, theirs] = [bare(text), bare(words)]
  for (let at = 0; at + length <= theirs.length; at += 1)
    if (mine.includes(theirs.slice(at, at + length))) return true
  return false
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()

/** Where an open task stands by its day. */
export type GridDue = 'overdue' | 'today' | 'soon' | 'later'

export function gridDue(dueOn: Day, today: Day, soonOn: Day): GridDue {
  if (today > dueOn) return 'overdue'
  if (today === dueOn) return 'today'
  return dueOn <= soonOn ? 'soon' : 'later'
}

/** What of a task counts. */
export interface GridCounted {
  readonly place: PlaceCode
  readonly state: GridTaskState
  readonly dueOn: Day
  readonly finding?: GridFinding
  readonly answeredOn?: Day
}

export interface GridTally {
  readonly place: PlaceCode
  readonly given: number
  readonly answered: number
  readonly inTime: number
  readonly overdue: number
  readonly findings: Readonly<Record<GridFinding, number>>
}

/** Per place: how many were given and answered, how many in time, what was found. Dropped ones count as not given. */
export function gridTally(tasks: readonly GridCounted[], today: Day): readonly GridTally[] {
  const places = [...new Set(tasks.map(({ place }) => place))].toSorted()
  return places.map((place) =>
    tallyOf(
      place,
      tasks.filter((one) => one.place === place),
      today,
    ),
  )
}

function tallyOf(place: PlaceCode, all: readonly GridCounted[], today: Day): GridTally {
  const tasks = all.filter(({ state }) => state !== 'dropped')
  const answered = tasks.filter(({ state }) => state === 'answered')
  const found = (finding: GridFinding): number =>
    answered.filter((one) => one.finding === finding).length
  return {
    place,
    given: tasks.length,
    answered: answered.length,
    inTime: answered.filter(({ answeredOn = '', dueOn }) => answeredOn <= dueOn).length,
    overdue: tasks.filter(
      ({ state, dueOn, answeredOn = '' }) => (state === 'open' ? today : answeredOn) > dueOn,
    ).length,
    findings: {
      seen: found('seen'),
      'not-seen': found('not-seen'),
      'no-entry': found('no-entry'),
    },
  }
}

/** Every place that lies in one of these, themselves included. */
export function within(places: readonly GridPlace[], top: PlaceCode): ReadonlySet<PlaceCode> {
  const inside = new Set([top])
  for (let before = 0; before !== inside.size;) {
    before = inside.size
    for (const place of places) if (inside.has(place.within)) inside.add(place.code)
  }
  return inside
}

/** From the township down: `昌元街道 · 学院路社区 · 第三网格`. */
export function pathOf(
  places: readonly {
    readonly code: PlaceCode
    readonly name: string
    readonly within: PlaceCode
  }[],
  code: PlaceCode,
): string {
  const byCode = new Map(places.map((place) => [place.code, place]))
  const names: string[] = []
  for (let at = byCode.get(code); at && names.length < 8; at = byCode.get(at.within))
    names.unshift(at.name)
  return names.join(' · ')
}
