import { builder } from '#conversation/builder.ts'
import { BEGUN, type Fields, type Words } from './fields.ts'
import { patience } from './patience.ts'

const { flow, end } = builder<Fields, Words>()

/** What can be said at any time. */
export const help = flow(
  {
    id: 'help',
    version: 1,
    onCancel: 'text',
    onExpire: 'expired',
    wait: patience,
    needs: { phone: BEGUN.phone },
  },
  {
    text: end('told', 'help.text'),
    expired: end('expired'),
  },
)
