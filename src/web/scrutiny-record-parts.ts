import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import type { Plan } from '#core/plan.ts'
import {
  recordSteps,
  type RecordKind,
  type RecordStep,
  type ScrutinyRecord,
} from '#core/scrutiny-record.ts'
import type { RecordPage } from '#service/scrutiny-records.ts'
import { recordStateNames } from '#service/scrutiny-rows.ts'
import type { Visit } from './desk-door.ts'
import { csrfField } from './desk-layout.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { fullDay, timeWords } from './words/dates.ts'

/** What each step is called on its button. */
export const stepNames: Readonly<Record<RecordStep, string>> = {
  visit: '记一次督察',
  deliver: '结果已送达',
  follow: '补记情况',
  call: '通知约谈',
  hold: '记约谈和整改事项',
  mend: '这一项整改完了',
  'send-back': '整改不到位，退回',
  'look-back': '记回头看',
  flag: '记一条线索',
  hand: '移交有权机关',
  answer: '记答复',
  close: '了结',
  drop: '撤销',
}

const textLabels: Readonly<Partial<Record<RecordStep, string>>> = {
  visit: '发现了什么问题',
  call: '为什么约谈',
  hold: '谈了什么，谁到场',
  mend: '怎么整改的，凭什么材料',
  'send-back': '为什么不到位',
  'look-back': '核查的情况',
  flag: '什么情况像失职，凭什么材料',
  answer: '机关怎么答复',
}

interface Opening {
  readonly kind: RecordKind
  readonly path: string
  readonly plan: Plan
  readonly typed?: Form
}

/** The form that begins one. */
export function openingForm(visit: Visit, { kind, path, plan, typed }: Opening): Html {
  const { c, web } = visit
  const places = web.world.packs.areas.get(plan.area.code)?.places ?? []
  const value = (name: string): string => typed?.text(name) ?? c.req.query(name) ?? ''
  const first = { visit: 'visit', interview: 'call', dereliction: 'flag' } as const
  const isAsked = typed !== undefined || c.req.query('why') !== undefined
  const why = c.req.query('why')
  return html`<details ${isAsked ? html`open` : ''} class="card">
    <summary>${stepNames[first[kind]]}</summary>
    <form method="post" action="${path}">
      ${csrfField(visit)}
      <input type="hidden" name="area" value="${plan.area.code}" />
      ${choiceBox({
        id: 'place',
        name: 'place',
        label: '地方（不选就是本级）',
        value: value('place'),
        options: places
          .filter(({ within }) => within === plan.area.code)
          .map(({ code, name }) => [code, name] as const),
      })}
      ${choiceBox({
        id: 'department',
        name: 'department',
        label: kind === 'dereliction' ? '部门' : '部门（不选就是当地政府）',
        value: value('department'),
        options: plan.departments.map(({ id, name }) => [id, name] as const),
      })}
      ${
        kind === 'dereliction'
          ? ''
          : dayBox({ label: kind === 'visit' ? '哪天督察的' : '定在哪天谈', value: value('on') })
      }
      ${
        kind === 'visit'
          ? html`<label class="check"
              ><input type="checkbox" name="special" value="yes" />专项督察（不在周期里）</label
            >`
          : ''
      }
      ${textBox({
        id: 'text',
        name: 'text',
        label: textLabels[first[kind]] ?? '内容',
        value: typed?.text('text') ?? why ?? '',
        hint: '不写举报人的任何情况',
        max: 2000,
      })}
      <p class="row"><button>${stepNames[first[kind]]}</button></p>
    </form>
  </details>`
}

const dayBox = ({
  label,
  value,
  id = 'on',
}: {
  readonly label: string
  readonly value: string
  readonly id?: string
}): Html => lineBox({ id, name: 'on', label, value, hint: '如 2026-11-20', max: 10 })

interface Page {
  readonly path: string
  /** What is proposed for something to be put right. */
  readonly dueOn: string
  readonly typed?: Form
}

/** Everything of one: how it stands, what is to be put right, what was done, and the next steps. */
export function recordPart(visit: Visit, page: RecordPage, at: Page): Html {
  const { record, officerNames, mayStep } = page
  const today = dayOf(visit.web.world.clock())
  return html`<p>${recordStateNames[record.state]}</p>
    ${itemsPart(visit, page, at)}
    ${record.lookBackOn ? html`<p>都说整改完了。${fullDay(record.lookBackOn)}起回头看。</p>` : ''}
    <h2>记录</h2>
    <ol class="numbered">
      ${record.events.map(
        ({ at: when, by, type, text, on, to, special, mended }) =>
          html`<li>
            ${timeWords(when, today)}
            ${officerNames.get(by) ?? '已离开的同事'}：${stepNames[type]}${special ? '（专项）' : ''}${on ? `，${fullDay(on)}` : ''}${to ? html`，${said(to)}` : ''}${mended === undefined ? '' : mended ? '，整改到位' : '，没有到位'}。${said(text)}
          </li>`,
      )}
    </ol>
    ${mayStep ? nextSteps(record).map((step) => stepForm(visit, page, { ...at, step })) : ''}`
}

/** What can be done now, but for what belongs to one item. */
const nextSteps = ({ kind, state, lookBackOn }: ScrutinyRecord): readonly RecordStep[] =>
  (
    Object.entries(recordSteps[kind]) as readonly (readonly [
      RecordStep,
      { readonly from: readonly string[] },
    ])[]
  )
    .filter(([type, { from }]) => from.includes(state) && type !== 'mend' && type !== 'send-back')
    .filter(([type]) => type !== 'look-back' || lookBackOn !== undefined)
    .map(([type]) => type)

function itemsPart(visit: Visit, page: RecordPage, at: Page): Html | string {
  const { items, state } = page.record
  if (items.length === 0) return ''
  const today = dayOf(visit.web.world.clock())
  return html`<h2>整改事项</h2>
    ${items.map(
      ({ id, text, dueOn, done }) =>
        html`<section class="card">
          <h3>${id}. ${said(text)}</h3>
          <p>
            期限
            ${fullDay(dueOn)}${!done && dueOn < today ? html` <span class="mark hot">超期</span>` : ''}
            ${done ? html`<br />${fullDay(done.on)} 整改完：${said(done.text)}` : ''}
          </p>
          ${
            page.mayStep && state === 'held'
              ? stepForm(visit, page, { ...at, step: done ? 'send-back' : 'mend', item: id })
              : ''
          }
        </section>`,
    )}`
}

interface Step extends Page {
  readonly step: RecordStep
  readonly item?: string
}

/** How many things to put right the form has room for. */
const rooms = [0, 1, 2, 3, 4, 5]

function stepForm(visit: Visit, { version, record }: RecordPage, at: Step): Html {
  const { path, step, item, dueOn } = at
  const needs = recordSteps[record.kind][step]?.needs ?? []
  const isTyped = at.typed?.text('step') === step && at.typed.text('item') === (item ?? '')
  const typed = isTyped ? at.typed : undefined
  const key = `${step}${item ?? ''}`
  const again = step === 'send-back' || step === 'look-back'
  return html`<details ${typed ? html`open` : ''} class="card">
    <summary>${stepNames[step]}</summary>
    <form method="post" action="${path}">
      ${csrfField(visit)}
      <input type="hidden" name="step" value="${step}" />
      <input type="hidden" name="version" value="${version}" />
      ${item === undefined ? '' : html`<input type="hidden" name="item" value="${item}" />`}
      ${needs.includes('on') ? dayBox({ id: `on-${key}`, label: '日期', value: typed?.text('on') ?? '' }) : ''}
      ${needs.includes('to') ? lineBox({ id: `to-${key}`, name: 'to', label: step === 'hand' ? '移交哪个机关' : '送给谁', value: typed?.text('to') ?? '' }) : ''}
      ${
        needs.includes('mended')
          ? choiceBox({
              id: `mended-${key}`,
              name: 'mended',
              label: '整改到位了吗',
              value: typed?.text('mended') ?? '',
              options: [
                ['yes', '到位，了结'],
                ['no', '没有到位，再整改'],
              ],
            })
          : ''
      }
      ${needs.includes('items') ? rooms.map((n) => itemFields({ n, key, dueOn, typed })) : ''}
      ${
        again
          ? lineBox({
              id: `due-${key}`,
              name: 'dueOn',
              label: step === 'look-back' ? '没有到位的，新的期限' : '新的期限',
              value: typed?.text('dueOn') ?? '',
              hint: '如 2026-12-20',
              max: 10,
            })
          : ''
      }
      ${textBox({ id: `text-${key}`, name: 'text', label: textLabels[step] ?? '说明', value: typed?.text('text') ?? '', max: 2000 })}
      <p class="row"><button>${stepNames[step]}</button></p>
    </form>
  </details>`
}

interface Room {
  readonly n: number
  readonly key: string
  readonly dueOn: string
  readonly typed: Form | undefined
}

const itemFields = ({ n, key, dueOn, typed }: Room): Html =>
  html`<fieldset>
    <legend>整改事项 ${n + 1}${n === 0 ? '' : '（可以不填）'}</legend>
    ${lineBox({ id: `item-${key}-${n}`, name: 'itemText', label: '要改什么', value: typed?.all('itemText')[n] ?? '' })}
    ${lineBox({ id: `due-${key}-${n}`, name: 'dueOn', label: '期限', value: typed?.all('dueOn')[n] ?? (n === 0 ? dueOn : ''), max: 10 })}
  </fieldset>`
