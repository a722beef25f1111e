import type { Refusal } from '#core/result.ts'
import { dayOf } from '#core/clock.ts'
import { planDesk, type PlanDesk } from '#service/plan-edit.ts'
import type { Visit } from './desk-door.ts'
import { forbidden, notFound } from './faults.ts'
import type { Html } from './layout.ts'
import { html } from 'hono/html'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

export const planPath = '/desk/admin/areas/:code/plan'

export const planHome = (area: string): string => `/desk/admin/areas/${area}/plan`

export const codeOf = ({ c }: Visit): string => c.req.param('code') ?? ''

/** The plan that this page is about, for an administrator of its area. */
export async function atPlan(
  visit: Visit,
  page: (desk: PlanDesk) => Promise<Response>,
): Promise<Response> {
  const { world } = visit.web
  const area = codeOf(visit)
  if (!world.packs.areas.has(area)) return await notFound(visit.c)
  const desk = await planDesk(world, visit.officer, area)
  return desk.ok ? await page(desk.value) : await forbidden(visit.c, refusalWords(desk.refusal))
}

/** Why not; who has written in between is told with the time. */
export function planRefusal({ key, facts }: Refusal, now: number): string {
  const at = facts?.['at']
  const told = typeof at === 'number' ? { ...facts, at: timeWords(at, dayOf(now)) } : facts
  return refusalWords(told ? { key, facts: told } : { key })
}

/** An area that runs on something older than was meant for it: said where nobody can miss it. */
export const faultNotice = ({ using, problems }: PlanDesk['faults'][number]): Html =>
  html`<div class="danger" role="alert">
    <p>新的方案数据有错，没有采用。现在仍按 ${using || '以前的版本'} 分办。</p>
    <ul>
      ${problems.slice(0, 10).map((problem) => html`<li>${problem}</li>`)}
    </ul>
    <p>请负责数据的人改好以后重新启动。</p>
  </div>`
