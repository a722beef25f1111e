import { html } from 'hono/html'
import { addDays, dayOf } from '#core/clock.ts'
import { periodAround, periodOf, type Period } from '#core/period.ts'
import type { Visit } from './desk-door.ts'
import type { Html } from './layout.ts'

const kinds = ['week', 'month', 'quarter', 'year'] as const

const kindNames: Readonly<Record<(typeof kinds)[number], string>> = {
  week: '本周',
  month: '本月',
  quarter: '本季度',
  year: '本年',
}

/** The period that the address asks for; this month where it asks for none. */
export function periodAsked({ c, web }: Visit): { readonly period: Period; readonly bad: boolean } {
  const [from, to] = [c.req.query('from'), c.req.query('to')]
  const asked = from || to ? `${from ?? ''}..${to ?? ''}` : c.req.query('period')
  const found = asked === undefined ? undefined : periodOf(asked)
  const period = found ?? periodAround('month', dayOf(web.world.clock()))
  return { period, bad: asked !== undefined && !found }
}

/** What the page is about besides the period. */
export function addressOf(
  path: string,
  fields: Readonly<Record<string, string | undefined>>,
): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(fields))
    if (value !== undefined) query.set(name, value)
  return `${path}?${query.toString()}`
}

/** Chooses a period: by calendar, one before or after, or any days. */
export function periodPart(visit: Visit, path: string, { period, area }: Chosen): Html {
  const today = dayOf(visit.web.world.clock())
  const link = (to: Period): string => addressOf(path, { period: to.key, area })
  return html`<nav class="tabs" aria-label="时段">
      ${kinds.map((kind) => {
        const now = periodAround(kind, today)
        const here = now.key === period.key ? html` aria-current="page"` : ''
        return html`<a href="${link(now)}" ${here}>${kindNames[kind]}</a>`
      })}
    </nav>
    ${aroundPart(period, link)}
    <form method="get" action="${path}" class="row period">
      ${area === undefined ? '' : html`<input type="hidden" name="area" value="${area}" />`}
      <label for="from">从</label>
      <input type="date" id="from" name="from" value="${period.from}" required />
      <label for="to">到</label>
      <input type="date" id="to" name="to" value="${period.to}" required />
      <button>看这一段</button>
    </form>`
}

interface Chosen {
  readonly period: Period
  readonly area: string | undefined
}

function aroundPart(period: Period, link: (to: Period) => string): Html | string {
  const { kind, from, to } = period
  if (kind === 'free') return ''
  const before = periodAround(kind, addDays(from, -1))
  const after = periodAround(kind, addDays(to, 1))
  return html`<p class="row">
    <a href="${link(before)}">前一段</a> <a href="${link(after)}">后一段</a>
  </p>`
}
