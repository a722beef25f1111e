import type { Instant } from '#core/case.ts'
import { reckon, type Moment } from '#core/clock-jump.ts'
import type { World } from './world.ts'

/** The clock of one process: it never goes back, and knows when it was set. */
export interface ClockWatch {
  readonly now: () => Instant
  /**
   * The clock that people set, even where it goes back. What others hold against their own clock goes by it: who set it
   * right must not become a stranger to them until somebody confirms it.
   */
  readonly machine: () => Instant
  /** By how many milliseconds the machine's clock left our count; 0 where it did not. */
  readonly jump: () => number
  /** What a channel took from the machine's clock, as we count. */
  readonly heardAt: (at: Instant) => Instant
  /** This was the time when the house was open last. */
  readonly believe: (at: Instant) => void
  /** A person says that the machine's clock is right. */
  readonly confirm: () => Instant
  /** Confirmations and jumps that this process knows of. */
  readonly seen: { confirmed: number; told: number; kept: Instant }
}

export function createClockWatch(look: () => Moment): ClockWatch {
  let believed = look()
  const reckoned = () => {
    const now = reckon(believed, look())
    ;({ believed } = now)
    return now
  }
  return {
    now: () => reckoned().now,
    machine: () => look().at,
    jump: () => reckoned().jump,
    heardAt: (at) => {
      const { jump, now } = reckoned()
      return jump < 0 ? now : at
    },
    believe: (at) => {
      believed = { at, elapsed: look().elapsed }
    },
    confirm: () => {
      believed = look()
      return believed.at
    },
    seen: { confirmed: 0, told: 0, kept: 0 },
  }
}

/** What a clock elsewhere is held against: a signature's time, a code that changes with time. */
export const machineTime = ({ watch, clock }: Pick<World, 'watch' | 'clock'>): Instant =>
  watch?.machine() ?? clock()
