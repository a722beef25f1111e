import { html } from 'hono/html'
import type { WideType } from '#core/deed-groups.ts'
import type { Deed } from '#service/deed.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Typed } from './case-deed.ts'
import type { CaseAt } from './deed-forms.ts'
import { choiceBox, lineBox, textBox } from './fields.ts'
import type { Html } from './layout.ts'
import { transferNames } from './words/terms.ts'
import type { WrittenType } from './written-fields.ts'

/** What was meant by what was typed. */
export function wideDeed(type: WideType, typed: Typed): Result<Deed> {
  const { task, lead, reason, basis, into, offence, on, organ, document, transfer, to } = typed
  const numbered = document.trim() === '' ? {} : { document }
  switch (type) {
    case 'change-lead':
      return ok({ type, task, lead, reason, basis })
    case 'separate':
      return offence === '' ? refuse('matter-unknown') : ok({ type, offence, reason })
    case 'merge':
      return ok({ type, into, reason })
    case 'unmerge':
      return ok({ type, reason })
    case 'transfer': {
      if (to !== 'police' && to !== 'discipline') return refuse('organ-missing')
      const materials = typed.materials.split('\n').filter((line) => line.trim() !== '')
      return ok({ type, task, to, organ, basis, materials, on, ...numbered })
    }
    case 'receive-transfer':
      return transfer === '' ? refuse('transfer-unknown') : ok({ type, transfer, on, ...numbered })
  }
}

type BoxName =
  | 'reason'
  | 'basis'
  | 'organ'
  | 'materials'
  | 'document'
  | 'on'
  | 'lead'
  | 'offence'
  | 'to'
  | 'transfer'

type BoxOf = (name: BoxName) => {
  readonly id: string
  readonly name: string
  readonly value: string
}

/** Their fields, where something is chosen. */
export function wideFields(
  at: CaseAt,
  type: Exclude<WideType, WrittenType>,
  box: BoxOf,
  task: string,
): Html {
  switch (type) {
    case 'change-lead':
      return changeFields(at, box, task)
    case 'separate':
      return separateFields(at, box)
    case 'transfer':
      return transferFields(at, box)
    case 'receive-transfer':
      return receiveFields(at, box)
  }
}

function changeFields({ file }: CaseAt, box: BoxOf, task: string): Html {
  const part = file.tasks.find((one) => one.task === task)
  const accused = file.file.matters.find(({ id }) => id === part?.matter)?.accused
  const options = file.offices
    .filter(
      ({ id, department }) =>
        id !== part?.office && department !== 'intake' && department !== accused,
    )
    .map(({ id, name }) => [id, name] as const)
  return html`${choiceBox({ ...box('lead'), label: '改由哪个单位主办', options })}
  ${textBox({ ...box('reason'), label: '变更理由', hint: '原主办单位仍然看得到这一件，它的期限到此为止。' })}
  ${lineBox({ ...box('basis'), label: '依据', hint: '方案条款；方案没有条款的，写法定职责。' })}`
}

function separateFields({ file }: CaseAt, box: BoxOf): Html {
  const known = new Set(file.file.matters.map(({ offence }) => offence))
  const options = Object.entries(file.offenceNames).filter(([code]) => !known.has(code))
  return html`${choiceBox({ ...box('offence'), label: '另立哪一类事项', options, hint: '同一件举报里说了另一件事的，另立事项，按方案分办给该管的单位，各自计时、各自答复。' })}
  ${textBox({ ...box('reason'), label: '理由', hint: '写明是原文里的哪一句。举报人看不到。' })}`
}

function transferFields({ visit }: CaseAt, box: BoxOf): Html {
  const bases = (visit.web.world.packs.transfers ?? [])
    .filter(({ confidence }) => confidence !== 'U')
    .map(({ id, to, text }) => [id, `${transferNames[to]}：${text}`] as const)
  return html`${choiceBox({ ...box('to'), label: '移送给哪类机关', options: Object.entries(transferNames) })}
  ${lineBox({ ...box('organ'), label: '受移送机关', hint: '写全称，例如 荣昌区公安局。举报人只会读到移送给了谁。' })}
  ${choiceBox({ ...box('basis'), label: '移送依据', options: bases })}
  ${textBox({ ...box('materials'), label: '随案移送的材料', hint: '一行一份。不要附能认出举报人的材料。' })}
  ${dayBox({ ...box('on'), label: '移送函日期' })}
  ${lineBox({ ...box('document'), label: '移送函文号（可以不填）' })}`
}

function receiveFields({ file }: CaseAt, box: BoxOf): Html {
  const options = (file.file.transfers ?? [])
    .filter(({ receipt }) => !receipt)
    .map(({ id, organ, on }) => [id, `${organ}（${on}）`] as const)
  const only = options.length === 1 ? options[0]?.[0] : undefined
  const chosen = box('transfer')
  return html`${choiceBox({ ...chosen, value: chosen.value || (only ?? ''), label: '哪一份移送函', options })}
  ${dayBox({ ...box('on'), label: '对方收到的日期' })}
  ${lineBox({ ...box('document'), label: '回执文号（可以不填）' })}`
}

const dayBox = ({ id, name, value, label }: ReturnType<BoxOf> & { readonly label: string }): Html =>
  html`<label for="${id}">${label}</label>
    <input id="${id}" name="${name}" type="date" value="${value}" />`
