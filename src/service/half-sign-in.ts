import { officerById } from '#store/officers.ts'
import { accountFrom, officerOf, type Account } from './officers.ts'
import type { Way } from './sign-in.ts'
import type { World } from './world.ts'

/** How long the second step may take. */
const patience = 10 * 60_000

/** Somebody who proved the first half of who they are, at one browser. */
export interface Half extends Account {
  readonly way: Way
  /** When the second step is over. */
  readonly until?: number
}

type HalfShown = Pick<Half, 'officer' | 'passwordHash' | 'way' | 'until'>

/** Stands in the form of the second step, for the browser of this mark. It ends with its time, or with the password. */
export function halfToken(
  world: World,
  { officer, passwordHash, way, until = world.clock() + patience }: HalfShown,
  browser: string,
): string {
  return [
    officer.id,
    way,
    until,
    sealOf(world, [officer.id, way, until, browser, passwordHash]),
  ].join(' ')
}

/** Who holds a token, if it is good here and now. */
export async function halfOf(
  world: World,
  token: string,
  browser: string,
): Promise<Half | undefined> {
  const [id = '', way = '', until = '', seal = ''] = token.split(' ')
  if (!isWay(way) || !(Number(until) > world.clock())) return undefined
  return await world.db.read(async (tx) => {
    const row = await officerById(tx, id)
    if (!row || row.disabledAt !== undefined) return undefined
    const right = sealOf(world, [id, way, Number(until), browser, row.passwordHash])
    if (sealOf(world, [seal]) !== sealOf(world, [right])) return undefined
    return { way, until: Number(until), ...accountFrom(row, await officerOf(world, tx, row)) }
  })
}

const isWay = (word: string): word is Way =>
  ['password', 'totp', 'recovery', 'passkey', 'sso'].includes(word)

const sealOf = (world: World, words: readonly (string | number)[]): string =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['half signed in', ...words])))).toString(
    'base64url',
  )
