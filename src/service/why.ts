import { may, type Officer } from '#core/access.ts'
import type { Explanation, Matter } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Precedent } from '#core/route.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { precedentsWithReasons, type OpenReason } from './precedents.ts'

/** Why a matter is where it is, in full: for officers, who may have to answer for it. */
export interface Why {
  /** What routing said when it decided, whatever has been ruled since. */
  readonly routed: Explanation
  /**
   * What the intake office has ruled on the same offence, newest first; the first one is followed. Its reasons repeat
   * other reporters' words, so only those who give matters out read them.
   */
  readonly precedents: readonly Precedent[]
}

/** By matter, what its first page keeps for whoever asks later. */
export async function whyOf(
  tx: Tx,
  { case: about, events }: Pick<OpenCase, 'case' | 'events'>,
  officer: Officer,
  openReason: OpenReason,
): Promise<Readonly<Record<string, Why>>> {
  const why: Record<string, Why> = {}
  for (const matter of about.matters) {
    const routed = routedAs(matter, events)
    const asked = { area: about.area, offence: matter.offence }
    const rulings =
      matter.stream === 'accusation' ? [] : await precedentsWithReasons(tx, asked, openReason)
    const others = rulings.filter(({ number }) => number !== about.number)
    const readsReasons = may(officer, 'see-gaps').ok
    why[matter.id] = {
      routed,
      precedents: readsReasons ? others : others.map((one) => ({ ...one, reason: '' })),
    }
  }
  return why
}

const afterwards: ReadonlySet<Explanation['key']> = new Set([
  'ruling',
  'returned',
  're-examination',
])

/** The last word of routing: what officers and reporter did afterwards explains itself. */
function routedAs(matter: Matter, events: readonly CaseEvent[]): Explanation {
  const said = events.flatMap((event) =>
    event.type === 'assigned' &&
    event.matter === matter.id &&
    !afterwards.has(event.explanation.key)
      ? [event.explanation]
      : [],
  )
  return said.at(-1) ?? matter.explanation
}
