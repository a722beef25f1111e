import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { mostCounted, readInbox, type InboxList } from '#service/inbox.ts'
import { caseTable } from './case-table.ts'
import { deskPage, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { bulkPart } from './bulk.ts'
import { goneOffices } from './gone-offices.ts'
import { filterForm, filterIn, queryOf } from './queue-filter.ts'
import { openingView, viewsPart } from './views.ts'
import { forbidden } from './faults.ts'
import type { Html } from './layout.ts'
import { tabName, tabsOf, type Queue } from './queue-tabs.ts'
import { searchBox } from './search-box.ts'

/** 收件箱: what is new, what runs out, what waits for somebody else. */
export function inboxRoutes(desk: Desk): void {
  deskPage(desk, '/desk', async (visit) => await inboxPage(visit))
}

async function inboxPage(visit: Visit): Promise<Response> {
  const { c, web, officer } = visit
  if (officer.role === 'administrator') return c.redirect('/desk/admin', 303)
  if (officer.role === 'auditor') return c.redirect('/desk/identity', 303)
  const tabs = tabsOf[officer.role]
  if (new URL(c.req.url).search === '') {
    const opening = await openingView(visit)
    if (opening) return c.redirect(`/desk?${queryOf(opening)}`, 303)
  }
  const [first] = tabs
  if (first === undefined) return await forbidden(c, '您的岗位不看案件。')
  const asked = tabs.find((queue) => queue === c.req.query('queue'))
  const cursor = c.req.query('after')
  const filter = filterIn(visit, (name) => c.req.query(name) ?? '')
  const list = await readInbox(web.world, officer, {
    queue: asked ?? first,
    filter,
    ...(cursor ? { cursor } : {}),
  })
  if (!list.ok) return await forbidden(c, '您的岗位不看这一栏。')
  const queue = asked ?? startOf(tabs, list.value)
  if (queue !== (asked ?? first)) return c.redirect(`/desk?queue=${queue}`, 303)
  const today = dayOf(web.world.clock())
  return await showDesk(visit, {
    title: tabName(queue, officer),
    content: await html`
      <h1 class="unseen">收件箱：${tabName(queue, officer)}</h1>
      ${searchBox(visit)} ${tabsNav(visit, tabs, { queue, list: list.value })}
      ${headLine(list.value)} ${await goneOffices(visit)} ${filterForm(visit, { queue, filter })}
      ${await viewsPart(visit, { queue, filter })}
      ${queue === 'accusations' ? receiverLine(visit) : ''}
      ${queue === 'shelved' ? shelvedLine : ''}
      ${
        list.value.rows.length === 0
          ? html`<p class="empty">
              这一栏现在没有件。${Object.keys(filter).length > 0 ? '可以放宽筛选，或者换一栏。' : ''}
            </p>`
          : html`${caseTable(list.value.rows, { today, queue, bulk: true })}
            ${await bulkPart(visit, { queue, filter })}`
      }
      ${
        list.value.next
          ? html`<p class="row">
              <a class="button" href="/desk?${queryOf({ queue, filter })}&after=${list.value.next}"
                >下一页</a
              >
            </p>`
          : ''
      }
      ${elsewhere(visit)}
    `,
  })
}

/** What else is done at the desk by whoever may. */
const elsewhere = ({ officer }: Visit): Html =>
  html`${
      may(officer, 'enter-calls').ok
        ? html`<p class="small">
            <a href="/desk/hotline">记一通电话</a>　<a href="/desk/work-orders">导入工单</a>
          </p>`
        : ''
    }
    ${
      may(officer, 'see-undelivered').ok
        ? html`<p class="small">
            <a href="/desk/channels">没有送到的通知</a>：举报人知道的渠道都送不到的
          </p>`
        : ''
    }
    ${
      may(officer, 'see-gaps').ok
        ? html`<p class="small">
            <a href="/desk/gaps">方案空白清单</a>：方案没有写到、没有定牵头的，供联席会议用
          </p>`
        : ''
    }
    <p class="small"><a href="/desk/away">请假</a></p>`

/** The first list in which something waits; where nothing does, what an office works at. */
function startOf(tabs: readonly Queue[], list: InboxList): Queue {
  const home = tabs.includes('open') ? 'open' : 'mine'
  const busy = tabs.find((queue) => queue !== 'shelved' && (countOf(queue, list) ?? 0) > 0)
  return busy ?? home
}

function countOf(queue: Queue, { counts }: InboxList): number | undefined {
  switch (queue) {
    case 'urgent':
      return counts.urgent
    case 'open':
      return counts.toAssign
    case 'returned':
    case 'taken':
    case 'mentioned':
    case 'today':
    case 'overdue':
    case 'others':
      return counts[queue]
    case 'accusations':
      return counts.accusations
    case 'mine':
      return counts.open
    case 'supervised':
      return counts.supervised
    case 'waiting':
      return counts.waiting
    case 'shelved':
      return counts.shelved
    case 'done':
      return undefined
  }
}

function tabsNav(
  { officer }: Visit,
  tabs: readonly Queue[],
  { queue, list }: { readonly queue: Queue; readonly list: InboxList },
): Html {
  const people = html`<a href="/desk/people">转人工 <b>${list.counts.people}</b></a>`
  const tab = (one: Queue): Html => {
    const count = countOf(one, list)
    const here = one === queue ? html` aria-current="page"` : ''
    return html`<a href="/desk?queue=${one}" ${here}
        >${tabName(one, officer)} ${count === undefined ? '' : html`<b>${inWords(count)}</b>`}</a
      >${one === 'open' ? people : ''}`
  }
  const isEmpty = (one: Queue): boolean =>
    one !== queue && countOf(one, list) === 0 && !(one === 'open' && list.counts.people > 0)
  const [full, empty] = [tabs.filter((one) => !isEmpty(one)), tabs.filter(isEmpty)]
  return html`<nav class="tabs" aria-label="收件箱">
    ${full.map(tab)}
    ${
      empty.length > 0
        ? html`<details>
            <summary>没有件的 ${empty.length} 栏</summary>
            <p class="row">${empty.map(tab)}</p>
          </details>`
        : ''
    }
  </nav>`
}

/** Lists are counted only so far. */
const inWords = (count: number): string =>
  count >= mostCounted ? `${mostCounted - 1}+` : String(count)

const headLine = ({ counts }: InboxList): Html =>
  html`<p class="small">
    今明两天到期 ${inWords(counts.due)} 件，已超期 ${inWords(counts.overdue)} 件。
  </p>`

const shelvedLine = html`<p class="small">
  这些来信照常登记、照常回话，没有进待办，办理期限照样在走。请定期看，值得办的放回待办。<a
    href="/desk/blocks"
    >屏蔽名单</a
  >
</p>`

/** To whom accusations go here, or that nobody was named for them. */
function receiverLine({ web, officer }: Visit): Html {
  const { receiver } = web.world.operator.read(officer.area)
  return receiver
    ? html`<p class="small">
        反映公职人员和执法行为的，转给${receiver}，不经过被反映的单位；被反映单位的人在这里查不到。
      </p>`
    : html`<p class="notice">
        还没有设定受理检举控告的机关，群众会被告知可以打
        12388。请系统管理员在本辖区设置里填写"检举控告转给哪个机关"。
      </p>`
}
