import { TOTP } from 'otpauth'
import { saveOffices } from '#store/offices.ts'
import { officesIn } from '#service/world.ts'
import type { BrowserLike, Seen } from './browser-like.ts'
import { password, rongchang, type TestDesk } from './world.ts'

/** A body stands behind the area: it is no demonstration any more. */
export async function isOperated({ world }: TestDesk): Promise<void> {
  world.operator.write(rongchang, { sponsor: '荣昌区卫生健康委', telephone: '023-46730000' })
  await world.db.transaction(async (tx) => {
    await saveOffices(tx, rongchang, await officesIn(world, tx, rongchang))
  })
}

/** What an app shows that took up the secret of this page, so many milliseconds from now. */
export function codeFrom({ world }: TestDesk, page: Seen, off = 0): string {
  const typed = /class="secret">([A-Z2-7 ]+)</.exec(page.html)?.[1] ?? ''
  const secret = typed.replaceAll(' ', '')
  if (secret === '') throw new Error(`no secret on ${page.path}:\n${page.text}`)
  return new TOTP({ secret }).generate({ timestamp: world.clock() + off })
}

/** Signs in for the first time where a factor is required: sets an app up, and gives the page of its codes. */
export async function enrols(desk: TestDesk, browser: BrowserLike, login: string) {
  const asked = await browser.signIn(login)
  const app = asked
  const done = await browser.submit(asked, 'name="code"', { code: codeFrom(desk, asked) })
  const codes = [...done.html.matchAll(/<code>([a-z0-9-]{14})<\/code>/g)].map(
    ([, code = '']) => code,
  )
  return { asked, done, codes, code: (off = 0) => codeFrom(desk, app, off) }
}

export const secondStep = async (
  browser: BrowserLike,
  login: string,
  code: string,
): Promise<Seen> => {
  const asked = await browser.submit(await browser.get('/desk/sign-in'), 'name="login"', {
    login,
    password,
  })
  return await browser.submit(asked, 'name="code"', { code })
}
