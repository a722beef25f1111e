import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { anAsker } from './asker.ts'
import { createFinder } from './canaries.ts'
import { aPlantedHouse, type PlantedHouse } from './planted.ts'
import { routesOf, ways, type Ground } from './routes.ts'
import { seats } from './seats.ts'
import { nowhere } from './visits.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 })

const long = Boolean(process.env['LONG'])
/** Every day whoever sees most, at the doors that only show; one of each role at every door under LONG. */
const looking = seats.filter(({ role }, n) =>
  long ? seats.findIndex((one) => one.role === role) === n : n === 0,
)

let planted: PlantedHouse
beforeAll(async () => {
  planted = await aPlantedHouse()
})
afterAll(async () => await planted[Symbol.asyncDispose]())

const entriesOf = async (login: string): Promise<number> => {
  const { db } = planted.house.world
  const rows = await db.read(
    async (tx) =>
      await tx
        .selectFrom('audit')
        .select('seq')
        .where('actor', '=', `officer:officer-${login}`)
        .execute(),
  )
  return rows.length
}

interface Look {
  readonly login: string
  readonly role: string
  readonly route: string
  /** Words of which cases stood in the answer. */
  readonly words: readonly string[]
  readonly traced: boolean
}

/** Goes through every door there is, and is watched. */
async function everyLook(): Promise<readonly Look[]> {
  const find = createFinder(planted.cases.map(({ content }) => content))
  const looks: Look[] = []
  const ground: Ground = {
    cases: [...planted.cases, nowhere],
    session: 'none',
    upload: planted.upload,
    request: () => 'none',
    passcode: () => '0000-0000-0000-00000',
  }
  for (const { login, role } of looking) {
    const asker = anAsker(planted.app)
    await asker.signIn(login)
    for (const { method, path } of routesOf(planted.app)) {
      if (!path.startsWith('/desk') || path === '/desk/sign-out') continue
      if (!long && method !== 'GET' && path !== '/desk/search') continue
      for (const call of ways[`${method} ${path}`]?.(path, ground) ?? []) {
        const before = await entriesOf(login)
        const answer = await asker.ask(method, call)
        const to = answer.status === 303 ? answer.headers.get('location') : null
        const shown = to === null ? answer : await asker.ask('GET', { path: to })
        const words = find(shown.whole)
        const traced = (await entriesOf(login)) > before
        if (words.length > 0) looks.push({ login, role, route: `${method} ${path}`, words, traced })
      }
    }
  }
  return looks
}

describe('whoever reads words of a case', () => {
  it('leaves an entry in the audit chain, at every door that shows any', async () => {
    const looks = await everyLook()
    const untraced = looks.filter(({ traced }) => !traced)
    expect(untraced.map(({ login, route }) => `${login} ${route}`)).toEqual([])
    const doors = new Set(looks.map(({ route }) => route))
    for (const door of ['GET /desk/cases/:number', 'GET /desk'])
      expect([door, doors.has(door)]).toEqual([door, true])
    const roles = new Set(looks.map(({ role }) => role))
    expect([roles.has('administrator'), roles.has('auditor')]).toEqual([false, false])
    console.log(
      `every look: ${looks.length} answers with words of cases at ${doors.size} doors, ${untraced.length} without an entry; administrators and auditors: 0`,
    )
  })
})
