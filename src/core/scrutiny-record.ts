import type { Day, Instant } from './case.ts'
import { isDayOfThisCentury } from './clock.ts'
import type { DepartmentId, PlaceCode } from './plan.ts'
import { ok, refuse, type Result } from './result.ts'

/** 督察, 约谈, and a lead about 失职: what stands beside the cases about a department or a place. */
export const recordKinds = ['visit', 'interview', 'dereliction'] as const
export type RecordKind = (typeof recordKinds)[number]

export type RecordState =
  | 'visited'
  | 'delivered'
  | 'called'
  | 'held'
  | 'flagged'
  | 'handed'
  | 'closed'
  | 'dropped'

/** Something to be put right, and until when. */
export interface RectifyItem {
  readonly id: string
  readonly text: string
  readonly dueOn: Day
  /** When it was said to be done, and how. */
  readonly done?: { readonly on: Day; readonly text: string }
}

export type RecordStep =
  | 'visit'
  | 'deliver'
  | 'follow'
  | 'call'
  | 'hold'
  | 'mend'
  | 'send-back'
  | 'look-back'
  | 'flag'
  | 'hand'
  | 'answer'
  | 'close'
  | 'drop'

/** One thing that was done; added, never changed. */
export interface RecordEvent {
  readonly type: RecordStep
  readonly at: Instant
  readonly by: string
  readonly text: string
  /** The day it was done on; of a call the day it is to be held. */
  readonly on?: Day
  /** Of a visit: out of its turn. */
  readonly special?: boolean
  /** To whom it was delivered or handed. */
  readonly to?: string
  readonly item?: string
  readonly items?: readonly Pick<RectifyItem, 'id' | 'text' | 'dueOn'>[]
  readonly dueOn?: Day
  /** Of a look back. */
  readonly mended?: boolean
}

export interface ScrutinyRecord {
  readonly kind: RecordKind
  readonly department: DepartmentId
  readonly place: PlaceCode
  readonly state: RecordState
  readonly items: readonly RectifyItem[]
  /** When it was first done or is to be. */
  readonly on: Day
  /** From when one looks back; only while everything is said to be done. */
  readonly lookBackOn?: Day
  readonly events: readonly RecordEvent[]
}

interface Step {
  readonly from: readonly RecordState[]
  /** Absent: stays. */
  readonly to?: RecordState
  readonly needs: readonly ('on' | 'to' | 'item' | 'items' | 'mended')[]
}

/** Which step leads from where to where, by kind; a first step comes from nowhere. */
export const recordSteps: Readonly<
  Record<RecordKind, Readonly<Partial<Record<RecordStep, Step>>>>
> = {
  visit: {
    visit: { from: [], to: 'visited', needs: ['on'] },
    deliver: { from: ['visited'], to: 'delivered', needs: ['on', 'to'] },
    follow: { from: ['visited', 'delivered'], needs: [] },
    close: { from: ['delivered'], to: 'closed', needs: [] },
  },
  interview: {
    call: { from: [], to: 'called', needs: ['on'] },
    hold: { from: ['called'], to: 'held', needs: ['on', 'items'] },
    mend: { from: ['held'], needs: ['on', 'item'] },
    'send-back': { from: ['held'], needs: ['item'] },
    'look-back': { from: ['held'], needs: ['on', 'mended'] },
    drop: { from: ['called'], to: 'dropped', needs: [] },
  },
  dereliction: {
    flag: { from: [], to: 'flagged', needs: [] },
    hand: { from: ['flagged'], to: 'handed', needs: ['on', 'to'] },
    answer: { from: ['handed'], to: 'closed', needs: ['on'] },
    drop: { from: ['flagged'], to: 'dropped', needs: [] },
  },
}

/** What an officer asks for, as it was typed. */
export interface AskedStep {
  readonly type: RecordStep
  readonly text: string
  readonly on: string
  readonly special: boolean
  readonly to: string
  readonly item: string
  readonly items: readonly { readonly text: string; readonly dueOn: string }[]
  readonly mended: string
}

interface Clock {
  readonly at: Instant
  readonly by: string
  readonly today: Day
  /** Days from the last thing done to the look back. */
  readonly lookBack: number
  readonly addDays: (day: Day, days: number) => Day
}

const longest = 2000

/** One more event, or why not. */
export function stepOn(
  before: Pick<ScrutinyRecord, 'kind'> & Partial<ScrutinyRecord>,
  asked: AskedStep,
  clock: Clock,
): Result<RecordEvent> {
  const step = recordSteps[before.kind][asked.type]
  const isFirst = before.state === undefined
  if (!step || isFirst !== (step.from.length === 0)) return refuse('scrutiny-step-not-now')
  if (before.state !== undefined && !step.from.includes(before.state))
    return refuse('scrutiny-step-not-now')
  const text = asked.text.trim()
  if (text === '') return refuse('scrutiny-text-missing')
  if (text.length > longest) return refuse('ledger-text-long', { most: longest })
  const fields = fieldsOf(step, before, asked, clock)
  if (!fields.ok) return fields
  const { at, by } = clock
  const special = asked.type === 'visit' ? { special: asked.special } : {}
  return ok({ type: asked.type, at, by, text, ...special, ...fields.value })
}

type Fields = Pick<RecordEvent, 'on' | 'to' | 'item' | 'items' | 'mended' | 'dueOn'>

function fieldsOf(
  { needs }: Step,
  before: Partial<ScrutinyRecord>,
  asked: AskedStep,
  { today }: Clock,
): Result<Fields> {
  const { on, to, item, type } = asked
  const has = (name: Step['needs'][number]): boolean => needs.includes(name)
  if (has('on') && !isDayOfThisCentury(on)) return refuse('ledger-day-missing')
  if (has('on') && type !== 'call' && on > today) return refuse('scrutiny-day-ahead')
  if (has('to') && to.trim() === '') return refuse('scrutiny-to-missing')
  const items = before.items ?? []
  const one = items.find(({ id }) => id === item)
  if (has('item') && !one) return refuse('scrutiny-item-unknown')
  if (type === 'mend' && one?.done) return refuse('scrutiny-item-done')
  if (type === 'send-back' && !one?.done) return refuse('scrutiny-item-open')
  const again = type === 'send-back' || (type === 'look-back' && asked.mended === 'no')
  if (
    again &&
    (!isDayOfThisCentury(asked.items[0]?.dueOn ?? '') || (asked.items[0]?.dueOn ?? '') < today)
  )
    return refuse('scrutiny-due-missing')
  if (has('mended') && asked.mended !== 'yes' && asked.mended !== 'no')
    return refuse('scrutiny-mended-missing')
  if (type === 'look-back' && items.some(({ done }) => !done)) return refuse('scrutiny-items-open')
  const listed = has('items') ? itemsOf(asked, today) : ok([])
  if (!listed.ok) return listed
  return ok({
    ...(has('on') ? { on } : {}),
    ...(has('to') ? { to: to.trim() } : {}),
    ...(has('item') ? { item } : {}),
    ...(has('items') ? { items: listed.value } : {}),
    ...(has('mended') ? { mended: asked.mended === 'yes' } : {}),
    ...(again ? { dueOn: asked.items[0]?.dueOn ?? '' } : {}),
  })
}

/** What is to be put right, each with a day that has not passed. */
function itemsOf({ items }: AskedStep, today: Day): Result<NonNullable<RecordEvent['items']>> {
  const written = items.filter(({ text, dueOn }) => text.trim() !== '' || dueOn !== '')
  if (written.length === 0) return refuse('scrutiny-items-missing')
  if (
    written.some(
      ({ text, dueOn }) => text.trim() === '' || !isDayOfThisCentury(dueOn) || dueOn < today,
    )
  )
    return refuse('scrutiny-due-missing')
  return ok(written.map(({ text, dueOn }, n) => ({ id: String(n + 1), text: text.trim(), dueOn })))
}

interface About {
  readonly kind: RecordKind
  readonly department: DepartmentId
  readonly place: PlaceCode
  readonly events: readonly RecordEvent[]
}

/** The record as its events made it. */
export function foldRecord(
  about: About,
  { lookBack, addDays }: Pick<Clock, 'lookBack' | 'addDays'>,
): ScrutinyRecord {
  let state: RecordState = 'closed'
  let items: readonly RectifyItem[] = []
  for (const event of about.events) {
    state = recordSteps[about.kind][event.type]?.to ?? state
    items = itemsAfter(items, event)
    if (event.type === 'look-back' && event.mended) state = 'closed'
  }
  const isDone = about.kind === 'interview' && state === 'held' && items.every(({ done }) => done)
  const last = items
    .map(({ done }) => done?.on ?? '')
    .toSorted()
    .at(-1)
  return {
    ...about,
    state,
    items,
    on: about.events[0]?.on ?? '',
    ...(isDone && last ? { lookBackOn: addDays(last, lookBack) } : {}),
  }
}

function itemsAfter(items: readonly RectifyItem[], event: RecordEvent): readonly RectifyItem[] {
  const { type, item, on = '', text, dueOn = '' } = event
  if (type === 'hold') return event.items ?? []
  const owedAgain = ({ id, text: what }: RectifyItem): RectifyItem => ({ id, text: what, dueOn })
  if (type === 'look-back' && !event.mended) return items.map(owedAgain)
  return items.map((one) => {
    if (one.id !== item) return one
    if (type === 'mend') return { ...one, done: { on, text } }
    return type === 'send-back' ? owedAgain(one) : one
  })
}

/** The nearest day on which something of it is owed; empty: nothing is. */
export function owedOn({ kind, state, on, items, lookBackOn }: ScrutinyRecord): Day {
  if (kind === 'interview' && state === 'called') return on
  if (state !== 'held') return ''
  const open = items.filter(({ done }) => !done).map(({ dueOn }) => dueOn)
  return open.toSorted()[0] ?? lookBackOn ?? ''
}
