import type { Officer } from '#core/access.ts'
import { discloseToOfficer, type CaseForOfficer } from '#core/disclosure.ts'
import type { Clause, Office } from '#core/plan.ts'
import { mayBeRuled } from '#core/progress.ts'
import type { ReviewRule } from '#core/review-rule.ts'
import { timesPassedOn } from '#core/decide-lead.ts'
import { letterOwed } from '#core/transfer.ts'
import { tellingWords } from '#core/telling-words.ts'
import { isAside } from '#store/blocks.ts'
import { isHeld } from '#store/holds.ts'
import type { Tx } from '#store/transaction.ts'
import { flocksFor } from './alike.ts'
import { asRead } from './as-read.ts'
import { joinedCases, type JoinedCase } from './joined-cases.ts'
import { reasonOpener, type OpenCase } from './case-file.ts'
import type { Deed } from './deed.ts'
import { caseDeedGround, caseDeeds, nextStep, type NextStep } from './desk-deeds.ts'
import { deskEvidence, type DeskEvidence } from './desk-evidence.ts'
import { history, seenBy, type DeskEvent } from './desk-history.ts'
import { deskTask, type DeskTask } from './desk-task.ts'
import { reviewRuleOf } from './review-setting.ts'
import { routedBy, type RoutedBy } from './routed-by.ts'
import type { Sealed } from './sealed.ts'
import { whyOf, type Why } from './why.ts'
import { areaPack, officesIn } from './world.ts'

/** The file as the case page shows it, from top to bottom. */
export interface DeskCase {
  readonly file: CaseForOfficer
  readonly areaName: string
  readonly planTitle: string
  readonly planNumber: string
  readonly planIssuedOn: string
  readonly offenceNames: Readonly<Record<string, string>>
  readonly departmentNames: Readonly<Record<string, string>>
  /** By matter: why it is where it is, in full. */
  readonly why: Readonly<Record<string, Why>>
  /** By matter: the clause its explanation cites, as the plan had it when the matter was routed. */
  readonly clauses: Readonly<Record<string, Clause>>
  /** Which version of the plan's reading the first matter was routed by. */
  readonly planVersion?: string
  readonly tasks: readonly DeskTask[]
  readonly evidence: readonly DeskEvidence[]
  readonly history: readonly DeskEvent[]
  /** Matters that the intake office may give out now. */
  readonly toRule: readonly string[]
  /** Deeds on the case as a whole. */
  readonly deeds: readonly Deed['type'][]
  /** The one next step for this officer, with its task or matter. */
  readonly next?: NextStep
  /** A supervisor keeps it from being erased. */
  readonly held: boolean
  /** How many words look as if they told who somebody is. */
  readonly telling: number
  /** Reports that say nearly the same, this one among them; for those who give reports out, where there are several. */
  readonly alike?: number
  /** It came from a blocked conversation and stands in no queue. */
  readonly aside: boolean
  /** Whether what the reader's own office tells reporters waits for a second officer. */
  readonly review?: ReviewRule
  /** What was told in the cases that are handled within this one. */
  readonly merged: readonly JoinedCase[]
  /** By matter: how often it was given back or taken over. */
  readonly passedOn: Readonly<Record<string, number>>
  /** Parts that ended by handing over, and have no letter yet. */
  readonly lettersOwed: readonly NonNullable<ReturnType<typeof letterOwed>>[]
  /** For a ruling. */
  readonly offices: readonly Office[]
}

export async function deskCase(
  world: Sealed,
  tx: Tx,
  given: OpenCase,
  officer: Officer,
): Promise<DeskCase> {
  const open = asRead(given)
  const about = open.case
  const file = discloseToOfficer(about, officer)
  if (!file) throw new Error('a case that is not visible has no page')
  const routed = await routedBy(world, tx, open)
  const why = await whyOf(tx, open, officer, reasonOpener(world))
  const [first] = about.matters.flatMap(({ id }) => routed.get(id) ?? [])
  const now = areaPack(world, about.area).plan
  const plan = first?.pack?.plan ?? now
  const offices = await officesIn(world, tx, about.area)
  const ground = await caseDeedGround(world, tx, about, officer)
  const deeds = caseDeeds(about, officer, ground)
  const review = await reviewRuleOf(world, tx, { area: about.area, office: officer.office })
  const tasks = about.tasks.map((task) => deskTask(world, about, { task, officer, offices }))
  return {
    file,
    areaName: plan.area.name,
    planTitle: plan.document.title,
    planNumber: plan.document.number,
    planIssuedOn: plan.document.issuedOn,
    offenceNames: Object.fromEntries(
      [...world.packs.offences.values()].map(({ code, zh }) => [code, zh]),
    ),
    departmentNames: Object.fromEntries(
      [...now.departments, ...plan.departments].map(({ id, name }) => [id, name]),
    ),
    why,
    clauses: clausesCited(why, routed),
    ...(first?.label ? { planVersion: first.label } : {}),
    tasks,
    evidence: await deskEvidence(tx, open.id),
    history: await history(tx, seenBy(officer, open), offices),
    toRule: about.matters.filter((matter) => mayBeRuled(about, matter)).map(({ id }) => id),
    deeds,
    ...nextStep(about, tasks, { deeds }),
    held: await isHeld(tx, open.id),
    telling: tellingWords(about).length,
    ...(await alikeTo(tx, open, officer)),
    aside: await isAside(tx, open.id),
    merged: await joinedCases(world, tx, officer, about.number),
    passedOn: Object.fromEntries(
      about.matters.map(({ id }) => [id, timesPassedOn(open.events, about, id)]),
    ),
    lettersOwed: about.tasks.flatMap(
      (task) => letterOwed(task, about.transfers ?? [], world.packs) ?? [],
    ),
    ...(tasks.some(({ mine }) => mine) ? { review } : {}),
    offices,
  }
}

async function alikeTo(
  tx: Tx,
  { id }: OpenCase,
  officer: Officer,
): Promise<Pick<DeskCase, 'alike'>> {
  const count = (await flocksFor(tx, officer, [id])).get(id)?.count ?? 1
  return count > 1 ? { alike: count } : {}
}

function clausesCited(
  why: DeskCase['why'],
  routed: ReadonlyMap<string, RoutedBy>,
): Readonly<Record<string, Clause>> {
  const cited = Object.entries(why).flatMap(([id, { routed: explanation }]) => {
    const clauses = routed.get(id)?.pack?.plan.clauses ?? []
    const clause = clauses.find((one) => one.clause === explanation.facts['clause'])
    return clause ? [[id, clause] as const] : []
  })
  return Object.fromEntries(cited)
}
