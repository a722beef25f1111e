import { isDay } from '#core/clock.ts'
import { ways } from '#core/reward-scheme.ts'
import type { Fen } from '#core/reward-money.ts'
import { isSum } from '#core/reward-money.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { RewardDeed } from '#service/reward-act.ts'
import type { Form } from './form.ts'

/** `1,234.50` or `1234.5` in yuan as whole fen; anything else is none. */
export function fenIn(text: string): Fen | undefined {
  const plain = text
    .normalize('NFKC')
    .replaceAll(/[\s,，]/g, '')
    .replace(/元$/, '')
  const [, yuan, jiao = ''] = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(plain) ?? []
  if (yuan === undefined) return undefined
  const fen = Number(yuan) * 100 + Number(jiao.padEnd(2, '0'))
  return isSum(fen) ? fen : undefined
}

/** What an officer sent. Amounts are read strictly: a slip is refused, never guessed at. */
export function rewardDeedIn(form: Form): Result<RewardDeed> {
  const type = form.text('deed')
  const [reason, document, reference] = ['reason', 'document', 'reference'].map(form.text)
  switch (type) {
    case 'check':
    case 'approve':
    case 'approve-finance':
    case 'notify':
      return ok({ type })
    case 'confirm':
      return ok({ type, code: form.text('code') })
    case 'send-back':
    case 'turn-away':
      return ok({ type, reason: reason ?? '' })
    case 'check-namesake': {
      const who = form.text('who')
      if (who !== 'other' && who !== 'officer') return refuse('deed-unclear')
      return ok({ type, isOfficer: who === 'officer', reason: reason ?? '' })
    }
    case 'deliver':
      return dayIn(form.text('on'))
    case 'claim':
      return claimIn(form)
    case 'pay':
      return ok({ type, reference: reference ?? '' })
    case 'waive':
    case 'uphold':
      return ok({ type, document: document ?? '' })
    case 'reopen':
      return ok({ type, reason: reason ?? '', document: document ?? '' })
    case 'revoke':
      return revokeIn(form)
    case 'recover': {
      const sum = fenIn(form.text('sum'))
      if (sum === undefined) return refuse('reward-recovery-unclear')
      return ok({ type, sum, reference: reference ?? '' })
    }
    default:
      return refuse('deed-unclear')
  }
}

function dayIn(on: string): Result<RewardDeed> {
  return isDay(on) ? ok({ type: 'deliver', on }) : refuse('reward-delivery-day')
}

function claimIn(form: Form): Result<RewardDeed> {
  const way = ways.find((one) => one === form.text('way'))
  if (!way) return refuse('reward-way-not-provided')
  return ok({
    type: 'claim',
    way,
    standing: form.text('standing') === 'named' ? 'named' : 'anonymous',
    proxy: form.text('proxy') === 'yes',
    secret: form.text('secret'),
    name: form.text('name'),
  })
}

/** Nothing written: all of what was paid comes back. */
function revokeIn(form: Form): Result<RewardDeed> {
  const [reason, document] = [form.text('reason'), form.text('document')]
  if (form.text('sum').trim() === '') return ok({ type: 'revoke', reason, document })
  const recover = fenIn(form.text('sum'))
  if (recover === undefined) return refuse('reward-recovery-unclear')
  return ok({ type: 'revoke', reason, document, recover })
}
