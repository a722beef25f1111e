import { builder, text, textOf } from '#conversation/builder.ts'
import { STORY_MAX, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, ask, when, branch, set, end } = builder<Fields, Words>()

/** One kind message with where to go. Whoever insists is believed; whoever tells another thing is heard. */
export const notOurs = flow(
  {
    id: 'not-ours',
    version: 1,
    onCancel: 'done',
    onExpire: 'done',
    wait: patience,
    tries: 2,
    retry: 'retry.text',
    exhausted: 'bye',
    needs: { handOverTo: text(30), handOverWhy: text(80) },
  },
  {
    whose: branch([when('handOverTo', { missing: true }, 'nobody')], 'to'),
    to: say('not-ours.to', { next: 'more' }),
    nobody: say('not-ours.nobody'),
    more: ask('what', textOf(2, STORY_MAX, { voice: true }), {
      text: 'not-ours.more',
      shortcuts: [
        { words: 'not-ours.insist', next: 'insists' },
        { words: 'not-ours.thanks', next: 'bye' },
      ],
      skip: 'bye',
      back: false,
    }),
    told: set('then', 'told', { next: 'over' }),
    insists: set('then', 'report', { next: 'over' }),
    bye: say('not-ours.bye'),
    done: set('then', 'done'),
    over: end('told'),
  },
)
