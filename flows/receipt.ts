import { builder } from '#conversation/builder.ts'
import { BEGUN, CLASSIFIED, FILED, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, when, branch, set, end } = builder<Fields, Words>()

/** What is certain after filing: number, department and why, what comes next, how to ask. */
export const receipt = flow(
  {
    id: 'receipt',
    version: 1,
    onCancel: 'done',
    onExpire: 'done',
    wait: patience,
    needs: { ...BEGUN, ...FILED, receiver: CLASSIFIED.receiver },
  },
  {
    urgent: branch([when('urgentNumber', { missing: true }, 'number')], 'added'),
    added: say('report.added', { next: 'several' }),
    number: say('report.filed'),
    several: branch([when('several', { equals: 'yes' }, 'say-several')], 'assigned'),
    'say-several': say('report.several'),
    assigned: branch(
      [
        when('assigned', { equals: 'lead' }, 'by-what'),
        when('assigned', { equals: 'open' }, 'open'),
        when('assigned', { equals: 'by-function' }, 'by-function'),
        when('assigned', { equals: 'receiver' }, 'to-receiver'),
      ],
      'intake',
    ),
    'by-what': branch([when('clause', { missing: true }, 'precedent')], 'lead'),
    lead: say('report.lead', { next: 'others' }),
    precedent: say('report.precedent', { next: 'others' }),
    open: say('report.open', { next: 'others' }),
    'by-function': say('report.by-function', { next: 'others' }),
    'to-receiver': say('report.to-receiver', { next: 'others' }),
    intake: say('report.intake'),
    others: branch([when('othersBy', { missing: true }, 'reply')], 'others-by'),
    'others-by': say('report.others-by'),
    reply: branch(
      [
        when('replyBasis', { equals: 'law' }, 'reply-law'),
        when('replyBasis', { equals: 'practice' }, 'reply-practice'),
      ],
      'reply-open',
    ),
    'reply-law': say('report.reply-law', { next: 'secret' }),
    'reply-practice': say('report.reply-practice', { next: 'secret' }),
    'reply-open': say('report.reply'),
    secret: branch([when('passcode', { missing: true }, 'demo')], 'receipt'),
    receipt: say('report.receipt'),
    'forget-passcode': set('passcode', null),
    claim: branch([when('claimSecret', { missing: true }, 'demo')], 'claim-secret'),
    'claim-secret': say('report.claim-secret'),
    'forget-claim': set('claimSecret', null),
    demo: branch([when('demo', { equals: 'yes' }, 'banner')], 'done'),
    banner: say('demo.banner'),
    done: end('told'),
  },
)
