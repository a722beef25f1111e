import type { Officer } from '#core/access.ts'
import type { Deed } from '#service/deed.ts'
import { act, readCase } from '#service/desk.ts'
import { listEndpoints, newEndpoint, type AskedEndpoint } from '#service/notice-endpoints.ts'
import { departmentNoticeTypes } from '#core/department-notices.ts'
import { openFakeDepartments, type FakeDepartments } from '../bots/fake-departments.ts'
import { aHouse, standsBehind, type TestHouse } from './house.ts'

export const area = '500153'
export const health = `${area}-health-commission`
export const intakeOffice = `${area}-intake`

export const admin: Officer = {
  id: 'officer-admin',
  name: '管理员',
  role: 'administrator',
  area: '',
  office: '',
  department: '',
}

/** A house whose departments are told on loopback. */
export interface Scene extends AsyncDisposable {
  readonly house: TestHouse
  readonly outside: FakeDepartments
  /** Adds an endpoint; gives its id, and the secret where it has one. */
  readonly adds: (
    asked: Partial<AskedEndpoint> & Pick<AskedEndpoint, 'kind'>,
  ) => Promise<{ readonly id: string; readonly secret: string }>
  /** Rounds, one every `step`, for so long. */
  readonly runs: (ms: number, step?: number) => Promise<void>
  /** What officers do to a case. */
  readonly does: (number: string, by: Officer, deed: Deed) => Promise<void>
}

export async function aScene(env: Readonly<Record<string, string>> = {}): Promise<Scene> {
  const house = await aHouse({
    NOTICE_NETS: '127.0.0.0/8',
    PUBLIC_URL: 'https://jubao.example',
    ...env,
  })
  await standsBehind(house, area, { receiver: '区纪委监委' })
  const outside = await openFakeDepartments(() => house.now())
  const { world } = house
  return {
    house,
    outside,
    adds: async (asked) => {
      const secret =
        asked.kind === 'dingtalk' || asked.kind === 'feishu' ? secretOf(asked.kind) : ''
      const whole = { name: asked.kind, office: '', wants: departmentNoticeTypes, secret, ...asked }
      const added = await newEndpoint(world, admin, area, {
        address: addressOf(asked.kind),
        ...whole,
      })
      if (!added.ok) throw new Error(added.refusal.key)
      const row = await world.db.read(
        async (tx) =>
          await tx
            .selectFrom('noticeEndpoints')
            .select('id')
            .orderBy('createdAt', 'desc')
            .executeTakeFirstOrThrow(),
      )
      return { id: row.id, secret: added.value.secret ?? '' }
    },
    runs: async (ms, step = 10_000) => {
      const end = house.now() + ms
      while (house.now() < end) {
        await house.tell()
        house.wait(step)
      }
      await house.tell()
    },
    does: async (number, by, deed) => {
      const read = await readCase(world, by, number)
      if (!read.ok) throw new Error(read.refusal.key)
      const { version } = read.value.file
      const done = await act(world, by, { number, version }, deed)
      if (!done.ok) throw new Error(done.refusal.key)
    },
    [Symbol.asyncDispose]: async () => {
      await outside.close()
      await house[Symbol.asyncDispose]()
    },
  }

  function addressOf(kind: string): string {
    if (kind === 'wecom') return outside.wecom
    if (kind === 'dingtalk' || kind === 'feishu') return outside[kind].url
    return outside.webhook
  }

  function secretOf(kind: 'dingtalk' | 'feishu'): string {
    return outside[kind].secret
  }
}

/** The events a machine got, in order, with doubles. */
export const eventsAt = ({ outside }: Scene) =>
  outside.received
    .filter(({ path }) => path === '/hooks')
    .map(({ headers, body }) => ({
      id: String(headers['webhook-id']),
      ...(JSON.parse(body) as { type: string; timestamp: string; data: Record<string, unknown> }),
    }))

/** As the administrator's page lists them. */
export const endpointsOf = async ({ house }: Scene) => {
  const listed = await listEndpoints(house.world, admin, area)
  return listed.ok ? listed.value : []
}

/** What is on record of one endpoint. */
export const actionsOf = async ({ house }: Scene, id: string): Promise<readonly string[]> =>
  await house.world.db.read(async (tx) =>
    (
      await tx
        .selectFrom('audit')
        .select('action')
        .where('subject', '=', `endpoint:${id}`)
        .orderBy('seq')
        .execute()
    ).map(({ action }) => action),
  )
