import { may, type Officer } from '#core/access.ts'
import { dayOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { filledIn, unfilled } from '#core/unfilled.ts'
import type { Template, TemplateStep } from '#packs/templates.ts'
import type { Deed } from './deed.ts'
import type { DeskCase } from './desk-case.ts'
import type { DeskTask } from './desk-task.ts'
import { trace } from './trace.ts'
import type { World } from './world.ts'
import { yearDay } from './year-day.ts'

export { templateSteps, type Template, type TemplateStep } from '#packs/templates.ts'

/** Texts this officer may use for a step: of all departments, and of their own. */
export const templatesFor = (
  { templates }: World,
  { area, department }: Pick<Officer, 'area' | 'department'>,
  step: TemplateStep,
): readonly Template[] =>
  (templates?.list(area) ?? []).filter(
    (one) => one.step === step && (one.department === undefined || one.department === department),
  )

/** A text with what the case knows in it; never a word of the reporter. */
export function templateText(
  world: World,
  { text }: Template,
  { file, task }: { readonly file: DeskCase; readonly task: DeskTask | undefined },
): string {
  const matter = file.file.matters.find(({ id }) => id === task?.matter) ?? file.file.matters[0]
  return filledIn(text, {
    编号: file.file.number,
    事项: file.offenceNames[matter?.offence ?? ''] ?? '',
    单位: task?.officeName ?? '',
    期限: task ? yearDay(task.due.on, 'zh-cn') : '',
    今天: yearDay(dayOf(world.clock()), 'zh-cn'),
    电话: world.operator.read(file.file.area).telephone ?? '',
  })
}

const places: Readonly<Record<string, string>> = {
  text: '正文',
  reason: '理由',
  basis: '依据',
  penalty: '处罚决定书文号',
  noPenaltyReason: '没有处罚文号的原因',
  document: '凭什么材料',
  organ: '机关',
}

/** Nothing is sent with a {field} of a template still in it; says which, and where it stands. */
export function filledDeed(deed: Deed): Result<true> {
  for (const [name, value] of Object.entries(deed)) {
    const left = typeof value === 'string' ? unfilled(value) : []
    if (left.length > 0)
      return refuse('template-unfilled', { fields: left.join('、'), place: places[name] ?? name })
  }
  return ok(true)
}

/** Who keeps texts: whoever keeps the house, those of every department; a supervisor those of their own, the coordinating post's of all. */
export const mayKeep = (officer: Officer, template: Pick<Template, 'department'>): boolean =>
  may(officer, 'configure').ok ||
  (may(officer, 'supervise').ok &&
    (officer.department === 'intake' || template.department === officer.department))

interface Change {
  readonly area: string
  readonly template: Template
  readonly drop: boolean
}

/** Keeps, changes or takes away a text; on record. */
export async function changeTemplate(
  world: World,
  officer: Officer,
  { area, template, drop }: Change,
): Promise<Result<true>> {
  const { templates } = world
  if (!templates || !world.packs.areas.has(area)) return refuse('area-not-yours')
  if (officer.area !== '' && officer.area !== area) return refuse('area-not-yours')
  const before = templates.list(area).find(({ id }) => id === template.id)
  if (!mayKeep(officer, template) || (before && !mayKeep(officer, before)))
    return refuse('template-not-yours')
  const done = drop ? templates.drop(area, template.id) : templates.save(area, template)
  if (!done.ok) return done
  const action = drop ? 'template-dropped' : 'template-kept'
  await world.db.transaction(async (tx) => {
    await trace(world, tx, officer, { area, action, subject: template.id })
  })
  return done
}
