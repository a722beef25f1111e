import { randomBytes } from 'node:crypto'
import type { Role } from '#core/roles.ts'
import { departmentNoticeTypes } from '#core/department-notices.ts'
import { scopesFor } from '#core/scopes.ts'
import { makeToken } from '#service/api-tokens.ts'
import { newEndpoint } from '#service/notice-endpoints.ts'
import { officerOf } from '#service/officers.ts'
import { officerById, saveOfficer } from '#store/officers.ts'
import { hashPassword } from '#web/password.ts'
import { digestOf } from '#web/secrets.ts'
import { readConfig } from '../../src/config.ts'
import { openHouse, type House } from '../../src/house.ts'
import type { Log } from '../../src/log.ts'
import { admin } from '../service/department-scene.ts'
import { standsBehind } from '../service/house.ts'
import { password } from '../web/world.ts'
import type { Env } from './server.ts'

export const area = '500153'
const office = `${area}-health-commission`

/** Tokens by which programs of officers come in. */
export interface Setting {
  readonly handlers: readonly string[]
  /** Sees all of the area. */
  readonly supervisor: string
  /** Writes calls down at the desk; the name to sign in with. */
  readonly operator: string
}

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} }

/** The house as a command line opens it, beside those that serve. */
export async function openBeside(env: Env): Promise<House> {
  const read = readConfig({ ...env })
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return await openHouse({ config: read.config, log: silent })
}

/** As many as it takes to keep up: each program is let in five times a second. */
const colleagues = ['wei', 'ming', 'hong', 'lan']

/** Makes a county that works: an operator, officers with programs, and a department's machine that wants to know all. */
export async function setUp(env: Env, hooks: string): Promise<Setting> {
  const house = await openBeside(env)
  try {
    await standsBehind(house, area, { receiver: '区纪委监委' })
    const handlers = []
    for (const login of colleagues) handlers.push(await hire(house, login, 'handler'))
    const supervisor = await hire(house, 'dudao', 'supervisor')
    const wants = departmentNoticeTypes
    const about = { kind: 'webhook', name: '对接', address: hooks, office: '', secret: '' } as const
    const added = await newEndpoint(house.world, admin, area, { ...about, wants })
    if (!added.ok) throw new Error(added.refusal.key)
    return { handlers, supervisor, operator: await hireOperator(house) }
  } finally {
    await house.close()
  }
}

/** Somebody of the intake office, who signs in with the password that all have in tests. */
async function hireOperator({ world }: House): Promise<string> {
  const login = 'rexian'
  const row = { id: `officer-${login}`, name: '值班', login, role: 'intake' } as const
  const passwordHash = await hashPassword(password)
  await world.db.transaction(
    async (tx) => await saveOfficer(tx, { ...row, office: `${area}-intake`, area, passwordHash }),
  )
  return login
}

async function hire({ world }: House, login: string, role: Role): Promise<string> {
  const id = `officer-${login}`
  const token = randomBytes(40).toString('base64url').slice(0, 43)
  const officer = await world.db.transaction(async (tx) => {
    const row = { id, name: `${login}经办`, login, role, office, area, passwordHash: 'none' }
    await saveOfficer(tx, row)
    const kept = await officerById(tx, id)
    if (!kept) throw new Error('the officer was not kept')
    return await officerOf(world, tx, kept)
  })
  const asked = { name: '对接', scopes: scopesFor(officer), days: 30, tokenHash: digestOf(token) }
  const made = await makeToken(world, officer, asked)
  if (!made.ok) throw new Error(made.refusal.key)
  return token
}
