import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { inFigures } from '#core/reward-money.ts'
import type { RewardState } from '#core/reward.ts'
import { actOnReward } from '#service/reward-act.ts'
import {
  listRewards,
  readReward,
  reportsToReward,
  rewardQueues,
  type RewardLine,
  type RewardQueue,
} from '#service/rewards.ts'
import { listTable } from './list-table.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { rewardDeedIn } from './reward-deeds.ts'
import { rewardContent } from './reward-page.ts'
import { dayWords } from './words/dates.ts'
import { rewardQueueNames, rewardRefusalWords, rewardStateNames } from './words/reward-words.ts'

const path = '/desk/rewards'

/** 奖励: what waits for whom, and each reward with its calculation and its steps. */
export function rewardRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-rewards', showList))
  deskPage(
    desk,
    `${path}/:id`,
    needs('see-rewards', async (visit) => {
      const done = visit.c.req.query('done') === 'yes'
      return await showReward(visit, done ? { notice: '已办好，记入历史。' } : {})
    }),
  )
  deskPost(desk, `${path}/:id`, postNeeds('see-rewards', take))
}

const isQueue = (name: string): name is RewardQueue => Object.hasOwn(rewardQueues, name)

async function showList(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  const asked = c.req.query('queue') ?? ''
  const mayPropose = may(officer, 'propose-reward').ok
  if (asked === 'propose' || (asked === '' && mayPropose)) return await showReports(visit)
  const queue = isQueue(asked) ? asked : 'check'
  const list = await listRewards(web.world, officer, queue)
  const rows = list.ok ? list.value : []
  return await page(visit, queue, rows.length === 0 ? none : table(visit, rows))
}

const none = html`<p class="empty">这里现在没有。</p>`

/** Reports that ended well, whose reporter wishes for a reward: nobody has proposed one yet. */
async function showReports(visit: Visit): Promise<Response> {
  const list = await reportsToReward(visit.web.world, visit.officer)
  const numbers = list.ok ? list.value : []
  const content =
    numbers.length === 0
      ? html`<p class="empty">
          没有等着提出的：查证属实、举报人希望领奖励、还没有提过的件会列在这里。
        </p>`
      : html`<ul class="plain-list">
          ${numbers.map(
            (number) =>
              html`<li><a href="/desk/cases/${number}/reward">${number} 提出奖励</a></li>`,
          )}
        </ul>`
  return await page(visit, 'propose', content)
}

async function page(
  visit: Visit,
  queue: RewardQueue | 'propose',
  content: Html,
): Promise<Response> {
  const mayPropose = may(visit.officer, 'propose-reward').ok
  const tabs = [
    ...(mayPropose ? [['propose', '可以提出'] as const] : []),
    ...Object.entries(rewardQueueNames),
  ]
  return await showDesk(visit, {
    title: '奖励',
    content: html`<p class="back"><a href="/desk">收件箱</a></p>
      <h1>举报奖励</h1>
      <nav class="tabs" aria-label="奖励的队列">
        ${tabs.map(
          ([key, name]) =>
            html`<a href="${path}?queue=${key}" ${key === queue ? html`aria-current="page"` : ''}
              >${name}</a
            >`,
        )}
        <a href="/desk/reward-book">发放登记</a>
        <a href="/desk/reward-book#year">年度报告</a>
        ${may(visit.officer, 'approve-parameters').ok ? html`<a href="/desk/reward-parameters">参数待批准</a>` : ''}
      </nav>
      ${content}`,
  })
}

function table({ web }: Visit, rows: readonly RewardLine[]): Html {
  const today = dayOf(web.world.clock())
  return listTable(
    ['举报编号', '状态', '等级', '金额（元）', '领取截止', '文号', '单位'],
    rows.map((row) => line(row, today)),
  )
}

const line = (
  { id, number, state, level, sum, dueOn, notice, officeName }: RewardLine,
  today: string,
): Html =>
  html`<tr role="row">
    <th role="rowheader" scope="row">
      ${number === undefined ? '案卷已删除' : html`<a href="${path}/${id}">${number}</a>`}
    </th>
    <td role="cell" data-label="状态">${rewardStateNames[state as RewardState]}</td>
    <td role="cell" data-label="等级">${level}</td>
    <td role="cell" data-label="金额（元）" class="whole">${inFigures(sum)}</td>
    <td role="cell" data-label="领取截止" class="whole">
      ${dueOn === undefined ? '—' : dayWords(dueOn, today)}
    </td>
    <td role="cell" data-label="文号">${notice ?? '—'}</td>
    <td role="cell" data-label="单位">${officeName}</td>
  </tr>`

interface Shown {
  readonly notice?: string
  readonly status?: 403 | 409 | 422
}

async function showReward(visit: Visit, shown: Shown): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const read = await readReward(visit.web.world, visit.officer, id)
  if (!read.ok) return await notFound(visit.c)
  const { number } = { number: read.value.reward.report }
  return await showDesk(visit, {
    title: `${number} 奖励`,
    content: rewardContent(visit, read.value),
    ...shown,
  })
}

async function take(visit: Visit, form: Form): Promise<Response> {
  const id = visit.c.req.param('id') ?? ''
  const deed = rewardDeedIn(form)
  if (!deed.ok)
    return await showReward(visit, { notice: rewardRefusalWords(deed.refusal), status: 422 })
  const point = { id, version: Number(form.text('version')) }
  const done = await actOnReward(visit.web.world, visit.officer, point, deed.value)
  if (done.ok) return visit.c.redirect(`${path}/${id}?done=yes`, 303)
  const { key } = done.refusal
  if (key === 'reward-unknown') return await notFound(visit.c)
  const status = key === 'reward-changed' ? 409 : key === 'role-may-not' ? 403 : 422
  return await showReward(visit, { notice: rewardRefusalWords(done.refusal), status })
}
