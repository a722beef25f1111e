import type { Officer } from '#core/access.ts'
import type { Case, Matter, Task } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { OtherReward, RewardContext } from '#core/reward-context.ts'
import { factsInOneSpelling } from '#core/decide-reward-proposal.ts'
import type { RewardScheme } from '#core/reward-scheme.ts'
import { decides } from '#core/transitions.ts'
import { rewardsOfCase, rewardsOnDecision, type RewardRow } from '#store/rewards.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import { rewardBase, type RewardBase } from './reward-base.ts'
import { decisionMark, openReward } from './reward-file.ts'
import type { Sealed } from './sealed.ts'

/** What an officer's office brought to an end in a matter. */
export interface RewardMatter {
  readonly matter: Matter
  readonly task: Extract<Task, { readonly state: 'concluded' }>
}

/** The matters that an office concluded itself. */
export function mattersOf({ matters, tasks }: Case, office: string): readonly RewardMatter[] {
  return matters.flatMap((matter) => {
    const task = tasks.findLast(
      (one) => one.matter === matter.id && one.office === office && decides(one.role),
    )
    return task?.state === 'concluded' ? [{ matter, task }] : []
  })
}

interface Asked {
  readonly by: RewardContext['by']
  readonly file: OpenCase
  readonly office: string
  readonly offence: string
  readonly scheme?: RewardScheme | undefined
  /** Number of the decision it rests on. */
  readonly decision: string
  /** The reward itself is none of the others. */
  readonly own?: string
  readonly payee?: RewardContext['payee']
}

/** All that a decision on a reward needs from outside. */
export async function rewardContext(world: Sealed, tx: Tx, asked: Asked): Promise<RewardContext> {
  const { by, file, scheme, payee } = asked
  const at = world.clock()
  const id = world.id()
  const base = await rewardBase(world, tx, file)
  return {
    at,
    today: dayOf(at),
    by,
    id: (n) => `${id}-${n}`,
    report: reportOf(file.case, base, asked),
    others: await othersThan(world, tx, asked),
    calendar: world.packs.calendar,
    ...(scheme ? { scheme } : {}),
    ...(payee ? { payee } : {}),
  }
}

function reportOf(
  about: Case,
  { about: base, within }: RewardBase,
  { office, offence, scheme }: Asked,
): RewardContext['report'] {
  const own = mattersOf(base, office).find(({ matter }) => matter.offence === offence)
  const matter = own?.matter ?? about.matters[0]
  const { outcome } = own?.task ?? {}
  const accused = [...about.matters, ...base.matters].find((one) => one.accused)?.accused
  return {
    area: about.area,
    department: own?.task.department ?? scheme?.department ?? '',
    offence,
    stream: matter?.stream ?? 'tip-off',
    receivedOn: dayOf(about.receivedAt),
    wantsReward: about.wantsReward,
    standing: about.standing,
    person: about.source === 'media' ? 'body' : 'natural',
    underReview: isUnderReview(about) || isUnderReview(base),
    suspected: about.suspicion !== undefined,
    ...(outcome ? { outcome } : {}),
    ...(accused ? { accused } : {}),
    ...(within === undefined ? {} : { within }),
  }
}

/** Somebody asked for a second look, and it is not over. */
const isUnderReview = ({ reExamination, state }: Case): boolean =>
  reExamination !== undefined && state !== 'concluded' && state !== 'closed'

/** Rewards for the same report, and for whatever report that rest on the same decision. */
async function othersThan(
  world: Sealed,
  tx: Tx,
  { by, file, decision, own }: Asked,
): Promise<readonly OtherReward[]> {
  const same = await rewardsOnDecision(tx, decisionMark(world, decision))
  const rows = new Map([...same, ...(await rewardsOfCase(tx, file.id))].map((row) => [row.id, row]))
  const others: OtherReward[] = []
  for (const row of rows.values()) {
    const other = row.id === own ? undefined : await otherOf(world, tx, { row, file, by })
    if (other) others.push(other)
  }
  return others
}

interface Compared {
  readonly row: RewardRow
  readonly file: OpenCase
  readonly by: Asked['by']
}

async function otherOf(
  world: Sealed,
  tx: Tx,
  { row, file, by }: Compared,
): Promise<OtherReward | undefined> {
  const opened = await openReward(world, tx, row)
  if (!opened) return undefined
  const { reward, file: other } = opened
  const isOther = other.id !== file.id
  return {
    report: reward.report,
    decision: reward.facts.decision.number,
    scheme: reward.scheme.id,
    state: reward.state,
    facts: factsInOneSpelling(reward.facts),
    sameReporter: isOther && (await isSamePerson(world, tx, { file, other, by })),
  }
}

/** As the vault knows by the pseudonyms: yes or no, on record. */
async function isSamePerson(
  world: Sealed,
  tx: Tx,
  { file, other, by }: Omit<Compared, 'row'> & { readonly other: OpenCase },
): Promise<boolean> {
  if (file.handle === other.handle) return true
  const officer = 'kind' in by ? by.kind : (by satisfies Officer).id
  const opening = { officer, reason: 'reward', area: file.case.area }
  return await world.vault.sameReporter(tx, [file.handle, other.handle], opening)
}
