import { html } from 'hono/html'
import type { OffenceCode } from '#core/plan.ts'
import {
  penaltyKinds,
  type Bulletin,
  type PublicAnswer,
  type PublicContent,
  type PublicDecision,
} from '#core/publication.ts'
import { refuse, ok, type Result } from '#core/result.ts'
import { dayIn, fenIn } from '#service/publication-import.ts'
import { exactInput } from './words/publications.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import type { Web } from './web.ts'

export type WrittenKind = PublicContent['kind']
export const writtenKinds = [
  'decision',
  'bulletin',
  'answer',
] as const satisfies readonly WrittenKind[]

/** What stands in a form: as it was typed, or as it is kept. */
export type Typed = Readonly<Record<string, string | readonly string[]>>

const one = (typed: Typed, name: string): string => {
  const value = typed[name]
  return typeof value === 'string' ? value : (value?.[0] ?? '')
}

const many = (typed: Typed, name: string): readonly string[] => {
  const value = typed[name] ?? []
  return typeof value === 'string' ? [value] : value
}

/** What is kept, as its form has it. */
export function typedOf(content: PublicContent): Typed {
  switch (content.kind) {
    case 'decision': {
      const { penalties, fined, confiscated, place = '', ...rest } = content.decision
      return {
        ...rest,
        place,
        penalties,
        fined: exactInput(fined),
        confiscated: exactInput(confiscated),
      }
    }
    case 'bulletin':
      return { ...content.bulletin }
    case 'answer':
      return { ...content.answer }
  }
}

export const typedIn = (form: Form): Typed => ({
  ...Object.fromEntries(form.pairs),
  penalties: form.all('penalties'),
})

/** Reads a form; what is not there the core will miss. */
export function contentIn(web: Web, kind: WrittenKind, typed: Typed): Result<PublicContent> {
  const text = (name: string): string => one(typed, name).trim()
  switch (kind) {
    case 'decision':
      return decisionIn(web, typed)
    case 'bulletin': {
      const bulletin: Bulletin = {
        title: text('title'),
        found: text('found'),
        handled: text('handled'),
        law: text('law'),
        reminder: text('reminder'),
        organ: text('organ'),
      }
      return ok({ kind, bulletin })
    }
    case 'answer': {
      const answer: PublicAnswer = {
        question: text('question'),
        answer: text('answer'),
        organ: text('organ'),
        source: text('source'),
      }
      return ok({ kind, answer })
    }
  }
}

function decisionIn({ world }: Web, typed: Typed): Result<PublicContent> {
  const text = (name: string): string => one(typed, name).trim()
  const decidedOn = dayIn(text('decidedOn'))
  if (decidedOn === undefined) return refuse('public-missing', { field: 'decidedOn' })
  const offence: OffenceCode = text('offence')
  if (!world.packs.offences.has(offence)) return refuse('public-missing', { field: 'offence' })
  const penalties = penaltyKinds.filter((kind) => many(typed, 'penalties').includes(kind))
  if (penalties.length === 0) return refuse('public-missing', { field: 'penalties' })
  const [fined, confiscated] = [fenIn(text('fined')), fenIn(text('confiscated'))]
  if (fined === 'wrong') return refuse('public-missing', { field: 'fined' })
  if (confiscated === 'wrong') return refuse('public-missing', { field: 'confiscated' })
  const place = text('place')
  const decision: PublicDecision = {
    unit: text('unit'),
    unitKind: text('unitKind') === 'person' ? 'person' : 'organisation',
    number: text('number'),
    organ: text('organ'),
    decidedOn,
    offence,
    violation: text('violation'),
    basis: text('basis'),
    penalties,
    ...(fined === undefined ? {} : { fined }),
    ...(confiscated === undefined ? {} : { confiscated }),
    ...(place === '' ? {} : { place }),
  }
  return ok({ kind: 'decision', decision })
}

/** The fields of a kind. */
export function contentFields(
  web: Web,
  area: string,
  { kind, typed }: { readonly kind: WrittenKind; readonly typed: Typed },
): Html {
  switch (kind) {
    case 'decision':
      return decisionFields(web, area, typed)
    case 'bulletin':
      return bulletinFields(typed)
    case 'answer':
      return answerFields(typed)
  }
}

const line = (typed: Typed, name: string, [label, hint]: readonly [string, string?]): Html =>
  lineBox({ id: name, name, label, value: one(typed, name), ...(hint ? { hint } : {}) })

const text = (typed: Typed, name: string, [label, hint]: readonly [string, string?]): Html =>
  textBox({ id: name, name, label, value: one(typed, name), max: 3000, ...(hint ? { hint } : {}) })

function decisionFields({ world }: Web, area: string, typed: Typed): Html {
  const pack = world.packs.areas.get(area)
  const places = pack?.places.filter(({ within }) => within === area) ?? []
  const names = world.publishing?.rules.penalties.names
  return html`<p class="hint">
      照处罚决定书填，不要照举报件填。不写从哪里查起，不写举报、投诉、群众反映。
    </p>
    ${choiceBox({
      id: 'unitKind',
      name: 'unitKind',
      label: '当事人是',
      value: one(typed, 'unitKind'),
      options: [
        ['organisation', '单位或者有字号的个体工商户'],
        ['person', '自然人（只显示姓）'],
      ],
    })}
    ${line(typed, 'unit', ['当事人'])} ${line(typed, 'number', ['处罚决定书文号'])}
    ${line(typed, 'organ', ['处罚机关'])}
    ${line(typed, 'decidedOn', ['决定日期', '例如 2026-11-03'])}
    ${choiceBox({
      id: 'offence',
      name: 'offence',
      label: '违法类别',
      value: one(typed, 'offence'),
      options: [...world.packs.offences.values()].map(({ code, zh }) => [code, `${code} ${zh}`]),
    })}
    ${text(typed, 'violation', ['违法行为', '一句话，例如：未取得《医疗机构执业许可证》开展诊疗活动'])}
    ${text(typed, 'basis', ['处罚依据'])}
    <fieldset>
      <legend>处罚种类</legend>
      ${penaltyKinds.map(
        (kind) =>
          html`<label class="check"
            ><input
              type="checkbox"
              name="penalties"
              value="${kind}"
              ${many(typed, 'penalties').includes(kind) ? html`checked` : ''}
            />
            ${names?.[kind] ?? kind}</label
          >`,
      )}
    </fieldset>
    ${line(typed, 'fined', ['罚款（元）', '没有就不填'])}
    ${line(typed, 'confiscated', ['没收合计（元）', '没有就不填'])}
    ${choiceBox({
      id: 'place',
      name: 'place',
      label: '区县（可以不选）',
      value: one(typed, 'place'),
      options: places.map(({ code, name }) => [code, name]),
    })}`
}

const bulletinFields = (typed: Typed): Html =>
  html`<p class="hint">{ } 里的要改成实际内容。不写举报，不写患者、职工的名字。</p>
    ${line(typed, 'title', ['标题'])} ${text(typed, 'found', ['查到了什么'])}
    ${text(typed, 'handled', ['怎么处理'])} ${text(typed, 'law', ['依据'])}
    ${text(typed, 'reminder', ['提醒大家'])} ${line(typed, 'organ', ['发布单位'])}`

const answerFields = (typed: Typed): Html =>
  html`<p class="hint">很多人问的同一件事，用白话写成一个问题。不写是谁问的、哪一件。</p>
    ${line(typed, 'question', ['问题'])} ${text(typed, 'answer', ['回答'])}
    ${line(typed, 'organ', ['回答单位'])} ${line(typed, 'source', ['依据（法律、文件、条款）'])}`
