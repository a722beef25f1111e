import { html } from 'hono/html'
import { may } from '#core/access.ts'
import { addDays, dayOf } from '#core/clock.ts'
import {
  drawFileCheck,
  listDrawings,
  readDrawing,
  type Drawing,
  type Drawn,
  type DrawnFile,
} from '#service/file-checks.ts'
import { noteFinding } from '#service/findings.ts'
import { askedWords, whomNames } from '#service/scrutiny-words.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { lineBox } from './fields.ts'
import { findingForm, findingNotes } from './finding-part.ts'
import { noticeOf, type Shown } from './scrutiny-notice.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { dayWords, fullDay } from './words/dates.ts'
import { refusalWords } from './words/refusals.ts'
import { nameIn, outcomes } from './words/terms.ts'

const path = '/desk/scrutiny/file-checks'

/** 稽查抽案: closed files drawn by chance that can be drawn again, and what was found in them. */
export function fileCheckRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('see-scrutiny', async (visit) => await showDrawings(visit, {})),
  )
  deskPost(desk, path, postNeeds('scrutinise', takeDrawing))
  deskPage(
    desk,
    `${path}/:id`,
    needs('scrutinise', async (visit) => await showDrawn(visit, {})),
  )
  deskPost(desk, `${path}/:id`, postNeeds('scrutinise', takeFinding))
}

async function showDrawings(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web, officer } = visit
  const area = shown.area ?? areaAsked(visit)
  const plan = web.world.packs.areas.get(area)?.plan
  const list = await listDrawings(web.world, officer, area)
  if (!list.ok || !plan) return await forbidden(c, list.ok ? '' : refusalWords(list.refusal))
  const acts = may(officer, 'scrutinise').ok
  return await showDesk(visit, {
    title: '稽查抽案',
    ...noticeOf(visit, shown),
    content: html`<p class="back"><a href="/desk/scrutiny?area=${area}">督察</a></p>
      <h1>${plan.area.name}稽查抽案</h1>
      ${areaTabs(visit, path, area)}
      <p class="small">
        ${askedWords(plan, 'fileCheck')}从办结的件里按部门和结果分层随机抽。同样的种子总抽到同样的件，谁都可以重抽核对。
      </p>
      ${list.value.length === 0 ? html`<p class="empty">还没有抽过。</p>` : ''}
      <ul class="words">
        ${list.value.map((one) => html`<li>${drawingLine(one, acts)}</li>`)}
      </ul>
      ${acts ? drawForm(visit, area, shown.typed) : ''}`,
  })
}

function drawingLine({ id, at, period, size, population }: Drawing, acts: boolean): Html {
  const many = Object.values(population).reduce((sum, one) => sum + one, 0)
  const text = `${fullDay(dayOf(at))}抽的，${period} 办结的 ${many} 件里抽 ${size} 件`
  return acts ? html`<a href="${path}/${id}">${text}</a>` : html`${text}`
}

function drawForm(visit: Visit, area: string, typed: Form | undefined): Html {
  const { world } = visit.web
  const rules = world.packs.scrutiny?.sample
  const year = dayOf(world.clock()).slice(0, 4)
  return html`<form method="post" action="${path}" class="card">
    <h2>抽一次</h2>
    ${csrfField(visit)}
    <input type="hidden" name="area" value="${area}" />
    ${lineBox({
      id: 'period',
      name: 'period',
      label: '哪一段办结的',
      value: typed?.text('period') ?? year,
      hint: '如 2026、2026-Q3、2026-11',
      max: 24,
    })}
    ${lineBox({
      id: 'size',
      name: 'size',
      label: '抽多少件',
      value: typed?.text('size') ?? String(rules?.size ?? ''),
      hint: `最多 ${rules?.most ?? 0} 件。${rules?.source ?? ''}`,
      max: 4,
    })}
    ${lineBox({
      id: 'seed',
      name: 'seed',
      label: '种子',
      value: typed?.text('seed') ?? '',
      hint: '随便一串字，最好由在场的几个人当场各报一个数，连起来写',
      max: 60,
    })}
    <p class="row"><button>抽</button></p>
  </form>`
}

async function takeDrawing(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const area = officer.area || form.text('area')
  const size = /^\d{1,4}$/.test(form.text('size').trim()) ? Number(form.text('size')) : 0
  const asked = { area, period: form.text('period').trim(), seed: form.text('seed'), size }
  const done = await drawFileCheck(web.world, officer, asked)
  if (!done.ok) return await showDrawings(visit, { refusal: done.refusal, typed: form, area })
  return c.redirect(`${path}/${done.value}?done=kept`, 303)
}

async function showDrawn(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const again = c.req.query('again') === 'yes'
  const read = await readDrawing(web.world, officer, { id, again })
  if (!read.ok) return await notFound(c)
  const { drawing, files } = read.value
  const left = files.filter(({ state }) => state === 'to-check').length
  return await showDesk(visit, {
    title: '稽查抽案',
    ...noticeOf(visit, shown),
    content: html`<p class="back"><a href="${path}?area=${drawing.area}">稽查抽案</a></p>
      <h1>${drawing.period} 办结的抽 ${drawing.size} 件</h1>
      ${howPart(visit, read.value)}
      <p>${files.length} 件，还有 ${left} 件没有查。</p>
      ${files.map((file) => filePart(visit, read.value, { file, shown }))}`,
  })
}

/** How it was drawn, so that anybody can draw it again. */
function howPart({ web }: Visit, { drawing, officerNames, again }: Drawn): Html {
  const names = whomNames(web.world, drawing.area)
  const strata = Object.entries(drawing.population)
  const words = strata.map(([stratum, many]) => {
    const [department = '', outcome = ''] = stratum.split(' ')
    return `${names.department(department)} ${outcomeWords(outcome)} ${many} 件`
  })
  return html`<details class="card">
      <summary>怎么抽的</summary>
      <p>
        ${officerNames.get(drawing.by) ?? '已离开的同事'}
        ${fullDay(dayOf(drawing.at))}抽，种子“${drawing.seed}”。 每件的次序是“种子 件的内部编号
        任务编号”（中间空一格）的 SHA-256，从小到大取；每层按件数比例取，最少一件。
      </p>
      <p>可以抽的：${words.join('；')}。</p>
    </details>
    <p class="row"><a href="${path}/${drawing.id}?again=yes">按同样的种子重抽核对</a></p>
    ${again === 'same' ? html`<p class="notice" role="status">重抽的和原来一样。</p>` : ''}
    ${again === 'other' ? html`<p class="notice hot" role="status">重抽的和原来不一样：抽过以后这一段办结的件有变动。以当时抽的为准。</p>` : ''}`
}

const outcomeWords = (outcome: string): string =>
  outcome === 'declined'
    ? '不予受理'
    : outcome === 'none'
      ? '没有记结果'
      : nameIn(outcomes, outcome)

interface OneFile {
  readonly file: DrawnFile
  readonly shown: Shown
}

function filePart(visit: Visit, drawn: Drawn, { file, shown }: OneFile): Html {
  const { world } = visit.web
  const { number, nth, officeName, outcome, erased, grade, state, dueOn } = file
  const today = dayOf(world.clock())
  const days = world.packs.scrutiny?.rectify.days ?? 0
  const isTyped = shown.typed?.text('nth') === String(nth)
  const name = world.packs.scrutiny?.grades.find(({ id }) => id === grade)?.zh
  return html`<section class="card" id="file-${nth}">
    <h2>
      ${nth}. ${erased ? '到期已删除的件' : html`<a href="/desk/cases/${number}">${number}</a>`}
    </h2>
    <p>
      ${officeName}，${outcomeWords(outcome)}。${name ?? '还没有查'}${
        state === 'to-mend'
          ? html`，${dayWords(dueOn, today)}前整改${dueOn < today ? html` <span class="mark hot">超期</span>` : ''}`
          : state === 'mended'
            ? '，已经整改'
            : ''
      }
    </p>
    ${findingNotes(visit, drawn, file)}
    ${
      erased
        ? ''
        : findingForm(visit, {
            file,
            path: `${path}/${drawn.drawing.id}`,
            dueOn: addDays(today, days),
            ...(isTyped && shown.typed ? { typed: shown.typed } : {}),
          })
    }
  </section>`
}

async function takeFinding(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  const id = c.req.param('id') ?? ''
  const done = await noteFinding(web.world, officer, {
    id,
    nth: Number(form.text('nth')),
    grade: form.text('grade'),
    aspects: form.all('aspect'),
    text: form.text('text'),
    dueOn: form.text('dueOn').trim(),
    mended: form.text('mended') === 'yes',
  })
  if (!done.ok) return await showDrawn(visit, { refusal: done.refusal, typed: form })
  return c.redirect(`${path}/${id}?done=kept#file-${form.text('nth')}`, 303)
}
