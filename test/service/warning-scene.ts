import { addDays, startOf } from '#core/clock.ts'
import type { Tx } from '#store/transaction.ts'
import type { TestDesk } from '../web/world.ts'
import { rongchang } from '../web/world.ts'

/** A report as counts know it, without what it says: given out on that day, by that sender. */
export interface Counted {
  readonly day: string
  readonly offence?: string
  readonly place?: string
  readonly sender?: string
  readonly flock?: string
  readonly urgent?: boolean
}

let serial = 0

/** Puts reports into the tables that the watch reads. */
export async function tells(
  desk: TestDesk,
  reports: readonly Counted[],
): Promise<readonly string[]> {
  return await desk.world.db.transaction(async (tx) => {
    const ids: string[] = []
    for (const one of reports) ids.push(await put(tx, one))
    return ids
  })
}

async function put(tx: Tx, one: Counted): Promise<string> {
  serial += 1
  const { day, offence = 'A1', place = '500153001', sender = `sender-${serial}` } = one
  const caseId = `told-${serial}`
  const at = startOf(day) + 10 * 3_600_000
  const plain = { area: rongchang, offence, handle: sender, keyId: 'none' }
  await tx
    .insertInto('cases')
    .values({
      ...plain,
      id: caseId,
      number: `RC-2026-${String(90_000 + serial)}`,
      state: 'accepted',
      urgent: one.urgent ? 'life' : null,
      acknowledgedAt: null,
      waitingSince: null,
      supervisedSince: null,
      receivedAt: at,
      changedAt: at,
      version: 1,
      accuses: null,
      outcome: null,
      erasedAt: null,
      mergedInto: null,
    })
    .execute()
  await tx
    .insertInto('facts')
    .values({
      caseId,
      task: 't1',
      area: rongchang,
      office: '500153-health-commission',
      department: 'health-commission',
      offence,
      place,
      channel: 'web-chat',
      state: 'open',
      dueOn: addDays(day, 60),
      givenOn: day,
      acceptedOn: null,
      acceptDays: null,
      closedOn: null,
      closeDays: null,
      late: 0,
      unnumbered: 0,
      backOn: null,
      again: 0,
    })
    .execute()
  if (one.flock !== undefined)
    await tx
      .insertInto('likenesses')
      .values({
        caseId,
        area: rongchang,
        handle: sender,
        at,
        flock: one.flock,
        marks: new Uint8Array([1]),
      })
      .execute()
  return caseId
}

const offences = ['A1', 'B1', 'E1', 'F1', 'G1', 'H1', 'J1', 'K2'] as const

/** Half a year of a report a day, each about something else, until a week ago. */
export const quietHalfYear = (until: string): readonly Counted[] =>
  Array.from({ length: 180 }, (_, n) => ({
    day: addDays(until, -n),
    offence: offences[n % offences.length] ?? 'A1',
    place: n % 3 === 0 ? '' : `5001530${String(10 + (n % 7))}`,
  }))
