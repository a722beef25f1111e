import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { owedToOffices, type OwedToOffice } from '#core/department-notices.ts'
import { oweNotices } from '#store/department-notices.ts'
import { endpointsWanting, type EndpointRow } from '#store/notice-endpoints.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import type { NoticeFacts } from './department-words.ts'
import { unitOf } from './officers.ts'
import { owedText } from './outgoing-webhooks.ts'
import type { Sealed } from './sealed.ts'
import { officesIn } from './world.ts'

/** Owes the endpoints of the offices concerned what events brought them, in the transaction of the events. */
export async function oweDepartments(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  events: readonly CaseEvent[],
): Promise<void> {
  await oweOffices(world, tx, file, owedToOffices(file.case, events))
}

/** Owes the endpoints of these offices, and those of the whole area, what each office is owed. */
export async function oweOffices(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  all: readonly OwedToOffice[],
): Promise<void> {
  const { area } = file.case
  for (const [type, owed] of byType(all)) {
    const wanting = await endpointsWanting(tx, { area, type })
    if (wanting.length === 0) continue
    const closed = await closedOffices(world, tx, file.case)
    const rows = []
    for (const endpoint of wanting) {
      const one = owedHere(endpoint, owed, closed)
      if (one) rows.push(await owedRow(world, file, { endpoint, one }))
    }
    await oweNotices(tx, area, rows)
  }
}

function byType(all: readonly OwedToOffice[]): ReadonlyMap<string, readonly OwedToOffice[]> {
  return Map.groupBy(all, ({ type }) => type)
}

/** Of an office its own; of the whole area the one that is due first. An accusation concerns nobody but its office. */
function owedHere(
  { office }: EndpointRow,
  owed: readonly OwedToOffice[],
  closed: Closed,
): OwedToOffice | undefined {
  if (office !== undefined)
    return closed.offices.has(office) ? undefined : owed.find((one) => one.office === office)
  if (closed.area) return undefined
  return owed.toSorted((a, b) => ((a.due ?? '9') < (b.due ?? '9') ? -1 : 1))[0]
}

interface Closed {
  /** In a group of the whole area those may sit who are accused. */
  readonly area: boolean
  /** Offices that sit in the department accused. */
  readonly offices: ReadonlySet<string>
}

async function closedOffices(world: Sealed, tx: Tx, about: Case): Promise<Closed> {
  const accused = about.matters.flatMap((matter) => matter.accused ?? [])
  const isAccusation = about.matters.some(({ stream }) => stream === 'accusation')
  if (!isAccusation && accused.length === 0) return { area: false, offices: new Set() }
  const offices = await officesIn(world, tx, about.area)
  const plan = world.packs.areas.get(about.area)?.plan
  const closed = offices.filter((office) =>
    accused.some((one) => one === office.department || one === unitOf(office, { offices, plan })),
  )
  return { area: true, offices: new Set(closed.map(({ id }) => id)) }
}

interface Owing {
  readonly endpoint: EndpointRow
  readonly one: OwedToOffice
}

async function owedRow(
  world: Sealed,
  file: OpenCase,
  { endpoint: { id: endpoint, keyId }, one }: Owing,
) {
  const { number } = file.case
  const link = `${world.publicUrl}/desk/cases/${number}`
  const data: NoticeFacts = { number, ...(one.due ? { due: one.due } : {}), link }
  const id = world.id()
  const createdAt = world.clock()
  const sealed = await world.vault.seal(
    keyId,
    JSON.stringify({ data, at: createdAt }),
    owedText(id),
  )
  const about = `${one.type}:${one.id}`
  return { id, endpoint, about, type: one.type, caseId: file.id, keyId, sealed, createdAt }
}
