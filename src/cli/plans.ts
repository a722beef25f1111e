import { readFileSync } from 'node:fs'
import { due, type Limit } from '#core/due.ts'
import { checkData } from '#packs/check.ts'
import { loadPacks, type Packs } from '#packs/load.ts'
import { routeText } from '#service/route-text.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
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
export function planCommand(options: { readonly area: string; readonly json?: true }): Exit {
  const packs = packsOf()
  const pack = packs?.areas.get(options.area)
  if (!packs) return exit.usage
  if (!pack) return noArea(packs, options.area)
  const { plan } = pack
  if (options.json) printJson(plan)
  else {
    print(`${plan.document.title}（${plan.document.number}，${plan.document.issuedOn}）`)
    for (const clause of plan.clauses)
      print(`${clause.clause}  ${clause.heading}  [${clause.allocation}]  ${clause.asWritten}`)
  }
  return exit.done
}

/** `yijian route`: which department, by which clause, for one text or for a file of them. */
export function routeCommand(options: {
  readonly area: string
  readonly text?: string
  readonly file?: string
  readonly json?: true
}): Exit {
  const packs = packsOf()
  if (!packs) return exit.usage
  if (!packs.areas.has(options.area)) return noArea(packs, options.area)
  const lines = linesOf(options)
  if (!lines) {
    complain('give --text TEXT, or --file FILE with a line {"id","text","area"?} for each text')
    return exit.usage
  }
  const understanding = createUnderstanding(packs)
  for (const { id, text, area } of lines) {
    const at = area && packs.areas.has(area) ? area : options.area
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

interface Line {
  readonly id: string
  readonly text: string
  readonly area?: string
}

function linesOf(options: {
  readonly text?: string
  readonly file?: string
}): readonly Line[] | undefined {
  if (options.text !== undefined) return [{ id: '1', text: options.text }]
  if (options.file === undefined) return undefined
  return readFileSync(options.file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, n) => {
      const { id, text, area } = JSON.parse(line) as Partial<Line>
      return { id: id ?? String(n + 1), text: text ?? '', ...(area ? { area } : {}) }
    })
}

/** `yijian deadline`: a due day, counted as the desk counts it. */
export function deadlineCommand(options: {
  readonly from: string
  readonly limit: string
  readonly json?: true
}): Exit {
  const packs = packsOf()
  if (!packs) return exit.usage
  const parts = /^(\d{1,3})(wd|nd)$/i.exec(options.limit)
  if (!parts || !/^\d{4}-\d{2}-\d{2}$/.test(options.from)) {
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

function packsOf(): Packs | undefined {
  const settings = settingsOf(process.env)
  return settings && loadPacks(settings.config.dataDir)
}

function noArea(packs: Packs, area: string): Exit {
  complain(`没有 ${area} 这个辖区。可选：${[...packs.areas.keys()].join('、')}`)
  return exit.usage
}
