import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { addDays, dayOf } from '#core/clock.ts'
import { owedOn, type AskedStep, type RecordKind, type RecordStep } from '#core/scrutiny-record.ts'
import {
  listRecords,
  openRecord,
  readRecord,
  stepRecord,
  type KeptRecord,
} from '#service/scrutiny-records.ts'
import { recordStateNames } from '#service/scrutiny-rows.ts'
import { askedWords, whomNames } from '#service/scrutiny-words.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { openingForm, recordPart, stepNames } from './scrutiny-record-parts.ts'
import { noticeOf, type Shown } from './scrutiny-notice.ts'
import { fullDay } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/scrutiny'

/** A kind of record: its list's address, its name and what the plan says of it. */
const kinds = [
  { kind: 'visit', at: 'visits', name: '督察记录', part: 'visits', action: 'see-scrutiny' },
  {
    kind: 'interview',
    at: 'interviews',
    name: '约谈和整改',
    part: 'interview',
    action: 'see-scrutiny',
  },
  {
    kind: 'dereliction',
    at: 'derelictions',
    name: '失职线索',
    part: 'dereliction',
    action: 'scrutinise',
  },
] as const
type Kind = (typeof kinds)[number]

/** 督察、约谈、失职线索: a list of each, and a page of each one with its next steps. */
export function scrutinyRecordRoutes(desk: Desk): void {
  for (const one of kinds) {
    deskPage(
      desk,
      `${path}/${one.at}`,
      needs(one.action, async (visit) => await showList(visit, one, {})),
    )
    deskPost(
      desk,
      `${path}/${one.at}`,
      postNeeds('scrutinise', async (visit, form) => await takeNew(visit, one, form)),
    )
  }
  deskPage(
    desk,
    `${path}/records/:id`,
    needs('see-scrutiny', async (visit) => await showRecord(visit, {})),
  )
  deskPost(desk, `${path}/records/:id`, postNeeds('scrutinise', takeStep))
}

const standing: Readonly<Record<RecordKind, string>> = {
  visit: '督察一次记一条，写发现了什么；结果送达当地政府以后再了结。',
  interview: '先通知，谈的时候定整改事项和期限，逐项核销，最后回头看。',
  dereliction:
    '这里只记线索和移交，不下结论。是不是失职，由有权的机关定。线索里的部门看不到这一页。',
}

async function showList(visit: Visit, kind: Kind, shown: Shown): Promise<Response> {
  const { c, web, officer } = visit
  const area = shown.area ?? areaAsked(visit)
  const list = await listRecords(web.world, officer, { area, kind: kind.kind })
  const plan = web.world.packs.areas.get(area)?.plan
  if (!list.ok || !plan) return await forbidden(c, list.ok ? '' : refusalWords(list.refusal))
  const rules = web.world.packs.scrutiny?.rectify
  return await showDesk(visit, {
    title: kind.name,
    ...noticeOf(visit, shown),
    content: html`<p class="back"><a href="${path}?area=${area}">督察</a></p>
      <h1>${plan.area.name}${kind.name}</h1>
      ${areaTabs(visit, `${path}/${kind.at}`, area)}
      <p class="small">${askedWords(plan, kind.part)}${standing[kind.kind]}</p>
      ${list.value.length === 0 ? html`<p class="empty">还没有。</p>` : table(visit, list.value)}
      ${
        may(officer, 'scrutinise').ok
          ? openingForm(visit, {
              kind: kind.kind,
              path: `${path}/${kind.at}`,
              plan,
              ...(shown.typed ? { typed: shown.typed } : {}),
            })
          : ''
      }
      ${
        kind.kind === 'interview' && rules
          ? html`<p class="small">
              整改通常 ${rules.days} 天，整改完 ${rules.lookBack} 天后回头看：${rules.source}。
            </p>`
          : ''
      }`,
  })
}

function table({ web }: Visit, list: readonly KeptRecord[]): Html {
  const today = dayOf(web.world.clock())
  return html`<table class="inbox" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">谁</th>
        <th role="columnheader" scope="col">日期</th>
        <th role="columnheader" scope="col">状态</th>
        <th role="columnheader" scope="col">下一个期限</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${list.map((one) => {
        const due = owedOn(one.record)
        return html`<tr role="row">
          <th role="rowheader" scope="row">
            <a href="${path}/records/${one.id}">${whom(web, one)}</a>
          </th>
          <td role="cell" data-label="日期">
            ${one.record.on === '' ? '—' : fullDay(one.record.on)}
          </td>
          <td role="cell" data-label="状态">${recordStateNames[one.record.state]}</td>
          <td role="cell" data-label="下一个期限">
            <span
              >${due === '' ? '—' : fullDay(due)}${due !== '' && due < today ? html` <span class="mark hot">超期</span>` : ''}</span
            >
          </td>
        </tr>`
      })}
    </tbody>
  </table>`
}

function whom({ world }: Visit['web'], { area, record }: KeptRecord): string {
  const names = whomNames(world, area)
  const { place, department } = record
  return department === ''
    ? `${names.place(place)}（当地政府）`
    : `${names.place(place)} ${names.department(department)}`
}

async function takeNew(visit: Visit, { kind, at }: Kind, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = officer.area || form.text('area')
  const first = { visit: 'visit', interview: 'call', dereliction: 'flag' } as const
  const done = await openRecord(web.world, officer, {
    area,
    kind,
    department: form.text('department'),
    place: form.text('place'),
    asked: askedIn(form, first[kind]),
  })
  if (!done.ok) {
    const one = kinds.find((each) => each.at === at)
    if (!one) return await notFound(c)
    return await showList(visit, one, { refusal: done.refusal, typed: form, area })
  }
  return c.redirect(`${path}/records/${done.value}?done=kept`, 303)
}

/** What was typed, as the core asks for it. */
function askedIn(form: Form, type: RecordStep): AskedStep {
  const dues = form.all('dueOn')
  return {
    type,
    text: form.text('text'),
    on: form.text('on').trim(),
    special: form.text('special') === 'yes',
    to: form.text('to'),
    item: form.text('item'),
    items:
      form.all('itemText').length > 0
        ? form.all('itemText').map((text, n) => ({ text, dueOn: (dues[n] ?? '').trim() }))
        : dues.map((dueOn) => ({ text: '', dueOn: dueOn.trim() })),
    mended: form.text('mended'),
  }
}

async function showRecord(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web, officer } = visit
  const read = await readRecord(web.world, officer, c.req.param('id') ?? '')
  if (!read.ok) return await notFound(c)
  const page = read.value
  const kind = kinds.find((one) => one.kind === page.record.kind)
  const days = web.world.packs.scrutiny?.rectify.days ?? 0
  const dueOn = addDays(dayOf(web.world.clock()), days)
  return await showDesk(visit, {
    title: kind?.name ?? '',
    ...noticeOf(visit, shown),
    content: html`<p class="back">
        <a href="${path}/${kind?.at ?? ''}?area=${page.area}">${kind?.name}</a>
      </p>
      <h1>${whom(web, page)}</h1>
      ${recordPart(visit, page, {
        path: `${path}/records/${page.id}`,
        dueOn,
        ...(shown.typed ? { typed: shown.typed } : {}),
      })}`,
  })
}

async function takeStep(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const type = (Object.keys(stepNames) as readonly RecordStep[]).find(
    (step) => step === form.text('step'),
  )
  if (!type) return await notFound(c)
  const version = Number(form.text('version'))
  const done = await stepRecord(web.world, officer, { id, version, asked: askedIn(form, type) })
  if (!done.ok) return await showRecord(visit, { refusal: done.refusal, typed: form })
  return c.redirect(`${path}/records/${id}?done=kept`, 303)
}
