import { html } from 'hono/html'
import type { Plan } from '#core/plan.ts'
import {
  changeTemplate,
  mayKeep,
  templateSteps,
  type Template,
  type TemplateStep,
} from '#service/templates.ts'
import { deskPage, deskPost, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { forbidden, notFound } from './faults.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { refusalWords } from './words/refusals.ts'
import { deeds } from './words/terms.ts'

const path = '/desk/templates'

/** 办理用语: texts with fields, kept per department and step. */
export function templateRoutes(desk: Desk): void {
  deskPage(desk, path, async (visit) => {
    const notice = visit.c.req.query('done') === 'saved' ? { notice: '已经改好。' } : {}
    return await templatesPage(visit, notice)
  })
  deskPost(desk, path, takeTemplate)
}

/** Of every department, or of their own. */
const keepsSome = ({ officer }: Visit): boolean =>
  mayKeep(officer, {}) || mayKeep(officer, { department: officer.department })

const areaAsked = ({ c, web, officer }: Visit, asked: string | undefined): string => {
  const [first = ''] = web.world.packs.areas.keys()
  return officer.area || (asked ?? c.req.query('area') ?? first)
}

interface Shown {
  readonly notice?: string
  readonly status?: 422
  readonly area?: string
  readonly typed?: Template
}

async function templatesPage(visit: Visit, shown: Shown): Promise<Response> {
  const { c, web } = visit
  if (!keepsSome(visit))
    return await forbidden(c, '您的岗位没有这项权限。办理用语由系统管理员和督办人员管。')
  const area = areaAsked(visit, shown.area)
  const plan = web.world.packs.areas.get(area)?.plan
  const { templates } = web.world
  if (!plan || !templates) return await notFound(c)
  const at: At = { visit, plan, area }
  const list = templates.list(area)
  return await showDesk(visit, {
    title: '办理用语',
    ...(shown.notice ? { notice: shown.notice } : {}),
    ...(shown.status ? { status: shown.status } : {}),
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>办理用语（${plan.area.name}）</h1>
      <p>
        写“问举报人”“不予受理”“办结”“申请延期”“工作记录”时可以选用。{编号}、{事项}、{单位}、{期限}、{今天}、{电话}会自动填上；其他写在
        { } 里的，用的时候要改成实际内容，没改的不能提交。
      </p>
      ${areasPart(at)}
      <details ${shown.typed ? html`open` : ''}>
        <summary>添一条</summary>
        ${templateForm(at, shown.typed)}
      </details>
      ${templateSteps.map((step) => stepPart(at, step, list))}`,
  })
}

interface At {
  readonly visit: Visit
  readonly plan: Plan
  readonly area: string
}

function areasPart({ visit, area }: At): Html | string {
  if (visit.officer.area !== '') return ''
  return html`<nav class="tabs" aria-label="辖区">
    ${[...visit.web.world.packs.areas.values()].map(({ plan }) => {
      const here = plan.area.code === area ? html` aria-current="page"` : ''
      return html`<a href="${path}?area=${plan.area.code}" ${here}>${plan.area.name}</a>`
    })}
  </nav>`
}

function stepPart(at: At, step: TemplateStep, list: readonly Template[]): Html {
  const { visit, plan } = at
  return html`<section class="card">
    <h2>${deeds[step]}</h2>
    ${list
      .filter((one) => one.step === step)
      .map((one) => {
        const whose = plan.departments.find(({ id }) => id === one.department)?.name ?? '各单位'
        return html`<h3>${one.title}（${whose}）</h3>
          <p class="quote">${said(one.text)}</p>
          ${
            mayKeep(visit.officer, one)
              ? html`<details>
                  <summary>改或删“${one.title}”</summary>
                  ${templateForm(at, one)}
                </details>`
              : ''
          }`
      })}
  </section>`
}

function templateForm({ visit, plan, area }: At, one: Template | undefined): Html {
  const { officer } = visit
  const id = (name: string): string => `${one?.id ?? 'new'}-${name}`
  const own = plan.departments.filter((department) =>
    mayKeep(officer, { department: department.id }),
  )
  const isKnown = one !== undefined && one.id !== ''
  return html`<form method="post" action="${path}">
    ${csrfField(visit)}
    <input type="hidden" name="area" value="${area}" />
    <input type="hidden" name="id" value="${one?.id ?? ''}" />
    ${choiceBox({
      id: id('step'),
      name: 'step',
      label: '用在哪一步',
      value: one?.step ?? '',
      options: templateSteps.map((step) => [step, deeds[step]] as const),
    })}
    ${choiceBox({
      id: id('department'),
      name: 'department',
      label: '哪个单位用',
      value: one ? (one.department ?? 'all') : '',
      options: [
        ...(mayKeep(officer, {}) ? [['all', '各单位'] as const] : []),
        ...own.map((department) => [department.id, department.name] as const),
      ],
    })}
    ${lineBox({ id: id('title'), name: 'title', label: '名称', value: one?.title ?? '', max: 40 })}
    ${textBox({ id: id('text'), name: 'text', label: '内容', value: one?.text ?? '', max: 2000 })}
    <p class="row">
      <button name="stage" value="save">保存</button>
      ${isKnown ? html`<button name="stage" value="drop">删除</button>` : ''}
    </p>
  </form>`
}

async function takeTemplate(visit: Visit, form: Form): Promise<Response> {
  const { c, web, officer } = visit
  if (!keepsSome(visit)) return await forbidden(c, '您的岗位没有这项权限。')
  const area = areaAsked(visit, form.text('area'))
  const step = templateSteps.find((one) => one === form.text('step'))
  const department = form.text('department')
  const typed: Template = {
    id: form.text('id'),
    step: step ?? 'note',
    title: form.text('title').trim(),
    text: form.text('text').trim(),
    ...(department === 'all' || department === '' ? {} : { department }),
  }
  const again = { status: 422, area, typed } as const
  if (!step || department === '')
    return await templatesPage(visit, { ...again, notice: '请选用在哪一步、哪个单位用。' })
  const template = { ...typed, id: typed.id || web.world.id().replace(/[^\w-]/g, '') }
  const drop = form.text('stage') === 'drop'
  const done = await changeTemplate(web.world, officer, { area, template, drop })
  if (!done.ok) return await templatesPage(visit, { ...again, notice: refusalWords(done.refusal) })
  return c.redirect(`${path}?area=${area}&done=saved`, 303)
}
