import type { EscalationStep } from '#core/escalation.ts'
import { keepReminders, type ReminderRow } from '#store/reminders.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

/** Keeps one reminder for each step, the latest as the one that is said: those before it were passed over. */
export async function keepSteps(
  world: World,
  tx: Tx,
  steps: readonly EscalationStep[],
  about: (step: EscalationStep) => Omit<ReminderRow, 'id' | 'step' | 'said' | 'at'>,
): Promise<void> {
  const rows = steps.map((step, n): ReminderRow => ({
    id: world.id(),
    ...about(step),
    step,
    said: n === steps.length - 1 ? 1 : 0,
    at: world.clock(),
  }))
  await keepReminders(tx, rows)
}
