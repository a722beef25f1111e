import { html } from 'hono/html'
import { may } from '#core/access.ts'
import type { PublicContent } from '#core/publication.ts'
import { ok, type Result } from '#core/result.ts'
import { readPublication, type DeskPublication } from '#service/publication-desk.ts'
import {
  approvePublication,
  dropDraft,
  withdrawPublication,
  writePublication,
} from '#service/publishing.ts'
import { areaAsked } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { choiceBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { contentWords } from './public-content.ts'
import {
  contentFields,
  contentIn,
  typedIn,
  typedOf,
  writtenKinds,
  type Typed,
  type WrittenKind,
} from './publish-form.ts'
import { publishPath, publishRefusal, stateWords, titleOf } from './publish-shared.ts'
import { publicationNames } from './words/publications.ts'

/** One publication: what the public will read, who has to look, and how it is changed. */
export function publishPageRoutes(desk: Desk): void {
  deskPage(
    desk,
    `${publishPath}/new`,
    needs('draft-publication', async (visit) => await newPage(visit, {})),
  )
  deskPost(desk, `${publishPath}/new`, postNeeds('draft-publication', takeNew))
  deskPage(
    desk,
    `${publishPath}/:id`,
    needs('draft-publication', async (visit) => await onePage(visit, {})),
  )
  deskPost(desk, `${publishPath}/:id`, postNeeds('draft-publication', takeOne))
}

interface Shown {
  readonly notice?: string
  readonly status?: 422
  readonly typed?: Typed
}

const kindIn = (text: string | undefined): WrittenKind =>
  writtenKinds.find((one) => one === text) ?? 'decision'

async function newPage(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web } = visit
  const area = areaAsked(visit)
  const kind = kindIn(c.req.query('kind'))
  const [from = '', task = ''] = [c.req.query('from'), c.req.query('task')]
  const typed = shown.typed ?? startOf(visit, area, kind)
  const here = `${publishPath}/new?area=${area}&kind=${kind}&from=${from}&task=${task}`
  return await showDesk(visit, {
    title: `写${publicationNames[kind]}`,
    ...(shown.notice === undefined ? {} : { notice: shown.notice }),
    ...(shown.status ? { status: shown.status } : {}),
    content: html`<p class="back"><a href="${publishPath}?area=${area}">公开</a></p>
      <h1>写${publicationNames[kind]}</h1>
      ${kind === 'bulletin' ? templatesPart(visit, area) : ''}
      <section class="card">
        <form method="post" action="${here}">
          ${csrfField(visit)} ${contentFields(web, area, { kind, typed })}
          <p class="row"><button class="main">存下，交另一位审核</button></p>
        </form>
      </section>`,
  })
}

/** A bulletin begins with its template; a decision of a report with its number alone. */
function startOf({ c, web }: Visit, area: string, kind: WrittenKind): Typed {
  const name = web.world.packs.areas.get(area)?.plan.area.name ?? ''
  if (kind !== 'bulletin') return {}
  const wanted = c.req.query('template')
  const template = web.world.publishing?.rules.templates.find(({ id }) => id === wanted)
  if (!template) return {}
  const { title, found, handled, law, reminder } = template
  return { title: title.replaceAll('{地方}', name), found, handled, law, reminder }
}

function templatesPart({ web }: Visit, area: string): Html {
  const templates = web.world.publishing?.rules.templates ?? []
  return html`<nav class="tabs" aria-label="样稿">
    ${templates.map(
      ({ id, name }) =>
        html`<a href="${publishPath}/new?area=${area}&kind=bulletin&template=${id}">${name}</a>`,
    )}
  </nav>`
}

async function takeNew(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = areaAsked(visit)
  const typed = typedIn(form)
  const again = (notice: string) => ({ notice, typed, status: 422 as const })
  const content = contentIn(web, kindIn(c.req.query('kind')), typed)
  if (!content.ok) return await newPage(visit, again(publishRefusal(content.refusal)))
  const [number, task] = [c.req.query('from'), c.req.query('task')]
  const done = await writePublication(web.world, officer, {
    area,
    content: content.value,
    ...(number && task ? { from: { number, task } } : {}),
  })
  if (!done.ok) return await newPage(visit, again(publishRefusal(done.refusal)))
  return c.redirect(`${publishPath}?area=${area}&done=written`, 303)
}

async function onePage(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web, officer } = visit
  const read = await readPublication(web.world, officer, c.req.param('id') ?? '')
  if (!read.ok) return await notFound(c)
  const one = read.value
  const content = one.draft?.content ?? one.out
  return await showDesk(visit, {
    title: titleOf(one),
    ...(shown.notice === undefined ? {} : { notice: shown.notice }),
    ...(shown.status ? { status: shown.status } : {}),
    content: html`<p class="back"><a href="${publishPath}?area=${one.area}">公开</a></p>
      <h1>${publicationNames[one.kind]}：${said(titleOf(one))}</h1>
      <p>${stateWords(one)}${one.fell ? '。来源件有变动，请核对要不要撤下。' : ''}</p>
      ${one.draft ? draftPart(visit, one, one.draft.content) : ''}
      ${one.out ? outPart(visit, one, one.out) : ''}
      ${content && one.state !== 'withdrawn' ? changePart(visit, one, shown.typed ?? typedOf(content)) : ''}`,
  })
}

/** What the public will read, and the one who looks. */
function draftPart(visit: Visit, one: DeskPublication, content: PublicContent): Html {
  const { officer, web } = visit
  const mayApprove = may(officer, 'approve-publication').ok && !one.isMine
  const isWaiting = one.state === 'approved'
  return html`<section class="card">
    <h2>公布出去是这样</h2>
    ${one.draft?.reason === undefined ? '' : html`<p>更正的原因：${said(one.draft.reason)}</p>`}
    ${contentPart(visit, one, content)}
    <form method="post" action="${publishPath}/${one.id}">
      ${csrfField(visit)}
      <input type="hidden" name="seen" value="${one.draftMark ?? ''}" />
      <p class="row">
        ${
          mayApprove && !isWaiting
            ? html`<button class="main" name="deed" value="approve">核对过，可以公布</button>`
            : ''
        }
        ${one.isMine && !isWaiting ? html`<span>是您写的，要由另一位审核。</span>` : ''}
        <button name="deed" value="drop">作废</button>
      </p>
      ${one.kind === 'decision' && one.version === 0 ? html`<p class="small">${waitWords(web.world.publishing?.rules.register)}</p>` : ''}
    </form>
  </section>`
}

const waitWords = (
  rules: { readonly delayDays: number; readonly batchDays: readonly number[] } | undefined,
): string =>
  rules
    ? `审核通过后，决定作出满 ${rules.delayDays} 天再加随机的几天，每月 ${rules.batchDays.join(' 日、')} 日成批公布。`
    : ''

const contentPart = ({ web }: Visit, { area }: DeskPublication, content: PublicContent): Html =>
  html`<dl class="facts">
    ${contentWords(web, area, content).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${said(value)}</dd>`,
    )}
  </dl>`

const publicPaths = {
  decision: '/register',
  bulletin: '/bulletins',
  answer: '/answers',
  statistics: '/statistics',
} as const

function outPart(visit: Visit, one: DeskPublication, content: PublicContent): Html {
  return html`<section class="card">
    <h2>现在公布的（第 ${one.version} 版）</h2>
    ${contentPart(visit, one, content)}
    <p><a href="${publicPaths[one.kind]}/${one.id}">公众看到的页面</a></p>
    ${
      may(visit.officer, 'withdraw-publication').ok && one.state === 'published'
        ? html`<details>
            <summary>撤下</summary>
            <form method="post" action="${publishPath}/${one.id}">
              ${csrfField(visit)}
              ${choiceBox({
                id: 'cause',
                name: 'cause',
                label: '为什么撤下（公众看得到）',
                value: '',
                options: causes.map((cause) => [cause, cause]),
              })}
              ${textBox({ id: 'why', name: 'reason', label: '别的原因', value: '', max: 300 })}
              <p class="row"><button name="deed" value="withdraw">撤下</button></p>
            </form>
          </details>`
        : ''
    }
  </section>`
}

const causes = [
  '处罚决定已被依法撤销',
  '处罚决定已被依法变更',
  '处罚决定已被确认违法',
  '处罚决定已被确认无效',
  '公布的信息有误',
] as const

function changePart(visit: Visit, one: DeskPublication, typed: Typed): Html {
  const kind = kindIn(one.kind)
  return html`<section class="card">
    <details ${visit.c.req.method === 'POST' ? html`open` : ''}>
      <summary>${one.version > 0 ? '更正' : '改一改'}</summary>
      <form method="post" action="${publishPath}/${one.id}">
        ${csrfField(visit)} ${contentFields(visit.web, one.area, { kind, typed })}
        ${
          one.version > 0
            ? textBox({
                id: 'reason',
                name: 'reason',
                label: '为什么更正（公众看得到，旧的划掉留着）',
                value: '',
                max: 300,
              })
            : ''
        }
        <p class="row"><button name="deed" value="write">存下，交另一位审核</button></p>
      </form>
    </details>
  </section>`
}

async function takeOne(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const read = await readPublication(web.world, officer, id)
  if (!read.ok) return await notFound(c)
  const { area, kind } = read.value
  const typed = typedIn(form)
  const done = await act(visit, { id, area, kind: kindIn(kind) }, form)
  if (done.ok) return c.redirect(`${publishPath}?area=${area}&done=${done.value}`, 303)
  const notice = publishRefusal(done.refusal)
  const kept = form.text('deed') === 'write' ? { typed } : {}
  return await onePage(visit, { notice, ...kept, status: 422 })
}

interface At {
  readonly id: string
  readonly area: string
  readonly kind: WrittenKind
}

async function act(
  { web, officer }: Visit,
  { id, area, kind }: At,
  form: Form,
): Promise<Result<string>> {
  const { world } = web
  const reason = form.text('reason').trim() || form.text('cause')
  switch (form.text('deed')) {
    case 'approve':
      return await approvePublication(world, officer, id, form.text('seen'))
    case 'withdraw':
      return instead(await withdrawPublication(world, officer, { id, reason }), 'withdrawn')
    case 'drop':
      return instead(await dropDraft(world, officer, id), 'dropped')
    default: {
      const content = contentIn(web, kind, typedIn(form))
      if (!content.ok) return content
      const written = { id, area, content: content.value, ...(reason ? { reason } : {}) }
      return instead(await writePublication(world, officer, written), 'written')
    }
  }
}

const instead = (done: Result<unknown>, word: string): Result<string> => (done.ok ? ok(word) : done)
