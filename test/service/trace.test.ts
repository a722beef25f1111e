import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Officer } from '#core/access.ts'
import type { Role } from '#core/roles.ts'
import { accountOf, disable, invite, redeem } from '#service/officers.ts'
import { configureArea, importOffices } from '#service/settings.ts'
import { signIn } from '#service/sign-in.ts'
import { verifyAudit } from '#store/audit.ts'
import { aHouse, type TestHouse } from './house.ts'

const area = '500153'
const office = `${area}-health-commission`
const done = { ok: true }

const officer = (role: Role): Officer => ({
  id: `the-${role}`,
  name: role,
  role,
  area: role === 'administrator' ? '' : area,
  office: role === 'administrator' ? '' : office,
  department: '',
})

/** Who did what to what, in every chain, but for the plans that every first start publishes. */
async function traces(house: TestHouse): Promise<readonly string[]> {
  const rows = await house.world.db.read(
    async (tx) => await tx.selectFrom('audit').selectAll().orderBy('at').execute(),
  )
  const people = rows.filter(({ actor }) => actor !== 'release')
  return people.map((row) => `${row.area}: ${row.actor} ${row.action} ${row.subject} ${row.reason}`)
}

describe('the administrator, who sees no case, leaves a trace of each way to one', () => {
  let house: TestHouse
  beforeAll(async () => {
    house = await aHouse()
  })
  afterAll(async () => await house[Symbol.asyncDispose]())

  const admin = officer('administrator')
  const token = 'a'.repeat(43)
  const invitation = { role: 'handler', area, office, name: '王' } as const

  it('an invitation and the account made of it bear the same mark, whoever used the link', async () => {
    expect(await invite(house.world, admin, token, invitation)).toMatchObject(done)
    const account = { login: 'wang', passwordHash: 'digest' }
    const made = await redeem(house.world, token, account)
    if (!made.ok) throw new Error(made.refusal.key)
    const mark = 'setup:aaaaaaaaaaaa'
    expect(await traces(house)).toEqual([
      `${area}: officer:the-administrator officer-invited ${mark} handler ${office}`,
      `${area}: officer:${made.value.id} officer-made officer:${made.value.id} ${mark}`,
    ])
  })

  it.each([
    ['signing in', 'signed-in', async () => await signsIn()],
    ['other offices', 'offices-imported', async () => await imports(admin)],
    [
      'other settings',
      'area-configured',
      async () => await configureArea(house.world, admin, area, { sponsor: '荣昌区卫生健康委' }),
    ],
    [
      'ending an account',
      'officer-disabled',
      async () => await disable(house.world, admin, 'wang'),
    ],
  ])('%s', async (_, action, work) => {
    await work()
    expect((await traces(house)).at(-1)).toContain(` ${action} `)
    const audit = await house.world.db.read(
      async (tx) => await verifyAudit(tx, house.world.vault.mac),
    )
    expect(audit).toMatchObject(done)
  })

  it.each(['handler', 'intake', 'supervisor', 'auditor', 'reward-officer'] as const)(
    'a %s can do none of it',
    async (role) => {
      const before = await traces(house)
      const by = officer(role)
      expect(await invite(house.world, by, 'b'.repeat(43), invitation)).toMatchObject({ ok: false })
      expect(await imports(by)).toMatchObject({ ok: false })
      expect(await configureArea(house.world, by, area, {})).toMatchObject({ ok: false })
      expect(await disable(house.world, by, 'wang')).toMatchObject({ ok: false })
      expect(await traces(house)).toEqual(before)
    },
  )

  const imports = async (by: Officer) =>
    await importOffices(
      house.world,
      by,
      area,
      Buffer.from(`id,name,department,place\nintake,协调岗,intake,${area}\n`),
    )

  const signsIn = async (): Promise<void> => {
    const account = await accountOf(house.world, 'wang')
    if (!account) throw new Error('nobody of that name')
    const browser = { way: 'password', agent: '' } as const
    const cookie = { idHash: 'cookie', csrf: 'csrf', login: 'wang', ...browser }
    await signIn(house.world, account.officer, cookie)
  }
})

it('the links that every first start prints end with the first account', async () => {
  await using house = await aHouse()
  const { world } = house
  const first = { role: 'administrator', area: '', office: '', name: '管理员' } as const
  const asked = { role: 'handler', area, office, name: '王' } as const
  await invite(world, 'operator', 'link-of-monday', first)
  await invite(world, 'operator', 'link-of-tuesday', first)
  await invite(world, 'operator', 'link-of-wang', asked)
  const account = (login: string) => ({ login, passwordHash: 'digest' })
  expect(await redeem(world, 'link-of-tuesday', account('admin'))).toMatchObject(done)
  expect(await redeem(world, 'link-of-monday', account('thief'))).toMatchObject({ ok: false })
  expect(await redeem(world, 'link-of-wang', account('wang'))).toMatchObject(done)
})
