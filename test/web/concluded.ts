import type { Officer } from '#core/access.ts'
import { decide } from '#core/decide.ts'
import { againOf } from '#service/oversight.ts'
import { keepEvents, openCase } from '#service/case-file.ts'
import { caseByNumber } from '#store/cases.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import type { FiledCase, TestDesk } from './world.ts'

/** One deed at a case as it stands now. */
export async function doDeed(
  { world }: TestDesk,
  officer: Officer,
  { number, deed }: { readonly number: string; readonly deed: Deed },
): Promise<void> {
  const read = await readCase(world, officer, number)
  if (!read.ok) throw new Error(`${number}: ${read.refusal.key}`)
  const done = await act(world, officer, { number, version: read.value.file.version }, deed)
  if (!done.ok) throw new Error(`${deed.type}: ${done.refusal.key}`)
}

/** The leading office ends its part in a case. */
export async function concluded(
  desk: TestDesk,
  officer: Officer,
  {
    number,
    outcome,
  }: Pick<FiledCase, 'number'> & { readonly outcome: 'substantiated' | 'unfounded' },
): Promise<void> {
  const read = await readCase(desk.world, officer, number)
  const lead = read.ok && read.value.file.tasks.find(({ role }) => role === 'lead')
  const task = lead ? lead.task : ''
  await doDeed(desk, officer, { number, deed: { type: 'accept', task } })
  const penalty = outcome === 'substantiated' ? { penalty: '荣卫罚〔2026〕8号' } : {}
  const deed = { type: 'conclude', task, outcome, text: '已经查过。', ...penalty } as const
  await doDeed(desk, officer, { number, deed })
}

/** The reporter asks for a second look. */
export async function asksAgain({ world }: TestDesk, { id, number }: FiledCase): Promise<void> {
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, number)
    if (!row) throw new Error(`no case ${number}`)
    const file = await openCase(world, tx, row)
    const context = {
      at: world.clock(),
      by: { kind: 'reporter' },
      id: () => world.id(),
      ...(await againOf(world, tx, file.case)),
    } as const
    const asked = decide(file.case, { type: 'request-re-examination', text: '还在做' }, context)
    if (!asked.ok) throw new Error(`${id}: ${asked.refusal.key}`)
    await keepEvents(world, tx, file, asked.value)
  })
}
