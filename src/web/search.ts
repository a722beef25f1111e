import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { closeQuery, openQuery } from '#service/closed-query.ts'
import { search, type SearchPage } from '#service/search.ts'
import { caseTable } from './case-table.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { tabsOf, type Queue } from './queue-tabs.ts'
import { searchBox } from './search-box.ts'
import { refusalWords } from './words/refusals.ts'

/** 搜索: reports by what they say. What was looked for stands closed in the address: it may be a name. */
export function searchRoutes(desk: Desk): void {
  deskPage(desk, '/desk/search', needs('see-inbox', searchPage))
  deskPost(desk, '/desk/search', postNeeds('see-inbox', take))
}

/** More than any search holds, so that its refusal can be shown. */
const longestKept = 200

async function take({ c, web, officer }: Visit, form: Form): Promise<Response> {
  const closed = closeQuery(web.world, officer, form.text('words').slice(0, longestKept))
  return c.redirect(addressOf({ closed, queue: queueOf(officer.role, form.text('queue')) }), 303)
}

interface Address {
  readonly closed: string
  readonly queue: Queue | undefined
  readonly before?: number
}

const addressOf = ({ closed, queue, before }: Address): string =>
  `/desk/search?q=${closed}${queue ? `&queue=${queue}` : ''}${before === undefined ? '' : `&before=${before}`}`

const queueOf = (role: Visit['officer']['role'], asked: string | undefined): Queue | undefined =>
  tabsOf[role].find((one) => one === asked)

async function searchPage(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const closed = c.req.query('q')
  const queue = queueOf(officer.role, c.req.query('queue'))
  if (closed === undefined) return await show(visit, { box: searchBox(visit) })
  const words = openQuery(web.world, officer, closed)
  if (words === undefined) return await show(visit, { box: searchBox(visit), notice: tooOld })
  const box = searchBox(visit, { words, ...(queue ? { queue } : {}) })
  const asked = Number(c.req.query('before'))
  const before = Number.isSafeInteger(asked) && asked > 0 ? { before: asked } : {}
  const found = await search(web.world, officer, {
    typed: words,
    ...before,
    ...(queue ? { queue } : {}),
  })
  if (!found.ok) return await show(visit, { box, notice: refusalWords(found.refusal), status: 422 })
  const { next } = found.value
  const more = next === undefined ? undefined : addressOf({ closed, queue, before: next })
  return await show(visit, { box, page: found.value, more, later: 'before' in before })
}

const tooOld = '这次搜索过了半天，或者不是您搜的。请再输入一次。'

interface Shown {
  readonly box: Html
  readonly notice?: string
  readonly status?: 422
  readonly page?: SearchPage
  /** Where the older ones are. */
  readonly more?: string | undefined
  readonly later?: boolean
}

async function show(visit: Visit, { box, notice, status, ...shown }: Shown): Promise<Response> {
  return await showDesk(visit, {
    title: '搜索',
    ...(notice ? { notice } : {}),
    ...(status ? { status } : {}),
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>搜索</h1>
      ${box} ${shown.page ? results(visit, { ...shown, page: shown.page }) : ''}`,
  })
}

function results(
  { web }: Visit,
  { page, more, later }: Pick<Shown, 'more' | 'later'> & { readonly page: SearchPage },
): Html {
  const { hits, filling } = page
  const today = dayOf(web.world.clock())
  return html`${
    filling
      ? html`<p class="small">
          有些案件（早先的，或者刚收到的）正在编入搜索，可能还搜不全，过些时候再搜一次。按编号随时都能搜到。
        </p>`
      : ''
  }
  ${
    hits.length === 0
      ? html`<p class="empty">${nothing(later === true, more !== undefined)}</p>`
      : html`<p class="small">${hits.length} 件，新的在前。</p>
          ${caseTable(hits, { today })}`
  }
  ${more === undefined ? '' : html`<p class="row"><a class="button" href="${more}">再往前找</a></p>`}`
}

const nothing = (later: boolean, isMore: boolean): string => {
  if (isMore) return '这一段时间里没有找到，更早的还没有看。'
  return later
    ? '没有更早的了。'
    : '没有找到。少写几个字，或者换个说法再试；不归您所在单位办的，这里搜不到。'
}
