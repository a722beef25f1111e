import { policeAnswers, type CrimeStep, type ElementAnswer } from '#core/crime.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Deed } from '#service/deed.ts'
import type { DeskCase } from '#service/desk-case.ts'
import type { Form } from './form.ts'
import { elementAnswers } from './words/crime.ts'

const isAnswer = (text: string): text is ElementAnswer => Object.hasOwn(elementAnswers, text)

const prefixed = (form: Form, prefix: string): readonly string[] =>
  form.pairs.map(([name]) => name).filter((name) => name.startsWith(prefix))

/** What was meant by what was typed on the page of suspected crimes. */
export function crimeDeedOf(form: Form, { file }: DeskCase): Result<Deed> {
  const transfer = form.text('transfer')
  const [on, document] = [form.text('on'), form.text('document')]
  switch (form.text('deed')) {
    case 'propose-transfer':
      return ok(proposalOf(form))
    case 'decide-transfer': {
      const granted = form.text('granted')
      if (granted !== 'yes' && granted !== 'no') return refuse('outcome-missing')
      const [head, reason] = [form.text('head'), form.text('reason')]
      const proposal = form.text('proposal')
      return ok({
        type: 'decide-transfer',
        proposal,
        granted: granted === 'yes',
        head,
        on,
        reason: granted === 'yes' ? '' : reason,
      })
    }
    case 'transfer': {
      const proposal = file.proposals?.find(({ id }) => id === form.text('proposal'))
      if (!proposal) return refuse('crime-proposal-unknown')
      const materials = proposal.annexes
        .filter(({ material }) => material !== '')
        .map(({ name, material }) => `${name}：${material}`)
      const { task, organ } = proposal
      const basis = form.text('basis')
      const numbered = document.trim() === '' ? {} : { document }
      return ok({ type: 'transfer', task, to: 'police', organ, basis, materials, on, ...numbered })
    }
    case 'receive-transfer':
      return ok({
        type: 'receive-transfer',
        transfer,
        on,
        ...(document.trim() === '' ? {} : { document }),
      })
    case 'follow-transfer': {
      const step = stepOf(form)
      return step.ok ? ok({ type: 'follow-transfer', transfer, step: step.value }) : step
    }
    default:
      return refuse('deed-unclear')
  }
}

function proposalOf(form: Form): Extract<Deed, { readonly type: 'propose-transfer' }> {
  const elements = prefixed(form, 'element-').flatMap((name) => {
    const answer = form.text(name)
    return isAnswer(answer) ? [{ id: name.slice('element-'.length), answer }] : []
  })
  const annexes = prefixed(form, 'annex-').map((name) => {
    const annex = name.slice('annex-'.length)
    return { annex, material: form.text(name), missing: form.text(`none-${annex}`) }
  })
  return {
    type: 'propose-transfer',
    task: form.text('task'),
    criterion: form.text('criterion'),
    elements,
    annexes,
    team: form.text('team').split('\n'),
    organ: form.text('organ'),
    text: form.text('text'),
  }
}

function stepOf(form: Form): Result<CrimeStep> {
  const [on, document, text] = [form.text('on'), form.text('document'), form.text('text')]
  switch (form.text('wait')) {
    case 'copy':
      return ok({ kind: 'copied', organ: form.text('procuratorate'), on, document })
    case 'items':
      return ok({ kind: 'items', on, document })
    case 'answer':
    case 'reconsideration': {
      const answer = policeAnswers.find((one) => one === form.text('answer'))
      return answer
        ? ok({ kind: 'answered', answer, on, document, text })
        : refuse('outcome-missing')
    }
    case 'prosecutor': {
      const result = form.text('result')
      return result === 'filing-asked' || result === 'no-ground'
        ? ok({ kind: 'prosecuted', result, on, document })
        : refuse('outcome-missing')
    }
    default:
      return wayOf(form.text('way'), { on, document, text })
  }
}

function wayOf(
  way: string,
  { on, document, text }: { readonly on: string; readonly document: string; readonly text: string },
): Result<CrimeStep> {
  if (way === 'sent-again') return ok({ kind: 'sent-again', on, document })
  if (way === 'gone-on') return ok({ kind: 'gone-on', on, text })
  return way === 'reconsideration' || way === 'prosecutor'
    ? ok({ kind: 'objected', way, on, document, text })
    : refuse('outcome-missing')
}
