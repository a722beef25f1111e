import type { Officer } from '#core/access.ts'
import { newEndpoint } from '#service/notice-endpoints.ts'
import { takeOrders } from '#service/work-orders.ts'
import { caseByNumber } from '#store/cases.ts'
import { readCase, act } from '#service/desk.ts'
import type { Deed } from '#service/deed.ts'
import { officerOf, type TestHouse } from './house.ts'

const admin: Officer = {
  id: 'officer-admin',
  name: '管理员',
  role: 'administrator',
  area: '',
  office: '',
  department: '',
}

/** An order of another hotline that a case was made of and handled to its end. */
export interface MarkedOrder {
  readonly number: string
  readonly caseId: string
  readonly handle: string
  /** Gives what is answered to the same line, or to another under its number. */
  readonly again: (content?: string) => ReturnType<typeof takeOrders>
}

const area = '500153'
const source = { id: '12345', area }

/** Takes an order with these words in it; its source is owed how it stands. */
export async function aMarkedOrder(
  house: TestHouse,
  words: readonly string[],
): Promise<MarkedOrder> {
  const { world } = house
  const asked = { name: '12345', address: 'https://12345.example/hooks', secret: '', office: '' }
  const wants = ['work-order.status']
  const added = await newEndpoint(world, admin, area, { ...asked, kind: 'webhook', wants })
  if (!added.ok) throw new Error(added.refusal.key)
  const first = `昌元街道菜市场后头有人打针输液，没得证。${words.join('，')}`
  const receivedAt = new Date(house.now() - 3_600_000).toISOString()
  const again: MarkedOrder['again'] = async (content = first) =>
    await takeOrders(world, { source, by: 'source' }, [
      { line: 1, cells: { number: 'RC1', receivedAt, content, place: '菜市场后门' } },
    ])
  const number = (await again()).filed[0]?.number ?? ''
  const row = await world.db.read(async (tx) => await caseByNumber(tx, number))
  if (!row) throw new Error('the order became no case')
  const officer = await officerOf(house, number)
  const { task } = officer
  const deeds: readonly Deed[] = [
    { type: 'accept', task },
    { type: 'conclude', task, outcome: 'unfounded', text: '查了，没有人行医。' },
  ]
  for (const deed of deeds) {
    const read = await readCase(world, officer, number)
    if (!read.ok) throw new Error(read.refusal.key)
    const { version } = read.value.file
    const done = await act(world, officer, { number, version }, deed)
    if (!done.ok) throw new Error(done.refusal.key)
  }
  return { number, caseId: row.id, handle: row.handle, again }
}
