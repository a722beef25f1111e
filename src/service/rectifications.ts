import { may, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { cooperationIn } from '#core/cooperation.ts'
import {
  faultInRectification,
  rectificationMoves,
  type RectificationState,
  type RectificationWords,
} from '#core/rectification.ts'
import { repeatsReport } from '#core/repeats-report.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  changeRectification,
  keepRectification,
  rectificationById,
  rectificationsOf,
  type RectificationRow,
} from '#store/rectifications.ts'
import type { Tx } from '#store/transaction.ts'
import { holdName } from '#store/row-lock.ts'
import { visibleCase } from './case-file.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

export interface Rectification extends RectificationWords {
  readonly id: string
  readonly state: RectificationState
  readonly clause: string
  readonly dueOn: Day
  readonly at: number
  /** Somebody could sign in with the code that was made. */
  readonly codeGood: boolean
}

const most = 200
/** So long is a code good. */
const codeLife = 3 * 24 * 3_600_000

const rectificationText = (id: string): string => `rectification:${id}`

const wordsOf = async (
  world: Sealed,
  { id, keyId, sealed }: RectificationRow,
): Promise<RectificationWords> =>
  JSON.parse(await world.vault.open(keyId, sealed, rectificationText(id))) as RectificationWords

const sealedWords = async (
  world: Sealed,
  { id, keyId }: Pick<RectificationRow, 'id' | 'keyId'>,
  words: RectificationWords,
): Promise<Uint8Array> =>
  await world.vault.seal(keyId, JSON.stringify(words), rectificationText(id))

/** A task as its pages show it. */
export async function shown(world: Sealed, row: RectificationRow): Promise<Rectification> {
  const { id, state, clause, dueOn, at, codeHash, codeUntil } = row
  const words = await wordsOf(world, row)
  const codeGood = codeHash !== '' && codeUntil > world.clock()
  return { ...words, id, state: state as RectificationState, clause, dueOn, at, codeGood }
}

/** Of the reader's office, or of the area for who looks over it; every look is on record. */
export async function listRectifications(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly Rectification[]>> {
  const right = may(officer, 'give-rectification')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const { area, office, role } = officer
    const wide = role === 'intake' || role === 'supervisor'
    const rows = await rectificationsOf(tx, { area, limit: most, ...(wide ? {} : { office }) })
    const all = []
    for (const row of rows) all.push(await shown(world, row))
    await trace(world, tx, officer, { action: 'rectifications-read', subject: area })
    return ok(all)
  })
}

export interface Giving {
  readonly institution: string
  readonly coordinator: string
  readonly items: string
  readonly dueOn: Day
  /** The case it comes from, to make sure that none of its words leave; not kept. */
  readonly number: string
}

/** Gives an institution something to put right. Which case it comes from is not written down with it. */
export async function giveRectification(
  world: Sealed,
  officer: Officer,
  { institution, coordinator, items, dueOn, number }: Giving,
): Promise<Result<string>> {
  const right = may(officer, 'give-rectification')
  if (!right.ok) return right
  const fault = faultInRectification(
    { institution, coordinator, items },
    { dueOn, today: dayOf(world.clock()) },
  )
  if (fault) return fault
  const { area, office, id: by } = officer
  const keyId = await world.vault.newKey()
  return await world.db.transaction(async (tx) => {
    if (number !== '') {
      const file = await visibleCase(world, tx, officer, number)
      if (!file.ok) return refuse('meeting-case-unknown', { number })
      if (file.value.case.matters.some(({ stream }) => stream === 'accusation'))
        return refuse('rectification-not-now')
      if (repeatsReport(items, file.value.case)) return refuse('repeats-report')
    }
    const id = world.id()
    const words: RectificationWords = {
      institution: institution.trim(),
      coordinator: coordinator.trim(),
      items: items.trim(),
      said: [],
    }
    const at = world.clock()
    const clause = cooperationIn(world.packs.cooperation, area, 'coordinator')?.clause ?? ''
    await keepRectification(tx, {
      id,
      area,
      office,
      clause,
      state: 'given',
      dueOn,
      at,
      by,
      changedAt: at,
      keyId,
      sealed: await sealedWords(world, { id, keyId }, words),
      codeHash: '',
      codeUntil: 0,
      tries: 0,
      sessionHash: '',
      sessionUntil: 0,
    })
    const subject = `rectification:${id}`
    await trace(world, tx, officer, { action: 'rectification-given', subject })
    return ok(id)
  })
}

/** A new code for the coordinator; an older one, and whoever is signed in by it, is out. */
export async function makeCode(
  world: Sealed,
  officer: Officer,
  { id, codeHash }: { readonly id: string; readonly codeHash: string },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const row = await own(tx, officer, id)
    if (!row.ok) return row
    if (rectificationMoves[row.value.state as RectificationState].length === 0)
      return refuse('rectification-not-now')
    const codeUntil = world.clock() + codeLife
    await changeRectification(tx, id, { codeHash, codeUntil, tries: 0, sessionHash: '' })
    const subject = `rectification:${id}`
    await trace(world, tx, officer, { action: 'rectification-code-made', subject })
    return ok(true)
  })
}

async function own(tx: Tx, officer: Officer, id: string): Promise<Result<RectificationRow>> {
  const right = may(officer, 'give-rectification')
  if (!right.ok) return right
  await holdName(tx, 'rectification', id)
  const row = await rectificationById(tx, id)
  const isOwn = row?.area === officer.area && row.office === officer.office
  return row && isOwn ? ok(row) : refuse('rectification-unknown')
}

/** 验收, 退回再改, 收回. */
export async function judgeRectification(
  world: Sealed,
  officer: Officer,
  {
    id,
    state,
    text,
  }: { readonly id: string; readonly state: RectificationState; readonly text: string },
): Promise<Result<true>> {
  if (text.trim() === '') return refuse('text-missing')
  return await world.db.transaction(async (tx) => {
    const row = await own(tx, officer, id)
    if (!row.ok) return row
    if (state === 'answered') return refuse('rectification-not-now')
    const moved = await say(world, tx, row.value, { state, by: 'department', text })
    if (!moved.ok) return moved
    const subject = `rectification:${id}`
    await trace(world, tx, officer, { action: `rectification-${state}`, subject })
    return ok(true)
  })
}

interface Saying {
  readonly state: RectificationState
  readonly by: 'coordinator' | 'department'
  readonly text: string
}

/** One says something to the other, and it stands differently from then on. */
export async function say(
  world: Sealed,
  tx: Tx,
  row: RectificationRow,
  { state, by, text }: Saying,
): Promise<Result<true>> {
  if (!rectificationMoves[row.state as RectificationState].includes(state))
    return refuse('rectification-not-now')
  const words = await wordsOf(world, row)
  const at = world.clock()
  const said = [...words.said, { by, at, text: text.trim() }]
  const sealed = await sealedWords(world, row, { ...words, said })
  const over = rectificationMoves[state].length === 0
  const out = over ? { codeHash: '', sessionHash: '' } : {}
  await changeRectification(tx, row.id, { state, sealed, changedAt: at, ...out })
  return ok(true)
}
