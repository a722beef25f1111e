import { z } from 'zod'
import { due, type Limit } from '#core/due.ts'
import { planCounts } from '#core/plan-counts.ts'
import { checkData } from '#packs/check.ts'
import type { Packs } from '#packs/load.ts'
import { sealData } from '#packs/seal-of-data.ts'
import { screenIds } from '#web/screens.ts'
import { noArea } from './no-area.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { packsHere } from './packs-here.ts'
import { settingsOf } from './setup.ts'

/** `yijian check-data`: every fault in `data/`, with its cure. */
export function checkDataCommand(options: { readonly json?: true; readonly seal?: true }): Exit {
  const settings = settingsOf(process.env)
  if (!settings) return exit.usage
  const { dataDir } = settings.config
  const { problems } = checkData(dataDir, screenIds())
  if (options.json) printJson({ problems })
  else if (problems.length === 0) print('data: no problems')
  else for (const problem of problems) complain(problem)
  if (problems.length > 0) return exit.refused
  if (options.seal) sealData(dataDir)
  return exit.done
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
