import type { Packs } from '#packs/load.ts'
import { readModel } from '#packs/model-file.ts'
import { routeText } from '#service/route-text.ts'
import { decodeModel } from '#understanding/model.ts'
import { createUnderstanding } from '#understanding/understand.ts'
import { readGiven } from './given-file.ts'
import { noArea } from './no-area.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { packsAtOnce, type PacksAtOnce } from './packs-at-once.ts'

/** `yijian route`: which department, by which clause, for one text or for a file of them. */
export async function routeCommand(options: {
  readonly area: string
  readonly text?: string
  readonly file?: string
  readonly json?: true
}): Promise<Exit> {
  const here = packsAtOnce(process.env) ?? (await packsBySettings())
  if (!here) return exit.usage
  const { packs, dataDir } = here
  if (!packs.areas.has(options.area)) return noArea(packs, options.area)
  const lines = linesOf(packs, options)
  if (!lines) return exit.usage
  const understanding = createUnderstanding({ ...packs, model: decodeModel(readModel(dataDir)) })
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
    const read = lineOf(parsed(line), String(lines.length + 1))
    if (!read || (read.area && !packs.areas.has(read.area))) {
      complain(`第 ${n + 1} 行：要像 {"id":"1","text":"…","area":"500153"}，area 可以不写`)
      return undefined
    }
    lines.push(read)
  }
  return lines
}

/** By hand: a schema library takes longer to load than the answer takes. */
function lineOf(given: unknown, number: string): Line | undefined {
  if (typeof given !== 'object' || given === null) return undefined
  const { id, text, area } = given as Readonly<Record<string, unknown>>
  const isNamed = id === undefined || typeof id === 'string' || typeof id === 'number'
  const isPlaced = area === undefined || area === null || typeof area === 'string'
  if (!isNamed || !isPlaced || typeof text !== 'string') return undefined
  return { id: id ?? number, text, ...(area ? { area } : {}) }
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** As the service routes now: what was published at the desk goes before the data folder. */
async function packsBySettings(): Promise<PacksAtOnce | undefined> {
  const { settingsOf } = await import('./setup.ts')
  const settings = settingsOf(process.env)
  if (!settings) return undefined
  const { packsHere } = await import('./packs-here.ts')
  return { packs: await packsHere(settings), dataDir: settings.config.dataDir }
}
