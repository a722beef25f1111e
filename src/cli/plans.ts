import { z } from 'zod'
import { due, type Limit } from '#core/due.ts'
import { planCounts } from '#core/plan-counts.ts'
import { checkData } from '#packs/check.ts'
import type { Packs } from '#packs/load.ts'
import { routeText } from '#service/route-text.ts'
import { decodeModel, type Model } from '#understanding/model.ts'
import { readModel } from '#packs/model-file.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { readGiven } from './given-file.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { packsHere } from './packs-here.ts'
import { settingsOf } from './setup.ts'

/** `yijian check-data`: every fault in `data/`, with its cure. */
export function checkDataCommand(options: { readonly json?: true }): Exit {
  const settings = settingsOf(process.env)
  if (!settings) return exit.usage
  const { problems } = checkData(settings.config.dataDir)
  if (options.json) printJson({ problems })
  else if (problems.length === 0) print('data: no problems')
  else for (const problem of problems) complain(problem)
  return problems.length === 0 ? exit.done : exit.refused
}

/** `yijian plan`: a plan as we read it. */
export async function planCommand(options: {
  readonly area?: string
  readonly diff?: readonly string[]
  readonly moved?: true
  readonly with?: string
  readonly gaps?: true
  readonly year?: string
  readonly json?: true
}): Promise<Exit> {
  if (options.diff) {
    const { diffPlans } = await import('./plan-diff.ts')
    return await diffPlans(options.diff, options)
  }
  if (options.moved || options.with !== undefined) {
    const { movedCommand } = await import('./plan-moved.ts')
    return await movedCommand(options)
  }
  if (options.gaps) {
    const here = settingsOf(process.env)
    const { gapsCommand } = await import('./plan-gaps.ts')
    return here ? await gapsCommand(here, options) : exit.usage
  }
  const packs = await packsOf()
  if (!packs) return exit.usage
  const pack = packs.areas.get(options.area ?? '')
  if (!pack) return noArea(packs, options.area ?? '（没有写 --area）')
  const { plan } = pack
  if (options.json) printJson({ ...plan, counts: planCounts(plan) })
  else {
    print(`${plan.document.title}（${plan.document.number}，${plan.document.issuedOn}）`)
    for (const clause of plan.clauses)
      print(`${clause.clause}  ${clause.heading}  [${clause.allocation}]  ${clause.asWritten}`)
  }
  return exit.done
}

/** `yijian route`: which department, by which clause, for one text or for a file of them. */
export async function routeCommand(options: {
  readonly area: string
  readonly text?: string
  readonly file?: string
  readonly json?: true
}): Promise<Exit> {
  const packs = await packsOf()
  if (!packs) return exit.usage
  if (!packs.areas.has(options.area)) return noArea(packs, options.area)
  const lines = linesOf(packs, options)
  if (!lines) return exit.usage
  const understanding = createUnderstanding({ ...packs, model: modelHere() })
  for (const { id, text, area } of lines) {
    const at = area ?? options.area
    const routed = routeText({ packs, understanding, precedents: [] }, at, text)
    if (options.json) printJson({ id, ...routed })
    else print(inWords(packs, at, routed))
  }
  return exit.done
}

function inWords(packs: Packs, area: string, routed: ReturnType<typeof routeText>): string {
  const [main] = routed.matters
  const plan = packs.areas.get(area)?.plan
  const nameOf = (id: string): string =>
    plan?.departments.find((department) => department.id === id)?.name ?? id
  if (routed.handOver) return `${routed.handOver.to}：${routed.handOver.why}`
  if (!main) return '没有看出要反映的事'
  const offence = packs.offences.get(main.offences[0]?.code ?? '')?.zh ?? '待分类'
  const lead = main.open ? '由综合监管协调岗分办' : `牵头：${main.lead.map(nameOf).join('、')}`
  const clause = main.clauses.map((one) => one.clause).join('、')
  return `${offence}；${lead}${clause ? `；依据 ${clause}` : ''}`
}

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).optional(),
  text: z.string(),
  area: z
    .string()
    .nullish()
    .transform((area) => area ?? undefined),
})

interface Line {
  readonly id: string | number
  readonly text: string
  readonly area?: string | undefined
}

/** The texts asked about, or undefined after what is wrong with the first bad line was said. */
function linesOf(
  packs: Packs,
  options: { readonly text?: string; readonly file?: string },
): readonly Line[] | undefined {
  if (options.text !== undefined) return [{ id: '1', text: options.text }]
  if (options.file === undefined) {
    complain('give --text TEXT, or --file FILE with a line {"id","text","area"?} for each text')
    return undefined
  }
  const bytes = readGiven(options.file)
  if (!bytes) return undefined
  const lines: Line[] = []
  for (const [n, line] of Buffer.from(bytes).toString().split('\n').entries()) {
    if (line.trim() === '') continue
    const read = lineSchema.safeParse(parsed(line))
    if (!read.success || (read.data.area && !packs.areas.has(read.data.area))) {
      complain(`第 ${n + 1} 行：要像 {"id":"1","text":"…","area":"500153"}，area 可以不写`)
      return undefined
    }
    lines.push({ ...read.data, id: read.data.id ?? String(lines.length + 1) })
  }
  return lines
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** `yijian deadline`: a due day, counted as the desk counts it. */
export async function deadlineCommand(options: {
  readonly from: string
  readonly limit: string
  readonly json?: true
}): Promise<Exit> {
  const packs = await packsOf()
  if (!packs) return exit.usage
  const parts = /^(\d{1,3})(wd|nd)$/i.exec(options.limit)
  if (!parts || !isDay(options.from)) {
    complain('give --from YYYY-MM-DD and --limit 7wd (working days) or 15nd (natural days)')
    return exit.usage
  }
  const limit: Limit = {
    id: options.limit,
    step: 'conclude',
    amount: Number(parts[1]),
    unit: parts[2]?.toLowerCase() === 'wd' ? 'WD' : 'ND',
    source: 'command line',
    confidence: 'S',
  }
  const { on, provisional } = due(options.from, limit, packs.calendar)
  if (options.json) printJson({ from: options.from, limit: options.limit, on, provisional })
  else print(provisional ? `${on}（暂定：当年放假安排尚未公布）` : on)
  return exit.done
}

/** A day of the calendar: 30 February is none. */
const isDay = (text: string): boolean => z.iso.date().safeParse(text).success

/** As the service routes now. */
async function packsOf(): Promise<Packs | undefined> {
  const settings = settingsOf(process.env)
  return settings && (await packsHere(settings))
}

const modelHere = (): Model => {
  const settings = settingsOf(process.env)
  return decodeModel(readModel(settings?.config.dataDir ?? 'data'))
}

function noArea(packs: Packs, area: string): Exit {
  complain(`没有 ${area} 这个辖区。可选：${[...packs.areas.keys()].join('、')}`)
  return exit.usage
}
