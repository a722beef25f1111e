import { may, type Officer } from '#core/access.ts'
import { appendAudit } from '#store/audit.ts'
import { caseByNumber } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import { beginOrder, fileOrder, orderNumbered } from '#store/work-orders.ts'
import { openCase } from './case-file.ts'
import { tellForm } from './filled-form.ts'
import type { OrderSource } from './hotline-rules.ts'
import {
  orderOf,
  type OrderColumn,
  type OrderProblem,
  type OrderRow,
  type WorkOrder,
} from './order-lines.ts'
import { oweOrderStatus } from './order-status.ts'
import type { Sealed } from './sealed.ts'
import type { Doer } from './trace.ts'

interface Registered {
  readonly line: number
  /** The number in the source's own system. */
  readonly theirs: string
  readonly number: string
}

/** Without `number`: its case has been erased since. */
type Known = Omit<Registered, 'number'> & Partial<Pick<Registered, 'number'>>

/** What became of the lines a source sent: good ones are registered, the others named. */
export interface OrdersTaken {
  readonly filed: readonly Registered[]
  /** Registered before, word for word: nothing was changed. */
  readonly known: readonly Known[]
  readonly problems: readonly OrderProblem[]
}

/** Whose orders they are, and who brought them: the source's own system, somebody at the desk, or the command line. */
export interface Bringing {
  readonly source: OrderSource
  readonly by: Doer | 'source'
}

const isOfficer = (by: Bringing['by']): by is Officer => typeof by === 'object'

/** Whether somebody may bring the orders of a source. */
export const mayBring = ({ source, by }: Bringing): boolean =>
  !isOfficer(by) || (may(by, 'enter-calls').ok && by.area === source.area)

/** Registers each line by itself: one that is bad stops no other. */
export async function takeOrders(
  world: Sealed,
  bringing: Bringing,
  rows: readonly OrderRow[],
): Promise<OrdersTaken> {
  if (!mayBring(bringing)) throw new Error('orders came from somebody who may not bring them')
  const filed: Registered[] = []
  const known: Known[] = []
  const problems: OrderProblem[] = []
  for (const row of rows) {
    const order = orderOf(world, row)
    if (!('theirs' in order)) {
      problems.push(...order)
      continue
    }
    const { line, theirs } = order
    const taken = await takeOrder(world, bringing, order)
    if ('cure' in taken) problems.push(taken)
    else if (taken.isNew) filed.push({ line, theirs, number: taken.number })
    else known.push({ line, theirs, ...(taken.number ? { number: taken.number } : {}) })
  }
  return { filed, known, problems }
}

type Taken =
  | OrderProblem
  | { readonly isNew: true; readonly number: string }
  | { readonly isNew: false; readonly number?: string }

const keyOf = ({ area, id }: OrderSource): string => `${area}/${id}`

async function takeOrder(world: Sealed, bringing: Bringing, order: WorkOrder): Promise<Taken> {
  const undo = new Error('an order that cannot be registered is not kept')
  let taken: Taken | undefined
  try {
    return await world.db.transaction(async (tx) => {
      taken = await register(world, tx, bringing, order)
      if ('cure' in taken) throw undo
      return taken
    })
  } catch (cause) {
    if (cause !== undo || !taken) throw cause
    return taken
  }
}

async function register(
  world: Sealed,
  tx: Tx,
  { source, by }: Bringing,
  order: WorkOrder,
): Promise<Taken> {
  const { theirs, at, answers, line } = order
  const { area } = source
  const key = keyOf(source)
  const actor = isOfficer(by) ? `officer:${by.id}` : by === 'source' ? `source:${source.id}` : by
  const mark = markOf(world, order)
  const row = { source: key, theirs, area, mark, receivedAt: at, at: world.clock(), by: actor }
  if (!(await beginOrder(tx, row))) return await sameOrder(tx, { key, order, mark })
  const told = await tellForm(world, tx, {
    channel: 'work-orders',
    address: `order:${key}:${theirs}`,
    at,
    area,
    answers,
    offences: [],
    insists: true,
  })
  if (told.state === 'open') return { line, ...whyNot(told) }
  const { number } = told
  const found = await caseByNumber(tx, number)
  if (!found) throw new Error(`${number} was filed and is not there`)
  await fileOrder(tx, { source: key, theirs }, { caseId: found.id, number })
  const file = await openCase(world, tx, found)
  await appendAudit(
    tx,
    { area, at: world.clock(), actor, action: 'order-taken', subject: number },
    world.mac,
  )
  await oweOrderStatus(world, tx, file, file.events)
  return { number, isNew: true }
}

/** Tells a repeated line from one that says something else under the same number. */
const markOf = (world: Sealed, { at, answers }: WorkOrder): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['work order', at, answers])))).toString(
    'base64url',
  )

interface Again {
  readonly key: string
  readonly order: WorkOrder
  readonly mark: string
}

/** Of one whose case was erased nobody can tell any more what it said: it is not taken again, whatever stands there. */
async function sameOrder(tx: Tx, { key, order, mark }: Again): Promise<Taken> {
  const before = await orderNumbered(tx, key, order.theirs)
  if (!before) throw new Error('an order is known and not there')
  const { number } = before
  if (number === undefined) return { isNew: false }
  if (before.mark === mark) return { number, isNew: false }
  const cure = `这个编号已登记为 ${number}，内容不一样。补充情况请写进那一件；另一件事请用新编号`
  return { line: order.line, field: 'number', cure }
}

const columnOf: Readonly<Record<string, OrderColumn>> = {
  what: 'content',
  healthConsent: 'consent',
  identityConsent: 'consent',
  guardian: 'consent',
  name: 'name',
  contact: 'phone',
}

/** What the conversation would have said; an order has nobody to answer it. */
function whyNot({
  field,
  said,
}: {
  readonly field?: string
  readonly said: readonly string[]
}): Pick<OrderProblem, 'field' | 'cure'> {
  const column = columnOf[field ?? ''] ?? 'content'
  if (column === 'consent')
    return {
      field: 'consent',
      cure: '要来电人（不满 14 岁的要家长）同意，写 是；不同意的去掉姓名电话和病情',
    }
  const words = said.join('')
  return { field: column, cure: `没有登记：${words || '没看明白'}请退回，或改好再传` }
}
