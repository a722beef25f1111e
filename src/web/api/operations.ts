import { auditOperations } from './audit.ts'
import { caseOperations } from './cases.ts'
import { channelOperations } from './channels.ts'
import { commandOperations } from './commands.ts'
import { figureOperations } from './figures.ts'
import { holderOperations } from './holder.ts'
import { keepingOperations } from './keeping.ts'
import type { Operation } from './operation.ts'
import { paperOperations } from './papers.ts'
import { peopleOperations } from './people.ts'
import { planOperations } from './plan.ts'
import { reminderOperations } from './reminders.ts'
import { searchOperations } from './search.ts'

/** All that a program can ask, in the order of the reference. */
export const operations: readonly Operation[] = [
  ...caseOperations,
  ...commandOperations,
  ...holderOperations,
  ...paperOperations,
  ...keepingOperations,
  ...searchOperations,
  ...reminderOperations,
  ...figureOperations,
  ...planOperations,
  ...peopleOperations,
  ...channelOperations,
  ...auditOperations,
]
