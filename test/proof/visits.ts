import { anAsker, type Answer, type Asker } from './asker.ts'
import type { Planted, PlantedHouse } from './planted.ts'
import { routesOf, ways, type Ground } from './routes.ts'
import { seats, type Seat } from './seats.ts'

/** Whoever stands before a door: nobody known, the holder of the receipts, or an account of the desk. */
export interface Who {
  readonly name: string
  readonly seat?: Seat
  readonly holds?: true
}

/** Everybody who could ask. */
export const people: readonly Who[] = [
  { name: 'nobody known' },
  { name: 'holder of the receipts', holds: true },
  ...seats.map((seat) => ({ name: seat.login, seat })),
]

const wrong = '0000-0000-0000-00000'
const roleOpens = new Set(['intake', 'supervisor', 'handler', 'reward-officer'])
const wholeArea = new Set(['intake', 'supervisor'])

/** The rule in words: own area, a role that handles, own office or the whole area to look over, never the accused. */
export function opens({ seat }: Who, { offices, accused }: Planted): boolean {
  if (!seat || seat.area !== '500153' || !roleOpens.has(seat.role)) return false
  if (seat.department === accused) return false
  return wholeArea.has(seat.role) || offices.includes(seat.office)
}

/** A number that no case has. */
export const nowhere: Planted = {
  number: 'RC-2026-09999',
  passcode: wrong,
  accused: '',
  offices: [],
  evidence: [],
  content: { name: 'nothing', text: '无中生有的话' },
}

/** One answer to one of them. */
export interface Visit {
  readonly who: Who
  readonly route: string
  readonly about: Planted | undefined
  readonly answer: Answer
}

/** Everybody asks at every door for everything there is to ask for. */
export async function everybodyEverywhere(
  { app, ...rest }: PlantedHouse,
  these: readonly Who[],
): Promise<readonly Visit[]> {
  const all: Visit[] = []
  const askers = new Map<Who, Asker>()
  for (const who of these) {
    const asker = anAsker(app)
    if (who.seat) await asker.signIn(who.seat.login)
    else await asker.ask('GET', { path: '/track' })
    askers.set(who, asker)
  }
  const session = await waitingSession(rest)
  for (const { method, path } of routesOf(app)) {
    const way = ways[`${method} ${path}`]
    if (!way) continue
    const requests = await requestsOf(rest)
    for (const [who, asker] of askers) {
      const ground: Ground = {
        cases: [...rest.cases, nowhere],
        session,
        upload: rest.upload,
        request: (number) => requests.get(number) ?? 'none',
        passcode: (one) => (who.holds ? one.passcode : wrong),
      }
      for (const call of way(path, ground)) {
        const answer = await asker.ask(method, call)
        all.push({ who, route: `${method} ${path}`, about: call.about, answer })
      }
    }
  }
  return all
}

async function waitingSession({ house }: Pick<PlantedHouse, 'house'>): Promise<string> {
  const row = await house.world.db.read(
    async (tx) => await tx.selectFrom('waiting').select('session').executeTakeFirst(),
  )
  return row?.session ?? 'none'
}

async function requestsOf({ house }: Pick<PlantedHouse, 'house'>) {
  const rows = await house.world.db.read(
    async (tx) =>
      await tx.selectFrom('identityRequests').select(['number', 'id']).orderBy('askedAt').execute(),
  )
  return new Map(rows.map(({ number, id }) => [number, id]))
}
