import { html, raw } from 'hono/html'
import { encodeQR } from 'qr'
import { dayOf } from '#core/clock.ts'
import type { AreaCode } from '#core/plan.ts'
import { gridPath as pathTo, gridTree } from '#service/grid-places.ts'
import {
  endWorker,
  linkWorker,
  registerWorker,
  unpairWorker,
  workersOf,
  type GridWorkerShown,
} from '#service/grid-workers.ts'
import { officesIn } from '#service/world.ts'
import { areaAsked } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden } from './faults.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { areaIn, gridHead, gridPath } from './grid-shared.ts'
import type { Html } from './layout.ts'
import { digestOf, newSecret } from './secrets.ts'
import { timeWords } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = `${gridPath}/workers`

/** 网格员: who walks which grid, with which telephone; and who does not any more. */
export function gridWorkerRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('manage-grid', async (visit) => await show(visit, {})),
  )
  deskPost(desk, path, postNeeds('manage-grid', add))
  deskPost(desk, `${path}/:id`, postNeeds('manage-grid', change))
}

interface Typed {
  readonly name: string
  readonly phone: string
  readonly place: string
  readonly office: string
}

interface Shown {
  readonly area?: AreaCode
  readonly notice?: Html | string
  readonly status?: 422
  readonly typed?: Typed
}

async function show(visit: Visit, shown: Shown): Promise<Response> {
  const { web, officer, c } = visit
  const { world } = web
  const area = shown.area ?? areaAsked(visit)
  const read = await workersOf(world, officer, area)
  if (!read.ok) return await forbidden(c, refusalWords(read.refusal))
  const { tree, offices } = await world.db.read(async (tx) => ({
    tree: await gridTree(world, tx, area),
    offices: await officesIn(world, tx, area),
  }))
  const typed = shown.typed ?? { name: '', phone: '', place: '', office: officer.office }
  const field = (name: keyof Typed) => ({ id: name, name, value: typed[name] })
  const at = { visit, area, today: dayOf(world.clock()) }
  return await showDesk(visit, {
    title: '网格员',
    ...(shown.notice ? { notice: shown.notice } : {}),
    ...(shown.status ? { status: shown.status } : {}),
    content: html`${gridHead(visit, area, { title: '网格员', path })}
      <section class="card">
        <h2>在岗</h2>
        <ul class="plain-list">
          ${read.value
            .filter(({ state }) => state === 'active')
            .map((one) => workerItem(at, one, pathTo(tree, one.place)))}
        </ul>
      </section>
      <form method="post" action="${path}" class="card">
        <h2>登记一位</h2>
        ${csrfField(visit)}<input type="hidden" name="area" value="${area}" />
        ${lineBox({ ...field('name'), label: '姓名', max: 20 })}
        ${lineBox({
          ...field('phone'),
          label: '手机号',
          hint: '配对手机时核对后四位。只有管理网格员的人看得到。',
          max: 20,
        })}
        ${choiceBox({
          ...field('place'),
          label: '负责哪个网格',
          options: tree.all.map(({ code }) => [code, pathTo(tree, code)] as const),
        })}
        ${choiceBox({
          ...field('office'),
          label: '归哪个单位管',
          options: offices.map(({ id, name }) => [id, name] as const),
        })}
        <p class="row"><button class="main">登记</button></p>
      </form>
      <details>
        <summary>已经离岗的</summary>
        <ul class="plain-list">
          ${read.value
            .filter(({ state }) => state === 'left')
            .map(({ name, place }) => html`<li>${name}，${pathTo(tree, place)}</li>`)}
        </ul>
      </details>`,
  })
}

interface At {
  readonly visit: Visit
  readonly area: AreaCode
  readonly today: string
}

function workerItem({ visit, area, today }: At, one: GridWorkerShown, place: string): Html {
  const { id, name, phone, phoneHere, open } = one
  return html`<li class="grid-task">
    <p><b>${name}</b> ${phone}，${place}</p>
    <p class="small">
      ${
        phoneHere
          ? `手机已配对（${phoneHere.agent}，${timeWords(phoneHere.since, today)}），到 ${timeWords(phoneHere.until, today)} 为止`
          : '还没有配对手机'
      }，手上
      ${String(open)} 件
    </p>
    <form method="post" action="${path}/${id}" class="row">
      ${csrfField(visit)}<input type="hidden" name="area" value="${area}" />
      <button name="deed" value="link">${phoneHere ? '换手机：发新链接' : '发配对链接'}</button>
      ${phoneHere ? html`<button name="deed" value="unpair">停用这部手机</button>` : ''}
      <button name="deed" value="end">离岗</button>
    </form>
  </li>`
}

async function add(visit: Visit, form: Form): Promise<Response> {
  const area = areaIn(visit, form)
  const text = (name: keyof Typed): string => form.text(name).trim()
  const typed = {
    name: text('name'),
    phone: text('phone'),
    place: text('place'),
    office: text('office'),
  }
  const made = await registerWorker(visit.web.world, visit.officer, { ...typed, area })
  if (!made.ok)
    return await show(visit, { area, typed, notice: refusalWords(made.refusal), status: 422 })
  return visit.c.redirect(`${path}?area=${area}`, 303)
}

async function change(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = areaIn(visit, form)
  const id = c.req.param('id') ?? ''
  const deed = form.text('deed')
  if (deed === 'link') return await showLink(visit, { id, area })
  const done =
    deed === 'end'
      ? await endWorker(web.world, officer, id)
      : await unpairWorker(web.world, officer, id)
  if (!done.ok) return await show(visit, { area, notice: refusalWords(done.refusal), status: 422 })
  const waiting = deed === 'end' && done.value !== true ? done.value.waiting : 0
  return await show(visit, {
    area,
    notice:
      deed === 'end'
        ? `已经停用，马上生效。${waiting > 0 ? `有 ${String(waiting)} 件没办完，请到“网格巡查”改派。` : ''}`
        : '这部手机已经停用，马上生效。',
  })
}

/** The link stands on this page once; only its digest is kept. */
async function showLink(
  visit: Visit,
  { id, area }: { readonly id: string; readonly area: AreaCode },
): Promise<Response> {
  const { web, officer } = visit
  const token = newSecret()
  const made = await linkWorker(web.world, officer, { id, tokenHash: digestOf(token) })
  if (!made.ok) return await show(visit, { area, notice: refusalWords(made.refusal), status: 422 })
  const { name, until } = made.value
  const link = `${web.publicUrl}/grid/pair/${token}`
  const today = dayOf(web.world.clock())
  return await showDesk(visit, {
    title: '配对链接',
    content: html`${gridHead(visit, area, { title: `${name}的配对链接`, path })}
      <section class="card">
        <p>
          请${name}用自己的手机扫，或者把链接单独发给本人，不要发在群里。只能用一次，${timeWords(until, today)}
          以前有效，还要填登记手机号的后四位。离开这一页就看不到了。
        </p>
        <div class="qr" role="img" aria-label="二维码，内容是下面的链接">
          ${raw(encodeQR(link, 'svg', { ecc: 'medium', border: 4 }))}
        </div>
        <p class="whole"><code>${link}</code></p>
        <p><a class="button" href="${path}?area=${area}">好了</a></p>
      </section>`,
  })
}
