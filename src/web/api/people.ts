import { z } from 'zod'
import { may, mayFor } from '#core/access.ts'
import { ok, refuse } from '#core/result.ts'
import { disable, officersIn } from '#service/officers.ts'
import { importOffices } from '#service/settings.ts'
import { officesIn } from '#service/world.ts'
import { officerRoles } from '../words/terms.ts'
import { operation } from './operation.ts'
import { day, idText, instant, list, oneOf } from './shapes.ts'
import { scopes } from '#core/scopes.ts'

const text = z.string()

const me = operation({
  id: 'readMe',
  method: 'GET',
  path: '/me',
  zh: '这个令牌替谁办事，能做什么，什么时候到期',
  en: 'For whom the token works, for what, and until when',
  answer: z.object({
    officer: z.object({ name: text, role: oneOf(officerRoles), office: text, area: text }),
    token: z.object({
      name: text,
      scopes: list(z.enum(Object.keys(scopes) as [keyof typeof scopes])),
      expiresAt: instant,
      usedOn: day.optional(),
    }),
  }),
  run: async ({ officer, holder }) =>
    await Promise.resolve(ok({ answer: { officer, token: holder.token } })),
})

const office = z.object({
  id: text,
  name: text,
  department: text,
  place: text,
  level: text,
  delegatedBy: text.optional(),
})

const offices = operation({
  id: 'listOffices',
  method: 'GET',
  path: '/areas/{area}/offices',
  zh: '一个辖区的单位：分办时写的就是它们的编号',
  en: 'The offices of an area: a ruling names them by their ids',
  answer: z.object({ area: text, offices: list(office) }),
  problems: ['not-found'],
  run: async ({ world, officer, path }) => {
    const area = path['area'] ?? ''
    const isOwn = officer.area === area && may(officer, 'see-case').ok
    if (!world.packs.areas.has(area) || (!isOwn && !mayFor(officer, 'manage-offices', area).ok))
      return refuse('area-not-yours')
    const all = await world.db.read(async (tx) => await officesIn(world, tx, area))
    return ok({ answer: { area, offices: all } })
  },
})

const replaceOffices = operation({
  id: 'replaceOffices',
  method: 'POST',
  path: '/areas/{area}/offices',
  scope: 'manage:offices',
  zh: '用一份 CSV 换掉全部单位；有一行不对就都不换',
  en: 'Takes all offices from a CSV file; one bad line and none is taken',
  largest: 2 * 1024 * 1024,
  body: z.strictObject({ csv: z.string().max(1_900_000) }),
  answer: z.object({ area: text, offices: z.number().int() }),
  problems: ['not-found', 'refused'],
  run: async ({ world, officer, path, body }) => {
    const area = path['area'] ?? ''
    if (!world.packs.areas.has(area) || !mayFor(officer, 'manage-offices', area).ok)
      return refuse('area-not-yours')
    const done = await importOffices(world, officer, area, Buffer.from(body.csv))
    if (done.ok) return ok({ answer: { area, offices: done.value } })
    const [first] = done.refusal
    return refuse('offices-faulty', { line: first?.line ?? 1, cure: first?.cure ?? '' })
  },
})

const officers = operation({
  id: 'listOfficers',
  method: 'GET',
  path: '/officers',
  scope: 'manage:officers',
  zh: '全部账号，没有密码',
  en: 'All accounts, without their passwords',
  answer: z.object({
    officers: list(
      z.object({
        name: text,
        login: text,
        role: oneOf(officerRoles),
        area: text,
        office: text,
        disabledAt: instant.optional(),
      }),
    ),
  }),
  run: async ({ world, officer }) => {
    const right = may(officer, 'manage-officers')
    if (!right.ok) return right
    const rows = await officersIn(world)
    const shown = rows.map((row) => ({ ...row, role: row.role as keyof typeof officerRoles }))
    return ok({ answer: { officers: shown } })
  },
})

const endOfficer = operation({
  id: 'disableOfficer',
  method: 'POST',
  path: '/officers/{login}/disable',
  scope: 'manage:officers',
  zh: '停用一个账号；不能停用自己',
  en: 'Ends an account; not one’s own',
  body: z.strictObject({ login: idText.describe('再写一次登录名，免得停错人') }),
  answer: z.object({ login: text }),
  problems: ['wrong-state', 'refused'],
  run: async ({ world, officer, path, body }) => {
    const login = path['login'] ?? ''
    const own = (await officersIn(world)).find(({ id }) => id === officer.id)
    if (own?.login === login) return refuse('own-account')
    if (body.login !== login) return refuse('officer-unknown')
    const done = await disable(world, officer, login)
    return done.ok ? ok({ answer: { login } }) : done
  },
})

/** Who works where, and for whom this token does. */
export const peopleOperations = [me, offices, replaceOffices, officers, endOfficer]
