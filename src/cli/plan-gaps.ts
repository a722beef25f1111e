import { dayOf, yearOf } from '#core/clock.ts'
import { reasonOpener } from '#service/case-file.ts'
import { countedGaps, gapsOf, type GapList } from '#service/gaps.ts'
import { gapsInText, suggestionFor } from '#service/gaps-in-words.ts'
import { hasStore } from '../has-store.ts'
import { complain, exit, print, printJson, type Exit } from './output.ts'
import { packsHere, type Here } from './packs-here.ts'
import { withHouse } from './setup.ts'

/** `yijian plan --gaps`: what the plan leaves open, for the joint conference; with a database also how often it was met. */
export async function gapsCommand(
  here: Here,
  options: { readonly area?: string; readonly year?: string; readonly json?: true },
): Promise<Exit> {
  const { area = '（没有写 --area）' } = options
  const year = options.year === undefined ? yearOf(dayOf(Date.now())) : Number(options.year)
  if (!Number.isInteger(year) || year < 2000 || year > 2100) {
    complain('--year 写四位的年份，例如 2026')
    return exit.usage
  }
  const list = hasStore(here.config)
    ? await counted(here, area, year)
    : await uncounted(here, area, year)
  if (!list) {
    complain(`没有 ${area} 这个辖区。data/areas 里有哪些，用 check-data 看`)
    return exit.usage
  }
  if (options.json) printJson(asJson(list))
  else for (const line of gapsInText(list)) print(line)
  return exit.done
}

async function counted(here: Here, area: string, year: number): Promise<GapList | undefined> {
  return await withHouse(here, async ({ world }) => {
    if (!world.packs.areas.has(area)) return undefined
    return await world.db.read(
      async (tx) => await countedGaps(world, tx, { area, year }, reasonOpener(world)),
    )
  })
}

async function uncounted(here: Here, area: string, year: number): Promise<GapList | undefined> {
  const { areas, offences } = await packsHere(here)
  const pack = areas.get(area)
  return pack && gapsOf(pack, offences, year)
}

const asJson = ({ plan, gaps, ...list }: GapList): object => ({
  ...list,
  document: plan.document,
  gaps: gaps.map((gap) => ({ ...gap, suggestion: suggestionFor(gap, plan) })),
})
