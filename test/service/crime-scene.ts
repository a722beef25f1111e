import type { Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import type { Sealed } from '#service/sealed.ts'

/** The checklist of somebody who treats people after two penalties, with all that goes along. */
export const aProposal = (task: string): Extract<Deed, { readonly type: 'propose-transfer' }> => ({
  type: 'propose-transfer',
  task,
  criterion: 'illegal-practice',
  elements: [
    { id: 'unqualified', answer: 'yes' },
    { id: 'practice', answer: 'yes' },
    { id: 'punished-twice', answer: 'yes' },
  ],
  annexes: [
    { annex: 'report', material: '调查报告 1 份', missing: '' },
    { annex: 'inventory', material: '', missing: '没有扣押物品' },
    { annex: 'test', material: '', missing: '没有需要检验的物品' },
    { annex: 'other', material: '两次行政处罚决定书', missing: '' },
  ],
  team: ['卫东', '林芳'],
  organ: '荣昌区公安局',
  text: '当事人没有医师资格，曾被行政处罚两次。',
})

interface Doing {
  readonly number: string
  readonly by: Officer
  readonly deed: Deed
}

/** Does it, or fails. */
export async function doesNow(world: Sealed, { number, by, deed }: Doing): Promise<void> {
  const read = await readCase(world, by, number)
  if (!read.ok) throw new Error(read.refusal.key)
  const done = await act(world, by, { number, version: read.value.file.version }, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}

/** The report goes to the head of the organ, who says yes; a colleague writes that down. */
export async function approved(
  world: Sealed,
  { number, by, task }: { readonly number: string; readonly by: Officer; readonly task: string },
): Promise<void> {
  await doesNow(world, { number, by, deed: aProposal(task) })
  const read = await readCase(world, by, number)
  const proposal = (read.ok && read.value.file.proposals?.at(-1)?.id) || ''
  const colleague = { ...by, id: `${by.id}-colleague` }
  const on = dayOf(world.clock())
  const decision = { granted: true, head: '王局长', on, reason: '' }
  await doesNow(world, {
    number,
    by: colleague,
    deed: { type: 'decide-transfer', proposal, ...decision },
  })
}
