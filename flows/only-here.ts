import { builder } from '#conversation/builder.ts'
import { DONE, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, say, when, branch, request, end } = builder<Fields, Words>()

/** 只在这里: what was reported in this chat is told in no other any more, whoever opened it there. */
export const onlyHere = flow(
  {
    id: 'only-here',
    version: 1,
    onCancel: 'over',
    onExpire: 'over',
    wait: patience,
    needs: {},
  },
  {
    take: request('only-here', [], DONE),
    taken: branch([when('done', { equals: 'yes' }, 'done')], 'none'),
    done: say('only-here.done', { next: 'over' }),
    none: say('only-here.none'),
    over: end('told'),
  },
)
