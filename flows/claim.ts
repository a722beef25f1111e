import { builder, choice, fromField, option, textOf } from '#conversation/builder.ts'
import { CLAIM_FOUND, CLAIM_TAKEN } from './claim-fields.ts'
import { BEGUN, DONE, LENGTHS, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, request, set, end } = builder<Fields, Words>()

const asked = ['claimNumber', 'claimCode', 'claimChosen'] as const
const payee = ['payeeName', 'payeeBank', 'payeeAccount'] as const
const claimed = ['claimId', 'claimProof', 'claimWay', ...payee] as const

/** 领奖: number and claim secret, or the chat the report came from; then how it is to be had. It opens no report. */
export const claim = flow(
  {
    id: 'claim',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'claim.number-retry',
    exhausted: 'unclear',
    needs: BEGUN,
  },
  {
    'no-number': set('claimNumber', null),
    'no-code': set('claimCode', null),
    'none-chosen': set('claimChosen', null),
    'no-name': set('payeeName', null),
    'no-bank': set('payeeBank', null),
    'no-account': set('payeeAccount', null),
    look: request('look-up-reward', asked, CLAIM_FOUND),
    forget: set('claimCode', null),
    found: branch(
      [
        when('claimFound', { equals: 'yes' }, 'state'),
        when('claimFound', { equals: 'several' }, 'which'),
        when('claimFound', { equals: 'wrong' }, 'wrong'),
        when('claimFound', { equals: 'slow' }, 'slow'),
      ],
      'ask-number',
    ),
    which: ask('claimChosen', choice(fromField('claimReports', 6, 36)), {
      text: 'claim.which',
      retry: 'retry.options',
      next: 'look',
    }),
    'ask-number': ask('claimNumber', textOf(10, 40), {
      text: 'claim.number',
      skip: 'lost',
      next: 'ask-code',
    }),
    'number-again': ask('claimNumber', textOf(10, 40), {
      text: 'claim.number-again',
      skip: 'lost',
    }),
    'ask-code': ask('claimCode', textOf(12, 60), {
      text: 'claim.code',
      retry: 'claim.code-retry',
      skip: 'lost',
      next: 'look',
    }),
    wrong: say('claim.wrong', { next: 'number-again' }),
    slow: end('slow', 'claim.slow'),
    lost: end('lost', 'claim.lost'),

    state: branch(
      [
        when('claimState', { equals: 'notified' }, 'needs'),
        when('claimState', { equals: 'claimed' }, 'is-claimed'),
        when('claimState', { equals: 'paid' }, 'is-paid'),
        when('claimState', { equals: 'waived' }, 'is-waived'),
        when('claimState', { equals: 'lapsed' }, 'is-lapsed'),
        when('claimState', { equals: 'stopped' }, 'is-stopped'),
        when('claimState', { equals: 'revoked' }, 'is-revoked'),
      ],
      'is-none',
    ),
    'is-none': end('none', 'claim.none'),
    'is-claimed': branch([when('counterCode', { missing: true }, 'under-way')], 'code-again'),
    'under-way': end('claimed', 'claim.claimed'),
    'code-again': end('claimed', 'claim.code-of-counter'),
    'is-paid': end('paid', 'claim.paid'),
    'is-waived': end('waived', 'claim.waived'),
    'is-lapsed': end('lapsed', 'claim.lapsed'),
    'is-stopped': end('stopped', 'claim.stopped'),
    'is-revoked': end('revoked', 'claim.revoked'),
    needs: branch(
      [
        when('claimNeeds', { equals: 'secret' }, 'own-code'),
        when('claimNeeds', { equals: 'name' }, 'named-only'),
      ],
      'sum',
    ),
    // Of this chat's own report the number is known; without a name the secret is wanted all the same.
    'own-code': ask('claimCode', textOf(12, 60), {
      text: 'claim.own-code',
      retry: 'claim.code-retry',
      skip: 'lost',
      next: 'look',
    }),
    'named-only': end('named-only', 'claim.named-only'),
    sum: branch([when('rewardUntil', { missing: true }, 'sum-open')], 'sum-until'),
    'sum-open': say('claim.sum', { next: 'way' }),
    'sum-until': say('claim.sum-until'),
    way: ask('claimWay', choice(fromField('claimWays', 5, 20)), {
      text: 'claim.way',
      retry: 'retry.options',
      exhausted: 'later',
      skip: 'later',
    }),
    ways: branch(
      [
        when('claimWay', { equals: 'counter' }, 'take'),
        when('claimWay', { equals: 'proxy' }, 'take'),
        when('claimWay', { equals: 'transfer' }, 'payee'),
        when('claimWay', { equals: 'waive' }, 'waive'),
      ],
      'later',
    ),
    waive: ask('claimSure', choice([option('no', 'claim.keep'), option('yes', 'claim.waive')]), {
      text: 'claim.waive-sure',
      retry: 'retry.options',
      exhausted: 'later',
      skip: 'later',
    }),
    waives: branch([when('claimSure', { equals: 'yes' }, 'take')], 'later'),
    payee: say('claim.transfer-how'),
    'payee-name': ask('payeeName', textOf(2, 40), {
      text: 'claim.payee-name',
      retry: 'retry.text',
      invalid: LENGTHS,
      exhausted: 'drop-name',
      skip: 'drop-name',
    }),
    'payee-bank': ask('payeeBank', textOf(2, 60), {
      text: 'claim.payee-bank',
      retry: 'retry.text',
      invalid: LENGTHS,
      exhausted: 'drop-name',
      skip: 'drop-name',
    }),
    'payee-account': ask('payeeAccount', textOf(8, 40), {
      text: 'claim.payee-account',
      retry: 'retry.text',
      invalid: LENGTHS,
      exhausted: 'drop-name',
      skip: 'drop-name',
    }),
    'payee-right': ask(
      'payeeRight',
      choice([option('yes', 'claim.payee-yes'), option('no', 'claim.payee-no')]),
      {
        text: 'claim.payee-check',
        retry: 'retry.options',
        exhausted: 'drop-name',
        skip: 'drop-name',
      },
    ),
    'is-right': branch([when('payeeRight', { equals: 'yes' }, 'take')], 'blot-wrong'),
    'blot-wrong': request('forget-payee', payee, DONE, { next: 'payee-name' }),
    'drop-name': request('forget-payee', payee, DONE),
    'dropped-name': set('payeeName', null),
    'drop-bank': set('payeeBank', null),
    'drop-account': set('payeeAccount', null, { next: 'later' }),

    take: request('claim-reward', claimed, CLAIM_TAKEN),
    'forget-name': set('payeeName', null),
    'forget-bank': set('payeeBank', null),
    'forget-account': set('payeeAccount', null),
    taken: branch(
      [
        when('claimRefusal', { equals: 'none' }, 'done'),
        when('claimRefusal', { equals: 'over' }, 'over'),
        when('claimRefusal', { equals: 'already' }, 'already'),
        when('claimRefusal', { equals: 'officer' }, 'officer'),
        when('claimRefusal', { equals: 'payee-name' }, 'not-the-name'),
        when('claimRefusal', { equals: 'payee-missing' }, 'not-whole'),
      ],
      'changed',
    ),
    done: branch(
      [
        when('claimWay', { equals: 'counter' }, 'at-counter'),
        when('claimWay', { equals: 'proxy' }, 'by-proxy'),
        when('claimWay', { equals: 'transfer' }, 'by-transfer'),
      ],
      'has-waived',
    ),
    'at-counter': end('claimed', 'claim.at-counter'),
    'by-proxy': end('claimed', 'claim.by-proxy'),
    'by-transfer': end('claimed', 'claim.by-transfer'),
    'has-waived': end('waived', 'claim.has-waived'),
    over: end('lapsed', 'claim.over'),
    already: end('claimed', 'claim.already'),
    officer: end('refused', 'claim.officer'),
    'not-the-name': say('claim.not-the-name', { next: 'way' }),
    'not-whole': say('claim.not-whole', { next: 'way' }),
    changed: end('changed', 'claim.changed'),
    later: branch([when('rewardUntil', { missing: true }, 'later-open')], 'later-until'),
    'later-open': end('later', 'claim.later'),
    'later-until': end('later', 'claim.later-until'),
    unclear: end('unclear', 'claim.unclear'),
    cancelled: request('forget-payee', payee, DONE),
    'cancelled-name': set('payeeName', null),
    'cancelled-bank': set('payeeBank', null),
    'cancelled-account': set('payeeAccount', null),
    stopped: end('cancelled', 'after.cancelled'),
    expired: request('forget-payee', payee, DONE),
    'expired-name': set('payeeName', null),
    'expired-bank': set('payeeBank', null),
    'expired-account': set('payeeAccount', null),
    gone: end('expired'),
  },
)
