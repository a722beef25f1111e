import { builder } from '#conversation/builder.ts'
import { BEGUN, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, when, branch, handOver, end } = builder<Fields, Words>()

/** A person of the intake office takes over. Where nobody is there, nobody is promised. */
export const human = flow(
  {
    id: 'human',
    version: 1,
    onCancel: 'over',
    onExpire: 'expired',
    wait: patience,
    needs: { demo: BEGUN.demo, phone: BEGUN.phone },
  },
  {
    there: branch([when('demo', { equals: 'yes' }, 'nobody')], 'person'),
    person: handOver('asked', 'human.text'),
    nobody: end('nobody', 'human.nobody'),
    over: end('cancelled', 'human.over'),
    expired: end('expired'),
  },
)
