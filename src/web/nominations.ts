import { createHash } from 'node:crypto'
import { html } from 'hono/html'
import type { AreaCode } from '#core/plan.ts'
import type { Result } from '#core/result.ts'
import { publishFound } from '#service/nomination-results.ts'
import { nominationOf } from '#service/nomination-voting.ts'
import {
  drawMonth,
  joinNominations,
  letStand,
  nominationDesk,
  refuseNomination,
} from '#service/nominations.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import {
  drawnPart,
  drawPart,
  freshPart,
  nominationsPath as path,
  publishedPart,
  standingPart,
  type At,
} from './nomination-parts.ts'
import { newSecret } from './secrets.ts'
import { refusalWords } from './words/refusals.ts'

/** 你点名、我监督 at the desk: weigh, draw, inspect, publish. */
export function nominationRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('inspect-nominations', async (visit) => await show(visit, {})),
  )
  deskPost(desk, path, postNeeds('inspect-nominations', act))
}

interface Shown {
  readonly area?: AreaCode
  readonly notice?: string
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer } = visit
  const area = shown.area ?? areaAsked(visit)
  const here = nominationOf(web.world, area)
  const read = await nominationDesk(web.world, officer, area)
  const title = '你点名、我监督'
  const head = html`<p class="back"><a href="/desk/systems">综合监管</a></p>
    <h1>${title}</h1>
    ${areaTabs(visit, path, area)}`
  if (!read.ok || !here)
    return await showDesk(visit, {
      title,
      content: html`${head}
        <p class="empty">这个辖区的方案没有“你点名、我监督”，所以没有开。荣昌区四(三)有。</p>`,
    })
  const desk = read.value
  const at: At = { visit, area, standing: desk.standing, drawn: here.rules.drawn }
  return await showDesk(visit, {
    title,
    ...(shown.notice ? { notice: shown.notice, status: 422 as const } : {}),
    content: html`${head}
      <details class="small">
        <summary>方案 ${here.plan.clause}</summary>
        <p>${here.plan.asks}</p>
        <p>${here.rules.source}。</p>
      </details>
      <p><a href="/nominate?area=${area}">群众看到的页面</a></p>
      ${freshPart(at, desk)} ${standingPart(at, desk)} ${drawPart(at, desk)} ${drawnPart(at, desk)}
      ${publishedPart(desk)}`,
  })
}

/** The n-th number of a seed: SHA-256 of `seed:n`, as a whole number, modulo the bound. */
const chanceOf =
  (seed: string) =>
  (n: number, below: number): number => {
    const digest = createHash('sha256').update(`${seed}:${n}`).digest('hex')
    return Number(BigInt(`0x${digest}`) % BigInt(below))
  }

async function act(visit: Visit, form: Form): Promise<Response> {
  const { c, officer } = visit
  const area = officer.area || form.text('area')
  const done = await deedOf(visit, form, area)
  return done.ok
    ? c.redirect(`${path}?area=${area}`, 303)
    : await show(visit, { area, notice: refusalWords(done.refusal) })
}

async function deedOf(visit: Visit, form: Form, area: AreaCode): Promise<Result<unknown>> {
  const { web, officer } = visit
  const { world } = web
  const id = form.text('id')
  switch (form.text('deed')) {
    case 'stand':
      return await letStand(world, officer, { id, name: form.text('name') })
    case 'refuse':
      return await refuseNomination(world, officer, id)
    case 'join':
      return await joinNominations(world, officer, { id, into: form.text('into') })
    case 'publish':
      return await publishFound(world, officer, {
        id,
        outcome: form.text('outcome'),
        inspectedOn: form.text('inspectedOn'),
        result: form.text('result'),
      })
    default:
      return await drawMonth(world, officer, {
        area,
        month: form.text('month'),
        size: Number(form.text('size')),
        seed: newSecret(),
        chance: chanceOf,
      })
  }
}
