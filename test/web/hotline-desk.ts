import type { Role } from '#core/roles.ts'
import { saveOfficer } from '#store/officers.ts'
import { hashPassword } from '#web/password.ts'
import { createWeb } from '#web/app.ts'
import type { Hono } from 'hono'
import { aHouse, standsBehind, type TestHouse } from '../service/house.ts'
import { aBrowser, type BrowserLike } from './browser-like.ts'
import { password } from './world.ts'

export interface HotlineDesk extends AsyncDisposable {
  readonly house: TestHouse
  readonly app: Hono
  readonly logged: readonly string[]
  /** A browser at which somebody of the intake office, or of another, has signed in. */
  readonly signedIn: (role?: Role, login?: string) => Promise<BrowserLike>
}

const passwordHash = hashPassword(password)
const offices: Readonly<Partial<Record<Role, string>>> = {
  intake: '500153-intake',
  handler: '500153-health-commission',
  administrator: '',
}

/** A whole house with a desk: texts are understood, cases routed. */
export async function aHotlineDesk(
  env: Readonly<Record<string, string>> = {},
): Promise<HotlineDesk> {
  const logged: string[] = []
  const log = (message: string, facts?: object): unknown =>
    logged.push(`${message} ${JSON.stringify(facts)}`)
  const house = await aHouse(env, { info: log, warn: log, error: log })
  await standsBehind(house, '500153')
  const app = createWeb(house.world, { publicUrl: 'https://jubao.example' })
  const hash = await passwordHash
  const signedIn: HotlineDesk['signedIn'] = async (role = 'intake', login = `call-${role}`) => {
    await house.world.db.transaction(async (tx) => {
      const [office, area] = [
        offices[role] ?? '500153-intake',
        role === 'administrator' ? '' : '500153',
      ]
      await saveOfficer(tx, {
        id: `o-${login}`,
        name: '值班',
        login,
        role,
        office,
        area,
        passwordHash: hash,
      })
    })
    const browser = aBrowser(app)
    await browser.signIn(login)
    return browser
  }
  return {
    house,
    app,
    logged,
    signedIn,
    [Symbol.asyncDispose]: async () => await house[Symbol.asyncDispose](),
  }
}

/** What a caller tells, as it is typed. */
export const aCall = {
  what: '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  where: '菜市场后门出来左手边卖鱼的楼上二楼',
  ongoing: 'yes',
  when: '天天早上都有',
  standing: 'anonymous',
  stage: 'file',
} as const
