import { may, type Officer } from '#core/access.ts'
import type { Day } from '#core/case.ts'
import { dayOf, isDay } from '#core/clock.ts'
import { cooperationIn } from '#core/cooperation.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import {
  changeJointRequest,
  jointRequest,
  jointRequestsOf,
  keepJointRequest,
  type JointRow,
} from '#store/meetings.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** 联合执法; 异地交叉执法. */
export type JointKind = 'joint-enforcement' | 'cross-inspection'

export type JointState = 'asked' | 'accepted' | 'declined' | 'done'

interface JointWords {
  /** Whom it goes to, by its name, where that is not here. */
  readonly organ: string
  /** What is asked, when, how many inspectors; no report. */
  readonly text: string
  readonly answer: string
  readonly result: string
}

export interface JointRequest extends JointWords {
  readonly id: string
  readonly kind: JointKind
  readonly area: string
  readonly toArea: string
  readonly clause: string
  readonly state: JointState
  readonly dueOn: Day
  readonly at: number
  /** The reader's area asked. */
  readonly mine: boolean
  /** The reader may answer, or end it. */
  readonly answerable: boolean
}

const most = 100
const longest = 5000
const jointText = (id: string): string => `joint:${id}`

/** Requests of the reader's area, and those to it; every look is on record. */
export async function listJoint(
  world: Sealed,
  officer: Officer,
): Promise<Result<readonly JointRequest[]>> {
  const right = may(officer, 'ask-joint')
  if (!right.ok) return right
  return await world.db.transaction(async (tx) => {
    const rows = await jointRequestsOf(tx, officer.area, most)
    const requests = []
    for (const row of rows) requests.push(await shown(world, officer, row))
    await trace(world, tx, officer, { action: 'joint-read', subject: officer.area })
    return ok(requests)
  })
}

async function shown(world: Sealed, officer: Officer, row: JointRow): Promise<JointRequest> {
  const { id, kind, area, toArea, clause, state, dueOn, at } = row
  const words = await wordsOf(world, row)
  const mine = area === officer.area
  return {
    ...words,
    id,
    kind: kind as JointKind,
    area,
    toArea,
    clause,
    state: state as JointState,
    dueOn,
    at,
    mine,
    answerable: nextFor(officer, row).length > 0,
  }
}

const wordsOf = async (world: Sealed, { id, keyId, sealed }: JointRow): Promise<JointWords> =>
  JSON.parse(await world.vault.open(keyId, sealed, jointText(id))) as JointWords

/** Who was asked answers; who asked writes down the answer to a letter, and the end. */
function nextFor({ area }: Officer, row: JointRow): readonly JointState[] {
  const answers = row.toArea === '' ? row.area === area : row.toArea === area
  if (row.state === 'asked') return answers ? ['accepted', 'declined'] : []
  return row.state === 'accepted' && row.area === area ? ['done'] : []
}

export interface Asking {
  readonly kind: JointKind
  readonly toArea: string
  readonly organ: string
  readonly text: string
  readonly dueOn: Day
}

/** Asks another area that is here, or writes down that a letter goes to an organ elsewhere. */
export async function askJoint(
  world: Sealed,
  officer: Officer,
  { kind, toArea, organ, text, dueOn }: Asking,
): Promise<Result<string>> {
  const right = may(officer, 'ask-joint')
  if (!right.ok) return right
  const { area } = officer
  if (toArea === area || (toArea !== '' && !world.packs.areas.has(toArea)))
    return refuse('joint-area-unknown')
  if (toArea === '' && organ.trim() === '') return refuse('organ-missing')
  if (text.trim() === '') return refuse('text-missing')
  if (text.length > longest) return refuse('text-too-long', { longest })
  if (!isDay(dueOn)) return refuse('day-missing')
  if (dueOn < dayOf(world.clock())) return refuse('day-over')
  const keyId = await world.vault.newKey()
  const id = world.id()
  const words: JointWords = { organ: organ.trim(), text: text.trim(), answer: '', result: '' }
  const sealed = await world.vault.seal(keyId, JSON.stringify(words), jointText(id))
  const clause = cooperationIn(world.packs.cooperation, area, kind)?.clause ?? ''
  const at = world.clock()
  const { office, id: by } = officer
  const row = {
    id,
    kind,
    area,
    toArea,
    clause,
    state: 'asked',
    office,
    dueOn,
    at,
    by,
    keyId,
    sealed,
  }
  return await world.db.transaction(async (tx) => {
    await keepJointRequest(tx, { ...row, answeredAt: null })
    await trace(world, tx, officer, { action: 'joint-asked', subject: `joint:${id}` })
    if (toArea !== '')
      await trace(world, tx, officer, {
        area: toArea,
        action: 'joint-asked',
        subject: `joint:${id}`,
      })
    return ok(id)
  })
}

/** The answer, or what came of it. */
export async function answerJoint(
  world: Sealed,
  officer: Officer,
  { id, state, text }: { readonly id: string; readonly state: JointState; readonly text: string },
): Promise<Result<true>> {
  const right = may(officer, 'ask-joint')
  if (!right.ok) return right
  if (text.trim() === '') return refuse('text-missing')
  return await world.db.transaction(async (tx) => {
    const row = await jointRequest(tx, id)
    if (!row || (row.area !== officer.area && row.toArea !== officer.area))
      return refuse('joint-unknown')
    if (!nextFor(officer, row).includes(state)) return refuse('joint-not-now')
    const before = await wordsOf(world, row)
    const words: JointWords =
      state === 'done' ? { ...before, result: text.trim() } : { ...before, answer: text.trim() }
    const sealed = await world.vault.seal(row.keyId, JSON.stringify(words), jointText(id))
    await changeJointRequest(tx, id, { state, sealed, answeredAt: world.clock() })
    await trace(world, tx, officer, { action: `joint-${state}`, subject: `joint:${id}` })
    return ok(true)
  })
}
