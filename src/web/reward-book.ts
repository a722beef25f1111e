import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { inCapitals } from '#core/reward-capitals.ts'
import { inFigures, type Fen } from '#core/reward-money.ts'
import { spreadsheet, type Sheet } from '#service/figure-file.ts'
import { monthBook, type MonthBook } from '#service/reward-books.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import type { Html } from './layout.ts'
import { yearPart } from './reward-year.ts'
import { dayWords } from './words/dates.ts'
import { moneyWords, rewardStateNames, wayNames } from './words/reward-words.ts'

const path = '/desk/reward-book'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** 发放登记: what was paid in a month and where the money of its notices stands; as a page and for finance as a file. */
export function rewardBookRoutes(desk: Desk): void {
  deskPage(desk, path, needs('see-rewards', showBook))
  deskPage(desk, `${path}/month.xlsx`, needs('see-rewards', sendBook))
}

const monthAsked = ({ c, web }: Visit): string =>
  c.req.query('month') ?? dayOf(web.world.clock()).slice(0, 7)

async function showBook(visit: Visit): Promise<Response> {
  const month = monthAsked(visit)
  const book = await monthBook(visit.web.world, visit.officer, { month, file: false })
  if (!book.ok) return await notFound(visit.c)
  const { payments } = book.value
  return await showDesk(visit, {
    title: '奖励发放登记',
    content: html`<p class="back"><a href="/desk/rewards">举报奖励</a></p>
      <h1>奖励发放登记</h1>
      <form class="row" method="get" action="${path}">
        <label for="month">月份</label>
        <input id="month" type="month" name="month" value="${month}" />
        <button>查看</button>
        <a href="${path}/month.xlsx?month=${month}">给财政的表（XLSX）</a>
      </form>
      <p class="small">没有姓名、电话和账号。收款人由发放的人员按核对过的证件或者凭证办。</p>
      <h2>这个月发放的</h2>
      ${payments.length === 0 ? html`<p class="empty">没有发放。</p>` : paymentTable(visit, book.value)}
      <h2>这个月通知的，和发放的核对</h2>
      ${totalsPart(book.value)} ${yearPart(visit)}`,
  })
}

function paymentTable({ web }: Visit, { payments, paid, recovered }: MonthBook): Html {
  const today = dayOf(web.world.clock())
  return html`<table class="inbox" role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">文号</th>
          <th role="columnheader" scope="col">日期</th>
          <th role="columnheader" scope="col">单位</th>
          <th role="columnheader" scope="col">方式</th>
          <th role="columnheader" scope="col">凭证号</th>
          <th role="columnheader" scope="col">金额（元）</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${payments.map(
          ({ notice, on, officeName, kind, way, reference, sum }) =>
            html`<tr role="row">
              <th role="rowheader" scope="row">${notice}</th>
              <td role="cell" data-label="日期" class="whole">${dayWords(on, today)}</td>
              <td role="cell" data-label="单位">${officeName}</td>
              <td role="cell" data-label="方式">${kind === 'paid' ? wayName(way) : '追回'}</td>
              <td role="cell" data-label="凭证号">${reference}</td>
              <td role="cell" data-label="金额（元）" class="whole">
                ${kind === 'paid' ? '' : '−'}${inFigures(sum)}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>
    <p>
      发放合计
      ${moneyWords(paid)}${recovered > 0 ? html`，追回合计 ${moneyWords(recovered)}` : ''}。
    </p>`
}

const wayName = (way: string): string =>
  Object.hasOwn(wayNames, way) ? wayNames[way as keyof typeof wayNames] : '—'

function totalsPart({ notified, totals }: MonthBook): Html {
  if (notified.length === 0) return html`<p class="empty">没有发出通知书。</p>`
  return html`<dl class="facts">
      ${reconciled(totals).map(
        ([name, sum]) =>
          html`<dt>${name}</dt>
            <dd>${inFigures(sum)} 元</dd>`,
      )}
    </dl>
    <p class="small">
      通知书 ${totals.rewards} 份。有效金额加应追回，等于已发、放弃、逾期和在办的合计。
    </p>`
}

const reconciled = (totals: MonthBook['totals']): readonly (readonly [string, Fen])[] => [
  ['有效金额', totals.granted],
  ['应追回', totals.recover],
  ['已发放', totals.paid],
  ['放弃', totals.waived],
  ['逾期视为放弃', totals.lapsed],
  ['在办', totals.open],
  ['已追回', totals.recovered],
]

async function sendBook(visit: Visit): Promise<Response> {
  const month = monthAsked(visit)
  const book = await monthBook(visit.web.world, visit.officer, { month, file: true })
  if (!book.ok) return await notFound(visit.c)
  const bytes = await spreadsheet(sheetsOf(book.value), visit.web.world.clock())
  return visit.c.body(new Uint8Array(bytes), 200, {
    'Content-Type': xlsx,
    'Content-Disposition': `attachment; filename="rewards-${book.value.month}.xlsx"`,
  })
}

/** Amounts in yuan as numbers, so that finance can add them up; words are never formulas. */
const sheetsOf = (book: MonthBook): readonly Sheet[] => [
  { name: '发放', rows: paymentRows(book) },
  { name: '通知与发放核对', rows: notifiedRows(book) },
  {
    name: '合计',
    rows: [
      ['项目', '金额（元）'],
      ['月份', book.month],
      ...reconciled(book.totals).map(([name, sum]) => [name, sum / 100]),
    ],
  },
]

function paymentRows({ payments, paid, recovered }: MonthBook): Sheet['rows'] {
  const rows = payments.map((one) => [
    one.notice,
    one.on,
    one.officeName,
    one.scheme,
    one.level,
    one.budget,
    one.kind === 'paid' ? wayName(one.way) : '追回',
    one.reference,
    (one.kind === 'paid' ? one.sum : -one.sum) / 100,
    `${one.kind === 'paid' ? '' : '追回'}${inCapitals(one.sum)}`,
  ])
  const total = ['合计', '', '', '', '', '', '', '', (paid - recovered) / 100, '']
  return [
    ['文号', '日期', '单位', '办法', '等级', '预算科目', '方式', '凭证号', '金额（元）', '大写'],
    ...rows,
    total,
  ]
}

const notifiedRows = ({ notified }: MonthBook): Sheet['rows'] => [
  ['文号', '通知日期', '单位', '状态', '金额（元）', '已发（元）', '应追回（元）', '已追回（元）'],
  ...notified.map((one) => [
    one.notice,
    one.on,
    one.officeName,
    rewardStateNames[one.state],
    one.sum / 100,
    one.paid / 100,
    one.recover / 100,
    one.recovered / 100,
  ]),
]
