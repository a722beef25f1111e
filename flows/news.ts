import { builder, textOf } from '#conversation/builder.ts'
import { BEGUN, DONE, type Fields, type Words } from './fields.ts'
import { AGAIN, NEWS } from './track-fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, call, request, set, end } = builder<Fields, Words>()

/** 查看: what the department said; what it asks is answered here. */
export const news = flow(
  {
    id: 'news',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'news.question-retry',
    exhausted: 'no-answer',
    needs: BEGUN,
  },
  {
    known: branch([when('number', { missing: true }, 'not-known')], 'open'),
    'not-known': set('number', null),
    open: request('news', ['number'], NEWS),
    'look-anew': set('found', null),
    kind: branch(
      [
        when('newsKind', { equals: 'question' }, 'question'),
        when('newsKind', { equals: 'accepted' }, 'accepted'),
        when('newsKind', { equals: 'declined' }, 'declined'),
        when('newsKind', { equals: 'referred' }, 'referred'),
        when('newsKind', { equals: 'acknowledged' }, 'acknowledged'),
        when('newsKind', { equals: 'penalty' }, 'penalty'),
        when('newsKind', { equals: 'again-granted' }, 'again-granted'),
        when('newsKind', { equals: 'again-refused' }, 'again-refused'),
        when('newsKind', { equals: 'paused' }, 'paused'),
        when('newsKind', { equals: 'extended' }, 'extended'),
        when('newsKind', { equals: 'concluded' }, 'concluded'),
        when('newsKind', { equals: 'rating' }, 'rating'),
        when('newsKind', { equals: 'other' }, 'other'),
        when('newsKind', { equals: 'no-report' }, 'no-report'),
      ],
      'nothing',
    ),
    nothing: end('nothing', 'news.none'),
    'no-report': end('no-report', 'news.no-report'),
    accepted: branch([when('dueOn', { missing: true }, 'accepted-open')], 'accepted-due'),
    'accepted-due': say('news.accepted-due', { next: 'more' }),
    'accepted-open': say('news.accepted', { next: 'more' }),
    declined: say('news.declined', { next: 'more' }),
    referred: say('news.referred', { next: 'more' }),
    acknowledged: say('news.acknowledged', { next: 'more' }),
    penalty: say('news.penalty', { next: 'more' }),
    'again-granted': say('news.again-granted', { next: 'more' }),
    'again-refused': say('news.again-refused', { next: 'more' }),
    paused: branch(
      [
        when('pauseReason', { equals: 'appraisal' }, 'paused-appraisal'),
        when('pauseReason', { equals: 'supplement' }, 'paused-supplement'),
      ],
      'paused-otherwise',
    ),
    'paused-appraisal': say('news.paused-appraisal', { next: 'more' }),
    'paused-supplement': say('news.paused-supplement', { next: 'more' }),
    'paused-otherwise': say('news.paused', { next: 'more' }),
    extended: say('news.extended', { next: 'more' }),
    concluded: say('news.concluded', { next: 'more' }),
    rating: call('rate', { next: 'more' }),
    other: say('news.other', { next: 'more' }),
    question: ask('answer', textOf(1, 1000, { voice: true }), {
      text: 'news.question',
      shortcuts: [
        { words: 'news.answer-no', next: 'says-no' },
        { words: 'news.answer-unknown', next: 'says-unknown' },
      ],
      next: 'reply',
      skip: 'no-answer',
      back: false,
    }),
    // Said in words that elsewhere pass over a question: here they are the answer.
    'says-no': set('answer', '没有', { next: 'reply' }),
    'says-unknown': set('answer', '不知道'),
    reply: request('answer', ['number', 'question', 'answer'], DONE),
    replied: branch(
      [when('done', { equals: 'yes' }, 'answered'), when('done', { equals: 'later' }, 'later')],
      'not-needed',
    ),
    answered: say('news.answered', { next: 'more' }),
    'not-needed': say('news.not-needed', { next: 'more' }),
    later: say('after.later', { next: 'more' }),
    // The department need not wait for an answer that will not come.
    'no-answer': set('answer', null),
    decline: request('answer', ['number', 'question', 'answer'], DONE),
    unanswered: say('news.unanswered'),
    more: branch([when('more', { equals: 'yes' }, 'another')], 'over'),
    another: end('told', 'news.more'),
    over: end('told'),
    cancelled: end('cancelled', 'after.cancelled'),
    expired: end('expired'),
  },
)

/** 再查: the reporter says it goes on, or is not content with the outcome. */
export const again = flow(
  {
    id: 'again',
    version: 1,
    onCancel: 'cancelled',
    onExpire: 'expired',
    wait: patience,
    tries: 3,
    retry: 'retry.text',
    exhausted: 'ask',
    needs: BEGUN,
  },
  {
    // Just looked at: no need to ask which.
    looked: branch(
      [
        when('number', { missing: true }, 'which'),
        when('state', { missing: true }, 'which'),
        when('found', { missing: true }, 'which'),
        when('found', { equals: 'yes' }, 'possible'),
      ],
      'which',
    ),
    which: call('which'),
    found: branch(
      [
        when('found', { equals: 'yes' }, 'possible'),
        when('found', { equals: 'several' }, 'unclear'),
      ],
      'nothing',
    ),
    possible: branch(
      [when('state', { in: ['concluded', 'declined', 'closed'] }, 'reason')],
      'not-now',
    ),
    reason: ask('againReason', textOf(1, 1000, { voice: true }), {
      text: 'again.reason',
      skip: 'ask',
      back: false,
    }),
    ask: request('re-examine', ['number', 'againReason'], AGAIN),
    asked: branch(
      [when('done', { equals: 'yes' }, 'to'), when('done', { equals: 'later' }, 'later')],
      'not-now',
    ),
    to: branch([when('againTo', { equals: 'intake' }, 'done-intake')], 'done'),
    done: say('again.done', { next: 'over' }),
    'done-intake': say('again.done-intake', { next: 'over' }),
    over: end('asked'),
    'not-now': end('closed', 'again.closed'),
    later: end('later', 'after.later'),
    nothing: end('no-report', 'after.no-report'),
    unclear: end('unclear', 'after.unclear'),
    cancelled: end('cancelled', 'after.cancelled'),
    expired: end('expired'),
  },
)
