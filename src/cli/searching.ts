import { followUp } from '#service/follow-up.ts'
import { fillSearch } from '#service/search-fill.ts'
import type { Sealed } from '#service/sealed.ts'
import { countFollowUps } from '#store/follow-ups.ts'
import { exit, print, printJson, type Exit } from './output.ts'
import { settingsOfExisting, withHouse } from './setup.ts'

/** `yijian search-index`: what a running `serve` does a few reports a round, all at once and beside it. */
export async function searchIndexCommand({ json }: { readonly json?: true }): Promise<Exit> {
  const settings = settingsOfExisting(process.env)
  if (!settings) return exit.usage
  return await withHouse(settings, async ({ world }) => {
    let made = await waitingNow(world)
    while (await followUp(world));
    for (let n = 1; n > 0; made += n) n = await fillSearch(world)
    if (json) printJson({ ok: true, value: { made } })
    else print(made === 0 ? '所有案件都能搜索，没有要补的' : `${made} 件编入了搜索`)
    return exit.done
  })
}

const waitingNow = async ({ db }: Sealed): Promise<number> =>
  await db.read(async (tx) => await countFollowUps(tx))
