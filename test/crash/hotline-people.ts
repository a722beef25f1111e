import { aBrowser, type Seen } from '../web/browser-like.ts'
import { password } from '../web/world.ts'
import { askUntil } from './asking.ts'
import { hotline } from './platforms.ts'
import type { Setting } from './setting.ts'
import { numbersIn } from './story.ts'
import type { Street } from './visitors.ts'

type Switchboard = Street & { readonly setting: Setting }

/** What tells one call from all others, in a text. */
export const callMarks = (text: string): readonly string[] =>
  text.match(/(?<=菜市场后门)(?:电话|工单)\d+号摊/g) ?? []

/** Calls that an operator writes down, and in between orders that the system of another hotline sends. */
export function takeCalls(street: Switchboard): (n: number) => Promise<void> {
  const answers = atDesk(street)
  return async (n) => await (street.chance.happens(0.5) ? answers(n) : sendOrder(street, n))
}

/** An operator at a browser; the same page is sent again until it is answered. */
function atDesk(street: Switchboard): (n: number) => Promise<void> {
  const { told, setting } = street
  const request = async (url: string, init: RequestInit): Promise<Response> => {
    const path = url.replace('https://jubao.example', '')
    const answer = await askUntil(street, path, { ...init, redirect: 'manual' })
    const { status, headers, text } = answer
    return new Response(text === '' ? null : text, { status, headers })
  }
  const browser = aBrowser({ request: request as never })
  /** Who was signed out meanwhile signs in again and goes on with what they wrote, unless it was taken already. */
  const goOn = async (page: Seen): Promise<Seen> => {
    if (page.status !== 401) return page
    const who = { login: setting.operator, password }
    const back = await browser.submit(page, 'name="login"', who)
    return back.html.includes('接着办') ? await browser.submit(back, '接着办') : back
  }
  return async (n) => {
    const mark = `电话${n}号摊`
    let form = await browser.get('/desk/hotline')
    if (!form.html.includes('name="call"')) {
      await browser.signIn(setting.operator)
      form = await browser.get('/desk/hotline')
    }
    const words = { ...call, where: `菜市场后门${mark}`, stage: 'file' }
    const page = await goOn(await browser.submit(form, 'name="call"', words))
    const [number] = numbersIn(page.text)
    if (number === undefined) {
      told.odd.push(`call ${page.status}: ${page.text.replace(/\s+/g, ' ').slice(0, 300)}`)
      return
    }
    told.calls.push({ by: 'operator', number, mark })
    told.filed.push(number)
  }
}

const call = {
  what: '昌元街道菜市场后头有个老太婆给人打针输液，没得证',
  ongoing: 'yes',
  when: '天天早上都有',
  standing: 'anonymous',
} as const

const sixHours = 6 * 3_600_000

async function sendOrder(street: Switchboard, n: number): Promise<void> {
  const { told } = street
  const mark = `工单${n}号摊`
  const order = {
    number: `GD-${n}`,
    receivedAt: new Date(Date.now() - sixHours).toISOString(),
    content: call.what,
    place: `菜市场后门${mark}`,
  }
  const { status, text } = await askUntil(street, '/hooks/work-orders', {
    method: 'POST',
    headers: {
      authorization: `Bearer ${hotline.token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ orders: [order] }),
  })
  const number = status === 200 ? numberIn(text) : undefined
  if (number === undefined) {
    told.odd.push(`order ${status}: ${text.slice(0, 300)}`)
    return
  }
  told.calls.push({ by: 'hotline', number, mark })
  told.filed.push(number)
}

interface Registered {
  readonly ourNumber: string | null
}

function numberIn(text: string): string | undefined {
  const { filed, known } = JSON.parse(text) as Record<'filed' | 'known', readonly Registered[]>
  return [...filed, ...known][0]?.ourNumber ?? undefined
}
