import type { TellDepartment } from '#conversation/department.ts'
import type { Guard } from './departments/guarded-post.ts'
import { tellByMail, type MailWay } from './departments/mail.ts'
import { createReachable } from './departments/reachable.ts'
import { tellRobot } from './departments/robots.ts'
import { tellWebhook } from './departments/webhook.ts'

interface DepartmentsConfig {
  /** Networks of the operator's own that may be called, as `10.1.0.0/16`; no other inner address is. */
  readonly ownNets: readonly string[]
  readonly mail?: MailWay
  readonly now: () => number
  readonly timeoutMs?: number
  /** In place of the machine's own way to look up names. */
  readonly resolve?: Guard['resolve']
}

/** The receiver has so long: whoever works on a notice does it after answering. */
const patience = 15_000

/** Group robots, mail and machines: everything that tells a department outside that something waits at the desk. */
export function createDepartments(config: DepartmentsConfig): TellDepartment {
  const { ownNets, mail, now, timeoutMs = patience, resolve } = config
  const guard = { ...createReachable(ownNets), timeoutMs, ...(resolve ? { resolve } : {}) }
  return async (target, notice) => {
    switch (target.kind) {
      case 'wecom':
      case 'dingtalk':
      case 'feishu':
        return await tellRobot(target, notice, { guard, now })
      case 'mail':
        return await tellByMail(target.address, notice, mail)
      case 'webhook':
        return await tellWebhook(target, notice, { guard, now })
    }
  }
}
