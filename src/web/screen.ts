import type { AreaCode } from '#core/plan.ts'
import type { Action } from '#core/actions.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** A page that serves something a plan asks for. */
export interface Screen {
  /** What `national/systems.json` names it by. */
  readonly id: string
  readonly path: (area: AreaCode) => string
  readonly name: Bilingual
  /** What it is for, in a sentence. */
  readonly what: string
  /** The right it needs; `public` needs none. */
  readonly action: Action | 'public'
}
