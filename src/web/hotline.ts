import type { Hono } from 'hono'
import { toldSources } from '#core/case.ts'
import { isDay, startOf } from '#core/clock.ts'
import { enterCall, sendPasscode } from '#service/calls.ts'
import { callLines, callNotice } from '#service/call-lines.ts'
import { allOffences, callProposals } from '#service/call-offences.ts'
import { hotlineRules } from '#service/hotline-rules.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import { callPolicy } from './headers.ts'
import { callForm, further, type CallView } from './hotline-form.ts'
import { callRoutes } from './hotline-call.ts'
import { html } from 'hono/html'
import { newSecret } from './secrets.ts'
import type { Web } from './web.ts'
import { refusalWords } from './words/refusals.ts'

/** 热线: one page on which an operator writes a call down while they listen. */
export function hotlineRoutes(desk: Desk): void {
  entrance(desk.app)
  deskPage(
    desk,
    '/desk/hotline',
    needs('enter-calls', async (visit) => await showForm(visit, {})),
  )
  deskPost(desk, '/desk/hotline', postNeeds('enter-calls', take))
  deskPost(desk, '/desk/hotline/proposals', postNeeds('enter-calls', propose))
  callRoutes(desk)
}

/** The address operators type; the desk's cookie goes nowhere but to the desk. */
const entrance = (app: Hono): unknown =>
  app.get('/hotline', (c) => c.redirect('/desk/hotline', 303))

async function propose({ c, web, officer }: Visit, form: Form): Promise<Response> {
  const found = callProposals(web.world, officer, form.text('what'))
  return found.ok ? c.json(found.value) : c.json([], 403)
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const { world } = web
  const values = valuesOf(form, web)
  const stage = form.text('stage')
  if (stage === 'propose') return await showForm(visit, { values })
  const at = instantOf(values['at'] ?? '') ?? (values['at'] ? undefined : world.clock())
  if (at === undefined)
    return await showForm(visit, { values, refusal: { key: 'call-time-unclear' } })
  const id = form.text('call')
  if (!/^[\w-]{43}$/.test(id)) return await showForm(visit, { values })
  const entered = await enterCall(world, officer, {
    id,
    at,
    lateReason: values['late'] ?? '',
    answers: answersOf(values, web),
    offences: offencesOf(values, web),
    insists: stage === 'insist',
    ...sourceOf(values['source']),
  })
  if (!entered.ok) return await showForm(visit, { values, refusal: entered.refusal })
  if (entered.value.state === 'open')
    return await showForm(visit, { values, wanted: entered.value })
  const phone = values['contact'] ?? ''
  if (values['sms'] === 'yes' && phone) await sendPasscode(world, officer, { id, phone })
  return c.redirect(`/desk/hotline/calls/${id}`, 303)
}

const extra = ['offence', ...further, 'at', 'late', 'source', 'sms'] as const

const sourceOf = (told: string | undefined) => {
  const source = toldSources.find((one) => one === told)
  return source ? { source } : {}
}

const linesOf = ({ world }: Web) => callLines(world)

function valuesOf(form: Form, web: Web): Readonly<Record<string, string>> {
  const names = [...linesOf(web).map(({ field }) => field), ...extra]
  return Object.fromEntries(names.map((name) => [name, form.text(name)]))
}

const answersOf = (values: Readonly<Record<string, string>>, web: Web) =>
  Object.fromEntries(linesOf(web).map(({ field }) => [field, values[field] ?? '']))

/** The one chosen from the list goes before a proposal. */
function offencesOf(values: Readonly<Record<string, string>>, { world }: Web): readonly string[] {
  const known = new Set(allOffences(world).map(({ code }) => code))
  const [main, ...others] = further.map((name) => values[name] ?? '')
  const chosen = [main || values['offence'], ...others]
  return chosen.filter((code) => code !== undefined && known.has(code)) as readonly string[]
}

/** `2026-11-21T09:30` on the clock in Shanghai. */
function instantOf(text: string): number | undefined {
  const [, day = '', hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(text) ?? []
  if (day === '' || Number(hours) > 23 || Number(minutes) > 59 || !isDay(day)) return undefined
  return startOf(day) + (Number(hours) * 60 + Number(minutes)) * 60_000
}

interface Shown {
  readonly values?: Readonly<Record<string, string>>
  readonly refusal?: Parameters<typeof refusalWords>[0]
  readonly wanted?: CallView['wanted']
}

async function showForm(visit: Visit, { values, refusal, wanted }: Shown): Promise<Response> {
  const { web, officer } = visit
  const { world } = web
  const found = callProposals(world, officer, values?.['what'] ?? '')
  const view: CallView = {
    csrf: visit.csrf,
    call: newSecret(),
    lines: linesOf(web),
    values: values ?? { standing: 'anonymous' },
    proposals: found.ok ? found.value : [],
    offences: allOffences(world),
    sms: world.sms !== undefined,
    callsBack: hotlineRules(world).callsBack,
    notice: callNotice(world, officer.area),
    ...(wanted ? { wanted } : {}),
  }
  const response = await showDesk(visit, {
    title: '记一通电话',
    content: html`<h1>记一通电话</h1>
      ${callForm(view)}
      <script type="module" src="/static/hotline.js"></script>`,
    ...(refusal ? { notice: refusalWords(refusal) } : {}),
    ...(refusal || wanted ? { status: 422 as const } : {}),
  })
  response.headers.set('Content-Security-Policy', callPolicy)
  return response
}
