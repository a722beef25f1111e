import type { Case } from '#core/case.ts'
import type { Command, CommandOf } from '#core/command.ts'
import { cooperationIn, type CooperationKind } from '#core/cooperation.ts'
import type { AnnexAnswer, CheckedElement, ElementAnswer } from '#core/crime.ts'
import { isElsewhereType, type ElsewhereType } from '#core/deed-groups.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { World } from './world.ts'

/** Deeds that send something elsewhere: what the law and the plan say of it is looked up here. */
export type ElsewhereDeed =
  | {
      readonly type: 'propose-transfer'
      readonly task: string
      /** Of `crimes.json`. */
      readonly criterion: string
      readonly elements: readonly { readonly id: string; readonly answer: ElementAnswer }[]
      readonly annexes: readonly {
        readonly annex: string
        readonly material: string
        readonly missing: string
      }[]
      readonly team: readonly string[]
      readonly organ: string
      readonly text: string
    }
  | CommandOf<'decide-transfer' | 'follow-transfer' | 'follow-mediation'>
  | Omit<CommandOf<'offer-mediation'>, 'clause'>
  | Omit<CommandOf<'clear-accused'>, 'clause'>
  | Omit<CommandOf<'hand-ethics'>, 'clause'>

/** Tells these deeds from the rest. */
export const isElsewhere = <D extends { readonly type: string }>(
  deed: D,
): deed is Extract<D, { readonly type: ElsewhereType }> => isElsewhereType(deed.type)

/** The deed in the core's words. */
export function elsewhereCommand(world: World, about: Case, deed: ElsewhereDeed): Result<Command> {
  switch (deed.type) {
    case 'propose-transfer':
      return proposal(world, deed)
    case 'decide-transfer':
    case 'follow-transfer':
    case 'follow-mediation':
      return ok(deed)
    case 'offer-mediation':
      return ok({
        ...deed,
        ...clauseOf(world, about, deed.body === 'people' ? 'mediation' : 'industry-body'),
      })
    case 'hand-ethics':
      return ok({ ...deed, ...clauseOf(world, about, 'ethics') })
    case 'clear-accused': {
      const { clause } = clauseOf(world, about, 'clearing')
      return clause === undefined ? refuse('clearing-not-in-plan') : ok({ ...deed, clause })
    }
  }
}

function clauseOf(
  { packs }: World,
  { area }: Case,
  kind: CooperationKind,
): { readonly clause?: string } {
  const found = cooperationIn(packs.cooperation, area, kind)
  return found ? { clause: found.clause } : {}
}

/** The law in its own words, with the officer's answers; what is unsure is never put to anybody. */
function proposal(
  { packs }: World,
  deed: Extract<ElsewhereDeed, { readonly type: 'propose-transfer' }>,
): Result<Command> {
  const { crimes } = packs
  const criterion = crimes?.criteria.find(
    ({ id, confidence }) => id === deed.criterion && confidence !== 'U',
  )
  if (!crimes || !criterion) return refuse('crime-criterion-missing')
  const elements: CheckedElement[] = criterion.elements.map((element) => ({
    ...element,
    answer: deed.elements.find(({ id }) => id === element.id)?.answer ?? 'unsure',
  }))
  const annexes: AnnexAnswer[] = crimes.annexes
    .filter(({ confidence }) => confidence !== 'U')
    .map(({ id, name }) => {
      const given = deed.annexes.find(({ annex }) => annex === id)
      const { material = '', missing = '' } = given ?? {}
      return { annex: id, name, material: material.trim(), missing: missing.trim() }
    })
  const { task, team, organ, text } = deed
  const { crime, article } = criterion
  return ok({
    type: 'propose-transfer',
    task,
    criterion: criterion.id,
    crime,
    article,
    elements,
    annexes,
    team,
    organ,
    text,
  })
}
