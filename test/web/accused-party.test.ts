import { describe, expect, it } from 'vitest'
import { actorOf } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import { decide } from '#core/decide.ts'
import { keepEvents, openCase } from '#service/case-file.ts'
import { caseByNumber } from '#store/cases.ts'
import { aBrowser } from './browser-like.ts'
import { aDesk, type FiledCase, type TestDesk } from './world.ts'

const canary = {
  what: '金丝雀经过：科长收钱放人',
  who: '金丝雀科长',
  name: '金丝雀王小花',
  phone: '13912345678',
  address: 'canary-address-0123456789',
  reason: '金丝雀怀疑理由',
}
const accused = '500153-health-commission'
const roles: readonly Role[] = ['handler', 'intake', 'supervisor', 'reward-officer', 'auditor']

/** An accusation against the health commission, suspected by the intake office as well. */
async function anAccusation(desk: TestDesk): Promise<FiledCase> {
  const { what, who, name, phone, address, reason } = canary
  const about = { stream: 'accusation', offence: 'I4', accused: 'health-commission' } as const
  const filed = await desk.report({ ...about, facts: { what, who }, name, phone, address })
  const intake = await desk.officer('xietiao', 'intake', '500153-intake')
  const { world } = desk
  await world.db.transaction(async (tx) => {
    const row = await caseByNumber(tx, filed.number)
    if (!row) throw new Error('the accusation was not kept')
    const file = await openCase(world, tx, row)
    const context = { at: world.clock(), by: actorOf(intake), id: () => world.id() }
    const events = decide(file.case, { type: 'suspect', reason }, context)
    if (!events.ok) throw new Error(events.refusal.key)
    await keepEvents(world, tx, file, events.value)
  })
  return filed
}

/** Every page the house has, with the number where one asks for it. */
const pages = (desk: TestDesk, number: string): readonly string[] => [
  ...new Set(
    desk.app.routes
      .filter(({ method, path }) => method === 'GET' && !path.includes('*'))
      .map(({ path }) =>
        path.replace(':number', number).replaceAll(/:\w+(?:\{[^}]*\})?/g, '500153'),
      ),
  ),
]

const tells = (text: string, { number }: FiledCase): readonly string[] =>
  [...Object.values(canary), number].filter((word) => text.includes(word))

describe('whoever is accused', () => {
  it.each(roles)(
    'as %s of their own department finds on no page that they are, or by whom',
    async (role) => {
      const desk = await aDesk()
      const filed = await anAccusation(desk)
      await desk.officer('wo', role, accused)
      const browser = aBrowser(desk.app)
      await browser.signIn('wo')
      const told: string[] = []
      const all = pages(desk, filed.number)
      for (const path of all) {
        const seen = await browser.get(path)
        // A page that is not found may repeat the address that was typed, and nothing more.
        const words = tells(seen.html, filed).filter((word) => word !== filed.number)
        if (words.length > 0) told.push(`${path}: ${words.join(' ')}`)
        if (seen.status === 200 && !path.includes(filed.number) && seen.html.includes(filed.number))
          told.push(`${path}: ${filed.number}`)
      }
      expect(all.length).toBeGreaterThan(25)
      expect(told).toEqual([])
      await desk.close()
    },
    30_000,
  )

  it('as anybody in the street finds it nowhere either', async () => {
    const desk = await aDesk()
    const filed = await anAccusation(desk)
    const browser = aBrowser(desk.app)
    const told: string[] = []
    for (const path of pages(desk, filed.number)) {
      const words = tells((await browser.get(path)).html, filed)
      if (words.some((word) => word !== filed.number)) told.push(path)
    }
    expect(told).toEqual([])
    expect(desk.logged.flatMap((line) => tells(line, filed))).toEqual([])
    await desk.close()
  })
})
