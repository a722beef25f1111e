import type { Reward, RewardEvent } from './reward.ts'

type EventOf<T extends RewardEvent['type']> = Extract<RewardEvent, { readonly type: T }>

/** The reward after one more entry of its history. */
export function evolveReward(about: Reward | undefined, event: RewardEvent): Reward {
  if (event.type === 'proposed') return proposed(about, event)
  if (!about) throw new Error(`a reward cannot begin with ${event.type}`)
  const version = about.version + 1
  return { ...cleared(about, event), ...changed(about, event), version, changedAt: event.at }
}

export function foldReward(events: readonly RewardEvent[]): Reward {
  const [first, ...rest] = events
  if (!first) throw new Error('a reward has at least one entry')
  return rest.reduce<Reward>(evolveReward, evolveReward(undefined, first))
}

/** A proposal anew keeps what was paid and every notice that was given; the rest begins again. */
function proposed(before: Reward | undefined, event: EventOf<'proposed'>): Reward {
  const { area, proposal, by, at } = event
  return {
    ...proposal,
    area,
    department: proposal.scheme.department,
    state: 'proposed',
    proposedBy: by,
    approvals: [],
    notices: before?.notices ?? [],
    confirmedBy: [],
    paid: before?.paid ?? 0,
    recover: before?.recover ?? 0,
    recovered: before?.recovered ?? 0,
    version: (before?.version ?? 0) + 1,
    changedAt: at,
  }
}

function changed(about: Reward, event: Exclude<RewardEvent, EventOf<'proposed'>>): Partial<Reward> {
  switch (event.type) {
    case 'checked':
      return { state: 'checked', checkedBy: event.by }
    case 'sent-back':
      return { state: 'sent-back' }
    case 'approved':
      return approved(about, { approvals: [...about.approvals, event.by] })
    case 'finance-approved':
      return approved(about, { financeBy: event.by })
    case 'notified':
      return {
        state: 'notified',
        notices: [...about.notices, { number: event.number, at: event.at }],
      }
    case 'delivered':
      return { due: event.due }
    case 'claimed':
      return { state: 'claimed', claim: event.claim, confirmedBy: [] }
    case 'turned-away':
      return { state: 'notified', confirmedBy: [] }
    case 'confirmed':
      return { confirmedBy: [...about.confirmedBy, event.by] }
    case 'namesake-checked':
      return { namesake: { by: event.by, isOfficer: event.isOfficer } }
    case 'paid':
      return { state: 'paid', paid: about.paid + event.sum }
    case 'waived':
      return { state: 'waived' }
    case 'lapsed':
      return { state: 'lapsed' }
    case 'reopened':
      return { state: 'reopened', before: about.state }
    case 'upheld':
      return upheld(about)
    case 'revoked':
      return { state: 'revoked', recover: event.recover }
    case 'recovered':
      return { recovered: about.recovered + event.sum }
  }
}

/** Approved when everybody who has to has. */
function approved(
  about: Reward,
  by: Pick<Reward, 'approvals'> | Pick<Reward, 'financeBy'>,
): Partial<Reward> {
  const { approvals, financeBy, needs } = { ...about, ...by }
  const isDone = approvals.length > 0 && (!needs.finance || financeBy !== undefined)
  return { ...by, ...(isDone ? { state: 'approved' } : {}) }
}

/** What had ended stays as it ended; what was under way is told anew, with a period of its own. */
function upheld({ before }: Reward): Partial<Reward> {
  const isOver = before === 'paid' || before === 'waived' || before === 'lapsed'
  return isOver ? { state: before } : { state: 'approved', confirmedBy: [] }
}

/** A new notice has no day yet and nobody's claim. */
function cleared(about: Reward, { type }: RewardEvent): Reward {
  const { due, claim, before, namesake: _checked, ...rest } = about
  const [kept, ended] = [due ? { due } : {}, before ? { before } : {}]
  if (type === 'notified') return { ...rest, ...ended }
  if (type === 'turned-away') return { ...rest, ...kept, ...ended }
  if (type === 'upheld') return { ...rest, ...kept, ...(claim ? { claim } : {}) }
  return about
}
