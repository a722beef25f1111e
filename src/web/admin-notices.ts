import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Result } from '#core/result.ts'
import {
  dropEndpoint,
  rotateSecret,
  sendTest,
  switchOff,
  switchOn,
} from '#service/endpoint-changes.ts'
import { listEndpoints, newEndpoint, type Endpoint } from '#service/notice-endpoints.ts'
import { areaSettings, type AreaSetting } from '#service/settings.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { endpointPart } from './endpoint-part.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { askedIn, endpointForm, type TypedEndpoint } from './notices-form.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/admin/areas/:code/notices'

/** 通知各单位: which groups, mail boxes and machines are told that something waits at the desk. */
export function adminNoticesRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('configure', async (visit) => await showNotices(visit, doneOf(visit))),
  )
  deskPost(desk, path, postNeeds('configure', add))
  deskPost(desk, `${path}/:endpoint`, postNeeds('configure', change))
}

const dones: Readonly<Record<string, string>> = {
  added: '已添加。点"试发一条"，看看收不收得到。',
  test: '试发的一条已经排上，几秒后刷新本页看结果。',
  off: '已停用，新的事不再通知。',
  on: '已启用，没有送到的马上补发。',
  drop: '已删除。',
}

function doneOf({ c }: Visit): Shown {
  const notice = dones[c.req.query('done') ?? '']
  return notice ? { notice } : {}
}

const codeOf = ({ c }: Visit): string => c.req.param('code') ?? ''

async function add(visit: Visit, form: Form): Promise<Response> {
  const area = codeOf(visit)
  const { web, officer, c } = visit
  if (!web.world.packs.areas.has(area)) return await notFound(c)
  const { secret, ...typed } = askedIn(form)
  const done = await newEndpoint(web.world, officer, area, { ...typed, secret })
  if (!done.ok)
    return await showNotices(visit, { notice: refusalWords(done.refusal), typed, status: 422 })
  const { name, secret: made } = done.value
  if (made !== undefined) return await showSecret(visit, { name, secret: made })
  return c.redirect(`/desk/admin/areas/${area}/notices?done=added`, 303)
}

const changes = { test: sendTest, off: switchOff, on: switchOn, drop: dropEndpoint } as const

async function change(visit: Visit, form: Form): Promise<Response> {
  const { web, officer, c } = visit
  const which = { area: codeOf(visit), id: c.req.param('endpoint') ?? '' }
  if (!web.world.packs.areas.has(which.area)) return await notFound(c)
  const deed = form.text('deed')
  if (deed === 'rotate') {
    const rotated = await rotateSecret(web.world, officer, which)
    return rotated.ok
      ? await showSecret(visit, { ...rotated.value, rotated: true })
      : await refused(visit, rotated)
  }
  if (!Object.hasOwn(changes, deed))
    return await showNotices(visit, { notice: refusalWords({ key: 'deed-unclear' }), status: 422 })
  const done = await changes[deed as keyof typeof changes](web.world, officer, which)
  if (!done.ok) return await refused(visit, done)
  return c.redirect(`/desk/admin/areas/${which.area}/notices?done=${deed}`, 303)
}

const refused = async (
  visit: Visit,
  { refusal }: Extract<Result<unknown>, { readonly ok: false }>,
): Promise<Response> => await showNotices(visit, { notice: refusalWords(refusal), status: 422 })

interface Shown {
  readonly notice?: Html | string
  readonly typed?: TypedEndpoint
  readonly status?: 422
}

async function showNotices(visit: Visit, { notice, typed, status }: Shown): Promise<Response> {
  const { world } = visit.web
  const area = (await areaSettings(world)).find(({ code }) => code === codeOf(visit))
  if (!area) return await notFound(visit.c)
  const listed = await listEndpoints(world, visit.officer, area.code)
  if (!listed.ok) throw new Error('whoever may configure may list where notices go')
  return await showDesk(visit, {
    title: '通知各单位',
    content: html`<p class="back"><a href="/desk/admin/areas/${area.code}">${area.name}</a></p>
      <h1>通知各单位</h1>
      <p>
        有新任务、有答复，就往群里、邮箱里或者对方的系统里发一条。只写件号、什么事、期限和链接，不写谁举报的，也不写内容。
      </p>
      ${endpointsPart(visit, area, listed.value)}
      <section class="card">
        <h2>添加一处</h2>
        ${endpointForm(visit, area, typed)}
      </section>`,
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
  })
}

function endpointsPart(visit: Visit, area: AreaSetting, endpoints: readonly Endpoint[]): Html {
  if (endpoints.length === 0) return html`<p class="empty">还没有。各单位要自己到工作台来看。</p>`
  const today = dayOf(visit.web.world.clock())
  return html`${endpoints.map((one) => endpointPart(visit, { area, one, today }))}`
}

interface Made {
  readonly name: string
  readonly secret: string
  readonly rotated?: boolean
}

/** The only time a secret can be seen. */
async function showSecret(visit: Visit, { name, secret, rotated }: Made): Promise<Response> {
  const back = `/desk/admin/areas/${codeOf(visit)}/notices`
  return await showDesk(visit, {
    title: '签名密钥',
    content: html`<p class="back"><a href="${back}">通知各单位</a></p>
      <h1>“${name}”的签名密钥</h1>
      <p>对方用它核对通知是不是本系统发的。只显示这一次，请当面或者用单位内部的渠道交给对方。</p>
      <p class="link">${secret}</p>
      ${rotated ? html`<p>旧的密钥还能用一天。请对方在这一天里换好。</p>` : ''}
      <p class="row"><a class="button" href="${back}">交出去了，回列表</a></p>`,
  })
}
