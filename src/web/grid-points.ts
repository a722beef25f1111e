import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { lookFor } from '#core/grid.ts'
import type { AreaCode } from '#core/plan.ts'
import { gridOf, gridPath as pathTo, gridTree } from '#service/grid-places.ts'
import { addPoint, endPoint, pointsOf } from '#service/grid-round.ts'
import { areaAsked } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { areaIn, gridHead, gridPath } from './grid-shared.ts'
import { said } from './layout.ts'
import { dayWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = `${gridPath}/points`

/** 例行巡查点: looked at whoever reported what, so that a task from a report stands among others. */
export function gridPointRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('see-grid', async (visit) => await show(visit, {})),
  )
  deskPost(desk, path, postNeeds('see-grid', add))
  deskPost(desk, `${path}/:id/end`, postNeeds('see-grid', end))
}

interface Typed {
  readonly place: string
  readonly where: string
  readonly look: string
  readonly everyDays: string
}

interface Shown {
  readonly area?: AreaCode
  readonly notice?: string
  readonly typed?: Typed
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer, c } = visit
  const { world } = web
  const area = shown.area ?? areaAsked(visit)
  const here = gridOf(world, area)
  const read = await pointsOf(world, officer, area)
  if (!read.ok || !here) return await forbidden(c, refusalWords({ key: 'grid-none' }))
  const tree = await world.db.read(async (tx) => await gridTree(world, tx, area))
  const typed = shown.typed ?? {
    place: '',
    where: '',
    look: lookFor(here.rules, '*'),
    everyDays: '30',
  }
  const today = dayOf(world.clock())
  const field = (name: keyof Typed) => ({ id: name, name, value: typed[name] })
  return await showDesk(visit, {
    title: '例行巡查点',
    ...(shown.notice ? { notice: shown.notice, status: 422 as const } : {}),
    content: html`${gridHead(visit, area, { title: '例行巡查点', path })}
      <p>到日子自动派给这一格的人。案件里要看的地方混在这些中间，旁人看不出是谁说的。</p>
      <section class="card">
        <h2>现在有 ${String(read.value.length)} 个</h2>
        <ul class="plain-list">
          ${read.value.map(
            ({ id, place, where, look, everyDays, nextOn }) =>
              html`<li class="grid-task">
                <p>${place} ${said(where)}</p>
                <p class="small">${said(look)}</p>
                <p class="small">每 ${String(everyDays)} 天，下次 ${dayWords(nextOn, today)}</p>
                <form method="post" action="${path}/${id}/end">
                  ${csrfField(visit)}<input type="hidden" name="area" value="${area}" />
                  <button class="plain">不再看这里</button>
                </form>
              </li>`,
          )}
        </ul>
      </section>
      <form method="post" action="${path}" class="card">
        <h2>加一个</h2>
        ${csrfField(visit)}<input type="hidden" name="area" value="${area}" />
        ${choiceBox({
          ...field('place'),
          label: '在哪个网格',
          options: tree.all.map(({ code }) => [code, pathTo(tree, code)] as const),
        })}
        ${lineBox({ ...field('where'), label: '去哪里', max: 120 })}
        ${textBox({ ...field('look'), label: '看什么', max: 400 })}
        ${lineBox({ ...field('everyDays'), label: '几天一次', hint: '7 到 365。', max: 3 })}
        <p class="row"><button class="main">加上</button></p>
      </form>`,
  })
}

async function add(visit: Visit, form: Form): Promise<Response> {
  const area = areaIn(visit, form)
  const text = (name: keyof Typed): string => form.text(name).trim()
  const typed = {
    place: text('place'),
    where: text('where'),
    look: text('look'),
    everyDays: text('everyDays'),
  }
  const everyDays = Number(typed.everyDays)
  const added = await addPoint(visit.web.world, visit.officer, { ...typed, area, everyDays })
  if (!added.ok) return await show(visit, { area, typed, notice: refusalWords(added.refusal) })
  return visit.c.redirect(`${path}?area=${area}`, 303)
}

async function end(visit: Visit, form: Form): Promise<Response> {
  const area = areaIn(visit, form)
  const ended = await endPoint(visit.web.world, visit.officer, visit.c.req.param('id') ?? '')
  if (!ended.ok) return await show(visit, { area, notice: refusalWords(ended.refusal) })
  return visit.c.redirect(`${path}?area=${area}`, 303)
}
