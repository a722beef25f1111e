import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { changesSince } from '#service/changes.ts'
import type { Visit } from './desk-door.ts'
import { said, type Html } from './layout.ts'
import { timeWords } from './words/dates.ts'
import { eventActor, eventName } from './words/events.ts'

/** What others did while somebody wrote; their own words stand in the form below, to be sent once more. */
export async function changesPart(
  visit: Visit,
  about: { readonly number: string; readonly version: number },
): Promise<Html | string> {
  const { world } = visit.web
  const changes = Number.isSafeInteger(about.version)
    ? await changesSince(world, visit.officer, about)
    : undefined
  if (!changes?.ok || changes.value.length === 0) return ''
  const today = dayOf(world.clock())
  return await html`<p>您打开这一页以后：</p>
    <ul>
      ${changes.value.map(
        (one) =>
          html`<li>
            ${timeWords(one.at, today)} ${eventActor(one)}
            ${eventName(one)}${one.text ? html`：${said(one.text)}` : ''}
          </li>`,
      )}
    </ul>
    <p>您写的都还在下面的表单里，看过以后可以再提交一次。</p>`
}
