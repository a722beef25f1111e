import type { MediationStep } from '#core/mediation.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Deed } from '#service/deed.ts'
import { mediationResults } from '#service/elsewhere-words.ts'
import type { MediationResult } from '#core/mediation.ts'
import type { Form } from './form.ts'

/** What was meant by what was typed about mediation, clearing and ethics. */
export function otherRoadDeed(form: Form): Result<Deed> {
  const [on, document, text] = [form.text('on'), form.text('document'), form.text('text')]
  const [task, organ] = [form.text('task'), form.text('organ')]
  switch (form.text('deed')) {
    case 'offer-mediation': {
      const body = form.text('body')
      return body === 'people' || body === 'industry'
        ? ok({ type: 'offer-mediation', task, body, organ, text })
        : refuse('organ-missing')
    }
    case 'follow-mediation': {
      const step = stepOf(form, { on, document, text })
      const mediation = form.text('mediation')
      return step.ok ? ok({ type: 'follow-mediation', mediation, step: step.value }) : step
    }
    case 'clear-accused':
      return ok({ type: 'clear-accused', matter: form.text('matter'), organ, document, on, text })
    case 'hand-ethics':
      return ok({ type: 'hand-ethics', task, unit: form.text('unit'), on, document, text })
    default:
      return refuse('deed-unclear')
  }
}

interface Words {
  readonly on: string
  readonly document: string
  readonly text: string
}

const isResult = (key: string): key is MediationResult => Object.hasOwn(mediationResults, key)

function stepOf(form: Form, { on, document, text }: Words): Result<MediationStep> {
  const kind = form.text('step')
  if (kind === 'handed') return ok({ kind, on, document, text })
  if (kind === 'ended') {
    const result = form.text('result')
    return isResult(result) ? ok({ kind, result, on, document }) : refuse('outcome-missing')
  }
  const agreed = form.text('agreed')
  if (kind !== 'reporter' && kind !== 'other') return refuse('deed-unclear')
  return agreed === 'yes' || agreed === 'no'
    ? ok({ kind: 'consent', party: kind, agreed: agreed === 'yes', on, document })
    : refuse('outcome-missing')
}
